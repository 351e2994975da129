//! Answers of the console that were cut for display and can still be downloaded whole.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, io};

use bytes::Bytes;
use parking_lot::Mutex;
use tempfile::TempPath;
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;

use super::{Clock, Rng};
use crate::kernel::Timestamp;

/// How the files' names end, so that leftovers of a process that was killed can be told from anything else.
const SUFFIX: &str = ".spooled";

/// How much may be kept, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct SpoolLimits {
    /// Bytes of one file.
    pub file: u64,
    /// Bytes of all files together.
    pub total: u64,
    /// Milliseconds for which a file can be downloaded.
    pub lifetime: i64,
}

impl Default for SpoolLimits {
    fn default() -> Self {
        Self { file: 256 << 20, total: 2 << 30, lifetime: 10 * 60 * 1000 }
    }
}

/// What a download is labelled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpoolMeta {
    /// Its media type, as the backend called it.
    pub content_type: String,
    /// The name to offer for saving it.
    pub file_name: String,
}

/// Files that can be downloaded for ten minutes by those who know their id; clones share them.
#[derive(Clone)]
pub struct Spool(Arc<Shared>);

struct Shared {
    dir: PathBuf,
    clock: Clock,
    rng: Rng,
    limits: SpoolLimits,
    used: Arc<Mutex<u64>>,
    kept: Mutex<HashMap<String, Kept>>,
}

struct Kept {
    meta: SpoolMeta,
    expires_at: Timestamp,
    space: Space,
    path: TempPath,
}

/// Bytes taken from the spool's total; given back when dropped.
struct Space {
    used: Arc<Mutex<u64>>,
    bytes: u64,
}

impl Space {
    fn grow(&mut self, bytes: u64, limits: &SpoolLimits) -> bool {
        let mut used = self.used.lock();
        let fits = self.bytes + bytes <= limits.file && *used + bytes <= limits.total;
        if fits {
            self.bytes += bytes;
            *used += bytes;
        }
        fits
    }
}

impl Drop for Space {
    fn drop(&mut self) {
        *self.used.lock() -= self.bytes;
    }
}

impl fmt::Debug for Spool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Spool").field("dir", &self.0.dir).field("limits", &self.0.limits).finish_non_exhaustive()
    }
}

impl Spool {
    /// A spool in `dir`, which is made where it is missing. What an earlier process left there is removed.
    ///
    /// # Errors
    /// When the directory cannot be made or read, or a leftover cannot be removed.
    pub fn new(dir: PathBuf, clock: Clock, rng: Rng, limits: SpoolLimits) -> io::Result<Self> {
        std::fs::create_dir_all(&dir)?;
        remove_leftovers(&dir)?;
        Ok(Self(Arc::new(Shared { dir, clock, rng, limits, used: Arc::default(), kept: Mutex::default() })))
    }

    /// Begins a file.
    ///
    /// # Errors
    /// When it cannot be created.
    pub async fn begin(&self) -> io::Result<SpoolWriter> {
        self.sweep();
        let dir = self.0.dir.clone();
        let file = tokio::task::spawn_blocking(move || tempfile::Builder::new().suffix(SUFFIX).tempfile_in(dir))
            .await
            .map_err(io::Error::other)??;
        let (file, path) = file.into_parts();
        let space = Space { used: self.0.used.clone(), bytes: 0 };
        Ok(SpoolWriter { spool: self.clone(), file: File::from_std(file), path, space, is_full: false })
    }

    /// The kept file `id` with its length in bytes, or `None` when there is none or its time is over.
    pub async fn open(&self, id: &str) -> Option<(SpoolMeta, File, u64)> {
        self.sweep();
        let (meta, path, bytes) = {
            let kept = self.0.kept.lock();
            let kept = kept.get(id)?;
            (kept.meta.clone(), kept.path.to_path_buf(), kept.space.bytes)
        };
        match File::open(path).await {
            Ok(file) => Some((meta, file, bytes)),
            Err(error) => {
                tracing::error!(%error, "a spooled answer cannot be opened: {error}");
                None
            }
        }
    }

    /// Removes the files whose time is over.
    pub fn sweep(&self) {
        let now = self.0.clock.now();
        self.0.kept.lock().retain(|_, kept| kept.expires_at > now);
    }
}

/// A file that is being written. Dropped without [`SpoolWriter::keep`] it is removed.
pub struct SpoolWriter {
    spool: Spool,
    file: File,
    path: TempPath,
    space: Space,
    is_full: bool,
}

impl fmt::Debug for SpoolWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SpoolWriter").field("bytes", &self.space.bytes).finish_non_exhaustive()
    }
}

impl SpoolWriter {
    /// Appends `bytes`. The piece that no longer fits and all that come after it are left out.
    ///
    /// # Errors
    /// When the file cannot be written, as on a full disk.
    pub async fn write(&mut self, bytes: &Bytes) -> io::Result<()> {
        if self.is_full || !self.space.grow(bytes.len() as u64, &self.spool.0.limits) {
            self.is_full = true;
            return Ok(());
        }
        self.file.write_all(bytes).await
    }

    /// Whether something was left out, because this file or all files together have reached their cap.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.is_full
    }

    /// Keeps the file for download and returns its id: 256 random bits, which is all that guards it.
    ///
    /// # Errors
    /// When what was written last cannot be brought to the file.
    pub async fn keep(mut self, meta: SpoolMeta) -> io::Result<String> {
        self.file.flush().await?;
        let Shared { clock, rng, limits, kept, .. } = &*self.spool.0;
        let id = rng.token();
        let expires_at = clock.now().plus(limits.lifetime);
        kept.lock().insert(id.clone(), Kept { meta, expires_at, space: self.space, path: self.path });
        Ok(id)
    }
}

fn remove_leftovers(dir: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_file() && entry.file_name().to_string_lossy().ends_with(SUFFIX) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt as _;

    use super::*;

    struct Fixture {
        dir: tempfile::TempDir,
        clock: Clock,
        spool: Spool,
    }

    fn fixture(limits: SpoolLimits) -> Fixture {
        let dir = tempfile::tempdir().unwrap();
        let clock = Clock::frozen(Timestamp(0));
        let spool = Spool::new(dir.path().join("spool"), clock.clone(), Rng::seeded(1), limits).unwrap();
        Fixture { dir, clock, spool }
    }

    impl Fixture {
        fn files(&self) -> usize {
            std::fs::read_dir(self.dir.path().join("spool")).unwrap().count()
        }

        async fn keep(&self, pieces: &[&'static str]) -> String {
            let mut writer = self.spool.begin().await.unwrap();
            for piece in pieces {
                writer.write(&Bytes::from_static(piece.as_bytes())).await.unwrap();
            }
            writer.keep(meta()).await.unwrap()
        }
    }

    fn meta() -> SpoolMeta {
        SpoolMeta { content_type: "text/plain".into(), file_name: "answer.txt".into() }
    }

    #[tokio::test]
    async fn what_was_written_is_read_as_often_as_wanted() {
        let fixture = fixture(SpoolLimits::default());
        let id = fixture.keep(&["one ", "two"]).await;
        for _ in 0..2 {
            let (label, mut file, bytes) = fixture.spool.open(&id).await.unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).await.unwrap();
            assert_eq!((label, text.as_str(), bytes), (meta(), "one two", 7));
        }
    }

    #[tokio::test]
    async fn ids_are_long_and_never_the_same() {
        let fixture = fixture(SpoolLimits::default());
        let (one, two) = (fixture.keep(&["x"]).await, fixture.keep(&["x"]).await);
        assert_ne!(one, two);
        assert_eq!((one.len(), two.len()), (64, 64));
    }

    #[tokio::test]
    async fn after_ten_minutes_it_is_gone_from_the_disk_too() {
        let fixture = fixture(SpoolLimits::default());
        let id = fixture.keep(&["text"]).await;
        fixture.clock.advance(10 * 60 * 1000 - 1);
        assert!(fixture.spool.open(&id).await.is_some());
        fixture.clock.advance(1);
        assert!(fixture.spool.open(&id).await.is_none());
        assert_eq!(fixture.files(), 0);
    }

    #[tokio::test]
    async fn a_writer_that_is_dropped_leaves_nothing() {
        let fixture = fixture(SpoolLimits { total: 4, ..SpoolLimits::default() });
        let mut writer = fixture.spool.begin().await.unwrap();
        writer.write(&Bytes::from_static(b"text")).await.unwrap();
        assert_eq!(fixture.files(), 1);
        drop(writer);
        assert_eq!(fixture.files(), 0);
        let id = fixture.keep(&["text"]).await;
        assert!(fixture.spool.open(&id).await.is_some(), "the bytes were given back");
    }

    #[tokio::test]
    async fn a_file_stops_at_its_cap() {
        let fixture = fixture(SpoolLimits { file: 5, ..SpoolLimits::default() });
        let mut writer = fixture.spool.begin().await.unwrap();
        for (piece, full) in [("four", false), ("four", true), ("a", true)] {
            writer.write(&Bytes::from_static(piece.as_bytes())).await.unwrap();
            assert_eq!(writer.is_full(), full);
        }
        let id = writer.keep(meta()).await.unwrap();
        assert_eq!(fixture.spool.open(&id).await.unwrap().2, 4, "nothing after the gap was appended");
    }

    #[tokio::test]
    async fn all_files_share_a_cap_and_expired_ones_free_it() {
        let fixture = fixture(SpoolLimits { total: 6, ..SpoolLimits::default() });
        fixture.keep(&["four"]).await;
        let mut writer = fixture.spool.begin().await.unwrap();
        writer.write(&Bytes::from_static(b"four")).await.unwrap();
        assert!(writer.is_full());
        drop(writer);
        fixture.clock.advance(10 * 60 * 1000);
        let mut writer = fixture.spool.begin().await.unwrap();
        writer.write(&Bytes::from_static(b"four")).await.unwrap();
        assert!(!writer.is_full());
    }

    #[tokio::test]
    async fn an_id_is_never_a_path() {
        let fixture = fixture(SpoolLimits::default());
        fixture.keep(&["text"]).await;
        let secret = fixture.dir.path().join("secret.txt");
        std::fs::write(&secret, "secret").unwrap();
        let name = std::fs::read_dir(fixture.dir.path().join("spool")).unwrap().next().unwrap().unwrap().file_name();
        let absolute = secret.to_string_lossy().into_owned();
        for id in ["../secret.txt", "..%2fsecret.txt", absolute.as_str(), "", ".", name.to_str().unwrap()] {
            assert!(fixture.spool.open(id).await.is_none(), "{id}");
        }
    }

    #[test]
    fn leftovers_of_an_earlier_process_are_removed_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("abc.spooled"), "old").unwrap();
        std::fs::write(dir.path().join("loggia.db"), "precious").unwrap();
        Spool::new(dir.path().to_owned(), Clock::system(), Rng::seeded(1), SpoolLimits::default()).unwrap();
        let names: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["loggia.db"]);
    }
}
