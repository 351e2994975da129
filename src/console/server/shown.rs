//! The part of a body that goes to the browser, and the whole of a long one, which is kept for download.

use bytes::Bytes;
use tokio::sync::mpsc::Sender;

use crate::console::frames;
use crate::platform::spool::{Spool, SpoolMeta, SpoolWriter};

/// How many decoded bytes are shown.
pub(super) const SHOWN: u64 = 10 * 1024 * 1024;
/// How many bytes a body may have to be compared with its documentation.
const COMPARED: usize = 1024 * 1024;
/// How many bytes wait in memory before a file is begun: most bodies are shorter.
const IN_MEMORY: usize = 64 * 1024;

/// The browser is no longer there.
#[derive(Debug)]
pub(super) struct Gone;

/// Takes a decoded body piece by piece.
pub(super) struct Shown<'a> {
    frames: &'a Sender<Bytes>,
    spool: &'a Spool,
    whole: Whole,
    /// How many bytes are shown.
    most: u64,
    /// The body, as long as it is short enough to be compared with its documentation.
    copy: Option<Vec<u8>>,
    /// How many bytes came.
    pub(super) decoded: u64,
}

/// The whole body, in case it turns out to be too long to be shown.
enum Whole {
    /// It is known to be short enough, or it cannot be kept.
    Nowhere,
    InMemory(Vec<u8>),
    InFile(Box<SpoolWriter>),
}

/// What became of a body that was too long.
pub(super) struct Cut {
    /// Under which id it can be downloaded.
    pub(super) download: Option<String>,
    /// Whether the download is not whole either.
    pub(super) download_cut: bool,
}

impl<'a> Shown<'a> {
    /// Sends to `frames`. A body of `announced` bytes that fits is not kept in `spool` at all.
    pub(super) fn new(frames: &'a Sender<Bytes>, spool: &'a Spool, announced: Option<u64>) -> Self {
        let fits = announced.is_some_and(|bytes| bytes <= SHOWN);
        let whole = if fits { Whole::Nowhere } else { Whole::InMemory(Vec::new()) };
        Self { frames, spool, whole, most: SHOWN, copy: Some(Vec::new()), decoded: 0 }
    }

    /// Sends all of a stream to `frames`, however long it is, and keeps nothing of it.
    pub(super) fn passing(frames: &'a Sender<Bytes>, spool: &'a Spool) -> Self {
        Self { frames, spool, whole: Whole::Nowhere, most: u64::MAX, copy: Some(Vec::new()), decoded: 0 }
    }

    /// Takes the next `bytes`; whether more are of use.
    ///
    /// # Errors
    /// [`Gone`], when nobody is left to show them to.
    pub(super) async fn take(&mut self, bytes: &[u8]) -> Result<bool, Gone> {
        let room = usize::try_from(self.most.saturating_sub(self.decoded)).unwrap_or(usize::MAX);
        self.decoded += bytes.len() as u64;
        let shown = &bytes[..bytes.len().min(room)];
        self.copy = self.copy.take().filter(|copy| copy.len() + bytes.len() <= COMPARED).map(|mut copy| {
            copy.extend_from_slice(bytes);
            copy
        });
        if !shown.is_empty() {
            self.frames.send(frames::data(shown).into()).await.map_err(|_| Gone)?;
        }
        if let Err(error) = self.keep(bytes).await {
            tracing::warn!(%error, "an answer cannot be kept for download: {error}");
            self.whole = Whole::Nowhere;
        }
        let is_kept = match &self.whole {
            Whole::Nowhere => false,
            Whole::InMemory(_) => true,
            Whole::InFile(file) => !file.is_full(),
        };
        Ok(is_kept || self.decoded <= self.most)
    }

    async fn keep(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        match &mut self.whole {
            Whole::Nowhere => {}
            Whole::InMemory(memory) => {
                memory.extend_from_slice(bytes);
                if memory.len() > IN_MEMORY {
                    let memory = std::mem::take(memory);
                    let mut file = self.spool.begin().await?;
                    file.write(&memory.into()).await?;
                    self.whole = Whole::InFile(Box::new(file));
                }
            }
            Whole::InFile(file) => file.write(&Bytes::copy_from_slice(bytes)).await?,
        }
        Ok(())
    }

    /// The whole body, unless it is too long to be compared with its documentation.
    pub(super) fn copy(&mut self) -> Option<Vec<u8>> {
        self.copy.take()
    }

    /// Whether not everything was shown.
    pub(super) const fn is_cut(&self) -> bool {
        self.decoded > self.most
    }

    /// Keeps the body, labelled by `meta`, when it was too long to be shown.
    pub(super) async fn finish(self, meta: SpoolMeta) -> Option<Cut> {
        if !self.is_cut() {
            return None;
        }
        let Whole::InFile(file) = self.whole else { return Some(Cut { download: None, download_cut: true }) };
        let download_cut = file.is_full();
        let download = file.keep(meta).await;
        let download = download.inspect_err(|error| {
            tracing::warn!(%error, "an answer cannot be kept for download: {error}");
        });
        Some(Cut { download: download.ok(), download_cut })
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc;

    use super::*;
    use crate::kernel::Timestamp;
    use crate::platform::spool::SpoolLimits;
    use crate::platform::{Clock, Rng};

    const PIECE: usize = 1024 * 1024;

    fn meta() -> SpoolMeta {
        SpoolMeta { content_type: String::new(), file_name: "a.bin".to_owned() }
    }

    /// How many pieces are taken of a body that would go on, and what becomes of it.
    async fn take(limits: SpoolLimits, announced: Option<u64>) -> (u64, Option<Cut>) {
        let dir = tempfile::tempdir().unwrap();
        let clock = Clock::frozen(Timestamp(0));
        let spool = Spool::new(dir.path().to_owned(), clock, Rng::seeded(1), limits).unwrap();
        let (frames, mut waiting) = mpsc::channel(100);
        let mut shown = Shown::new(&frames, &spool, announced);
        let mut pieces = 1;
        while shown.take(&vec![0; PIECE]).await.unwrap() {
            pieces += 1;
            assert!(pieces < 100, "nobody says that it is enough");
        }
        let cut = shown.finish(meta()).await;
        drop(frames);
        let mut bytes = 0;
        while let Some(frame) = waiting.recv().await {
            bytes += frame.len() as u64 - 5;
        }
        assert_eq!(bytes, SHOWN, "no more than this is shown");
        (pieces, cut)
    }

    #[tokio::test]
    async fn what_is_kept_has_an_end_too() {
        let limits = SpoolLimits { file: 15 << 20, ..SpoolLimits::default() };
        let (pieces, cut) = take(limits, None).await;
        assert_eq!(pieces, 16);
        let cut = cut.unwrap();
        assert!(cut.download.is_some() && cut.download_cut);
    }

    #[tokio::test]
    async fn a_full_disk_ends_the_showing_and_not_before() {
        let limits = SpoolLimits { total: 0, ..SpoolLimits::default() };
        let (pieces, cut) = take(limits, None).await;
        assert_eq!(pieces, 11);
        assert!(cut.unwrap().download_cut);
    }

    #[tokio::test]
    async fn whoever_is_gone_is_shown_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let clock = Clock::frozen(Timestamp(0));
        let spool = Spool::new(dir.path().to_owned(), clock, Rng::seeded(1), SpoolLimits::default()).unwrap();
        let (frames, waiting) = mpsc::channel(1);
        drop(waiting);
        assert!(Shown::new(&frames, &spool, None).take(b"a").await.is_err());
    }
}
