//! The files in a folder.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::{api, model};
use crate::catalog::rules::is_slug;
use crate::openapi::server::read::MOST_BYTES;

/// Files by their paths, whose parts `/` joins.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// Why files cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The system refused something.
    #[error("{}: {source}", .path.display())]
    Io {
        /// What was read or written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file says what it should not.
    #[error("{path}: {reason}")]
    Wrong {
        /// The file, from the folder.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// What is written over must be of a dump.
    #[error("{} has no {} and is not empty; name an empty folder, or one that loggia dump has written", .0.display(), model::HEADER)]
    Foreign(PathBuf),
    /// What is read must be a dump.
    #[error("{} has no {}; name a folder that loggia dump has written", .0.display(), model::HEADER)]
    NoDump(PathBuf),
}

impl FolderError {
    pub(super) fn wrong(path: &str, reason: &str) -> Self {
        Self::Wrong { path: path.to_owned(), reason: reason.to_owned() }
    }
}

/// A folder with the files of a catalog. Links in it are not followed, and what is no file of a catalog is left alone.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at `path`, to be read.
    ///
    /// # Errors
    /// When nothing was dumped into it, or by another loggia's rules.
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        let folder = Self(path.to_owned());
        match folder.file(model::HEADER)? {
            Some(bytes) => model::check_header(&bytes).map(|()| folder),
            None => Err(FolderError::NoDump(folder.0)),
        }
    }

    /// The folder at `path`, to be written.
    ///
    /// # Errors
    /// When there is something in it that no dump has written.
    pub fn create(path: &Path) -> Result<Self, FolderError> {
        let folder = Self(path.to_owned());
        std::fs::create_dir_all(path).map_err(|source| folder.failed("", source))?;
        if folder.file(model::HEADER)?.is_none() && !folder.names("")?.iter().all(|(name, _)| name.starts_with('.')) {
            return Err(FolderError::Foreign(folder.0));
        }
        Ok(folder)
    }

    /// What `path` has; `None` if there is no such file.
    pub(super) fn file(&self, path: &str) -> Result<Option<Vec<u8>>, FolderError> {
        let place = self.0.join(path);
        match std::fs::symlink_metadata(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(self.failed(path, error)),
            Ok(found) if !found.is_file() => return Err(FolderError::wrong(path, "a file was expected")),
            Ok(found) if found.len() > MOST_BYTES as u64 => {
                let most = MOST_BYTES / 1_000_000;
                return Err(FolderError::wrong(path, &format!("at most {most} MB were expected")));
            }
            Ok(_) => {}
        }
        std::fs::read(&place).map(Some).map_err(|source| self.failed(path, source))
    }

    /// The slugs of the APIs that have a folder.
    pub(super) fn apis(&self) -> Result<Vec<String>, FolderError> {
        let folders = self.names(api::PLACE)?.into_iter().filter(|(_, is_folder)| *is_folder);
        let mut slugs: Vec<String> = folders.map(|(name, _)| name).collect();
        slugs.sort();
        match slugs.iter().find(|slug| !is_slug(slug)) {
            Some(slug) => {
                let path = [api::PLACE, "/", slug].concat();
                Err(FolderError::wrong(&path, "lower-case letters, digits and single hyphens were expected"))
            }
            None => Ok(slugs),
        }
    }

    /// The files of an API, by their paths from its folder.
    pub(super) fn api(&self, slug: &str) -> Result<Files, FolderError> {
        let mut files = Files::new();
        for path in self.paths_of(slug)? {
            if let Some(bytes) = self.file(&[api::PLACE, "/", slug, "/", &path].concat())? {
                files.insert(path, bytes);
            }
        }
        Ok(files)
    }

    /// Which files of an API's folder are the API's.
    fn paths_of(&self, slug: &str) -> Result<Vec<String>, FolderError> {
        let place = [api::PLACE, "/", slug].concat();
        let recipes = self.names(&[&place, "/", api::RECIPES].concat())?;
        let recipes = recipes.into_iter().map(|(name, is_folder)| ([api::RECIPES, "/", &name].concat(), is_folder));
        let found = self.names(&place)?.into_iter().chain(recipes);
        Ok(found.filter(|(path, is_folder)| !is_folder && api::is_file(path)).map(|(path, _)| path).collect())
    }

    /// Writes the files at the top.
    pub(super) fn write(&self, files: &Files) -> Result<(), FolderError> {
        for (path, bytes) in files {
            let place = self.0.join(path);
            if let Some(parent) = place.parent() {
                std::fs::create_dir_all(parent).map_err(|source| self.failed(path, source))?;
            }
            // What did not change keeps its time, which is what tools look at.
            if self.file(path)?.as_ref() != Some(bytes) {
                std::fs::write(&place, bytes).map_err(|source| self.failed(path, source))?;
            }
        }
        Ok(())
    }

    /// Writes the files of an API, and removes those that it no longer has.
    pub(super) fn write_api(&self, slug: &str, files: &Files) -> Result<(), FolderError> {
        for old in self.paths_of(slug)?.into_iter().filter(|path| !files.contains_key(path)) {
            self.remove(&[api::PLACE, "/", slug, "/", &old].concat())?;
        }
        let path = |path: &String| [api::PLACE, "/", slug, "/", path].concat();
        self.write(&files.iter().map(|(name, bytes)| (path(name), bytes.clone())).collect())
    }

    /// Removes the files of APIs that are not among `slugs`.
    pub(super) fn keep_apis(&self, slugs: &[String]) -> Result<(), FolderError> {
        for slug in self.apis()?.into_iter().filter(|slug| !slugs.contains(slug)) {
            self.write_api(&slug, &Files::new())?;
            // Unless there is something else in them.
            let place = self.0.join(api::PLACE).join(&slug);
            let _ = std::fs::remove_dir(place.join(api::RECIPES));
            let _ = std::fs::remove_dir(place);
        }
        Ok(())
    }

    pub(super) fn remove(&self, path: &str) -> Result<(), FolderError> {
        std::fs::remove_file(self.0.join(path)).map_err(|source| self.failed(path, source))
    }

    /// What is in a folder, and which of it are folders; nothing if it is not there.
    fn names(&self, path: &str) -> Result<Vec<(String, bool)>, FolderError> {
        let failed = |source| self.failed(path, source);
        let entries = match std::fs::read_dir(self.0.join(path)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(failed)?,
        };
        let name = |entry: io::Result<std::fs::DirEntry>| {
            let entry = entry?;
            Ok((entry.file_name().to_string_lossy().into_owned(), entry.file_type()?.is_dir()))
        };
        entries.map(name).collect::<io::Result<_>>().map_err(failed)
    }

    fn failed(&self, path: &str, source: io::Error) -> FolderError {
        FolderError::Io { path: self.0.join(path), source }
    }
}
