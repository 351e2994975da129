//! Files in the data directory that say which processes are at what. The system gives up a lock when its process ends,
//! however it does.

use std::fs::File;
use std::io;
use std::path::Path;

/// The file that is locked while the database is brought up to date.
const MIGRATION: &str = "migration.lock";
/// The file that is locked while revisions are being written, by as many as do so.
const WRITING: &str = "writing.lock";

/// Something that goes on until this is dropped.
#[derive(Debug)]
pub struct InUse {
    _file: File,
}

impl InUse {
    /// Waits until nobody else brings the database in `data` up to date.
    ///
    /// # Errors
    /// When the file cannot be made or locked.
    pub async fn migrating(data: &Path) -> io::Result<Self> {
        wait(data, MIGRATION, File::lock).await
    }

    /// Says that a revision is being written.
    ///
    /// # Errors
    /// When the file cannot be made or locked.
    pub async fn writing(data: &Path) -> io::Result<Self> {
        wait(data, WRITING, File::lock_shared).await
    }

    /// Keeps others from beginning to write a revision; `None` while anybody does.
    #[must_use]
    pub fn nobody_writes(data: &Path) -> Option<Self> {
        let file = open(data, WRITING).ok()?;
        file.try_lock().ok()?;
        Some(Self { _file: file })
    }
}

fn open(data: &Path, name: &str) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(data.join(name))
}

async fn wait(data: &Path, name: &str, lock: fn(&File) -> io::Result<()>) -> io::Result<InUse> {
    let file = open(data, name)?;
    let waiting = tokio::task::spawn_blocking(move || lock(&file).map(|()| InUse { _file: file }));
    waiting.await.map_err(io::Error::other)?
}
