//! The files of a directory, as `cargo leptos` leaves them.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::File;

pub(super) async fn read(path: &Path) -> Option<File> {
    let metadata = tokio::fs::metadata(path).await.ok()?;
    if !metadata.is_file() {
        return None;
    }
    let bytes = tokio::fs::read(path).await.ok()?;
    let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Some(File { version: format!("{:x}-{:x}", bytes.len(), modified.as_nanos()), bytes: bytes.into() })
}

/// The names of the files in `path`; none when it is not there.
pub(super) fn names(path: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

/// The file of hashes beside the program, which `cargo leptos watch` renews with every build.
pub(super) fn hash_file() -> Option<PathBuf> {
    let name = std::env::var_os("LEPTOS_HASH_FILE_NAME").unwrap_or_else(|| "hash.txt".into());
    let file = std::env::current_exe().ok()?.parent()?.join(name);
    file.is_file().then_some(file)
}
