//! The program that cargo-leptos runs as `tailwindcss`, from the root of the repository.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use tailwindcss::{Arguments, Error, stylesheet};

fn main() -> ExitCode {
    let (message, code) = match run() {
        // cargo-leptos takes the output only when the last line on standard error says this.
        Ok(()) => ("Done".to_owned(), ExitCode::SUCCESS),
        Err(error) => (error.to_string(), ExitCode::FAILURE),
    };
    let _ = writeln!(std::io::stderr(), "{message}");
    code
}

fn run() -> Result<(), Error> {
    let Arguments { input, output } = Arguments::read(std::env::args().skip(1))?;
    let css = stylesheet(&input, Path::new("src"))?;
    // In a new clone the directory for it is not there yet.
    let directory = output.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(directory)
        .and_then(|()| fs::write(&output, css))
        .map_err(|source| Error::Io { path: output, source })
}
