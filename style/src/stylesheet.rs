//! The whole stylesheet: the reset, our own CSS and the utilities, each in its layer, so that a utility always wins over
//! our own classes and those over the reset, whatever their selectors weigh.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::{Engine, Scan};

/// Why there is no stylesheet.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line cannot be understood.
    #[error("{0}")]
    Usage(String),
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A source file is not Rust.
    #[error("{}: {message}", path.display())]
    Rust {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
}

/// The stylesheet for the CSS in `input` and the classes in the Rust files under `sources`.
///
/// # Errors
/// [`Error::Io`] and [`Error::Rust`] name the file that cannot be used.
pub fn stylesheet(input: &Path, sources: &Path) -> Result<String, Error> {
    let own = read_css(input)?;
    let engine = Engine::new(&own);
    let mut words = BTreeSet::new();
    for path in rust_files(sources)? {
        words.extend(scan_file(&path)?.words);
    }
    let (reset, utilities) = (Engine::reset(), engine.rules(words.iter().map(String::as_str)));
    Ok(format!("{own}\n@layer reset {{\n{reset}\n}}\n\n@layer utilities {{\n{utilities}\n}}\n"))
}

/// The text of a CSS file with the files that its `@import "…";` lines name in their places.
///
/// # Errors
/// [`Error::Io`] names the file that cannot be read.
pub fn read_css(path: &Path) -> Result<String, Error> {
    let mut css = String::new();
    for line in read(path)?.lines() {
        match line.strip_prefix("@import \"").and_then(|rest| rest.strip_suffix("\";")) {
            Some(name) => css.push_str(&read_css(&path.with_file_name(name))?),
            None => css.push_str(line),
        }
        css.push('\n');
    }
    Ok(css)
}

/// What the Rust file at `path` says about classes.
///
/// # Errors
/// [`Error::Io`] when it cannot be read, [`Error::Rust`] when it is not Rust.
pub fn scan_file(path: &Path) -> Result<Scan, Error> {
    Scan::of(&read(path)?).map_err(|error| Error::Rust { path: path.to_owned(), message: error.to_string() })
}

/// The Rust files under `directory`, sorted.
///
/// # Errors
/// [`Error::Io`] names the directory that cannot be read.
pub fn rust_files(directory: &Path) -> Result<Vec<PathBuf>, Error> {
    let fault = |source| Error::Io { path: directory.to_owned(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|source| Error::Io { path: path.to_owned(), source })
}
