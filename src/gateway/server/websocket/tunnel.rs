//! Two connections joined: what comes at one end goes out at the other, until both have ended, or for as long as something
//! does.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _, ReadBuf, copy, copy_bidirectional_with_sizes, sink};
use tokio::time::{Instant, sleep_until, timeout};
use tokio_util::sync::CancellationToken;

use super::frames::Frames;

/// What may be under way each way, in bytes.
const BUFFER: usize = 16 * 1024;
/// How long the two ends have to take their leave.
const LEAVE: Duration = Duration::from_secs(5);

/// What went through.
#[derive(Debug)]
pub(super) struct Passed {
    /// Bytes that the client sent.
    pub(super) came: u64,
    /// Bytes that it was sent.
    pub(super) went: u64,
    /// How it ended.
    pub(super) end: Ended,
}

/// How the end came.
#[derive(Debug)]
pub(super) enum Ended {
    /// Both had nothing more to say.
    Both,
    /// Nothing went either way for too long.
    Idle,
    /// The gateway goes.
    Shutdown,
    /// One broke off.
    Broken(io::Error),
}

/// Joins `client` and `backend`, of which the client gets `first` before all else, until both have ended or one breaks off;
/// or until nothing has gone either way for as long as `idle`, or `finish`, when both are told.
pub(super) async fn join(
    client: impl AsyncRead + AsyncWrite + Unpin,
    backend: impl AsyncRead + AsyncWrite + Unpin,
    first: &Bytes,
    idle: Duration,
    finish: &CancellationToken,
) -> Passed {
    let activity = Activity { began: Instant::now(), last: AtomicU64::new(0) };
    let (mut client, mut backend) = (End::new(client, &activity), End::new(backend, &activity));
    let joined = async {
        client.write_all(first).await?;
        copy_bidirectional_with_sizes(&mut client, &mut backend, BUFFER, BUFFER).await
    };
    let end = tokio::select! {
        biased;
        outcome = joined => outcome.map_or_else(Ended::Broken, |_| Ended::Both),
        () = activity.has_paused(idle) => Ended::Idle,
        () = finish.cancelled() => Ended::Shutdown,
    };
    if matches!(end, Ended::Idle | Ended::Shutdown) {
        // One that does not even take its leave is let go as it is.
        let leaving = async { tokio::join!(client.leave(false), backend.leave(true)) };
        let _ = timeout(LEAVE, leaving).await;
    }
    Passed { came: client.read, went: client.written, end }
}

/// When something went last.
struct Activity {
    began: Instant,
    /// In milliseconds since then.
    last: AtomicU64,
}

impl Activity {
    fn note(&self) {
        let passed = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.last.store(passed, Ordering::Relaxed);
    }

    /// Ends when nothing has gone for as long as `idle`.
    async fn has_paused(&self, idle: Duration) {
        loop {
            let until = self.began + Duration::from_millis(self.last.load(Ordering::Relaxed)) + idle;
            if Instant::now() >= until {
                return;
            }
            sleep_until(until).await;
        }
    }
}

/// One of the two.
struct End<'a, S> {
    stream: S,
    activity: &'a Activity,
    /// How many bytes it sent.
    read: u64,
    /// How many it was sent.
    written: u64,
    /// What it was sent.
    frames: Frames,
}

impl<'a, S: AsyncRead + AsyncWrite + Unpin> End<'a, S> {
    fn new(stream: S, activity: &'a Activity) -> Self {
        Self { stream, activity, read: 0, written: 0, frames: Frames::default() }
    }

    /// Says goodbye, as the client of the backend or as the server of the client, and hears the other out.
    async fn leave(&mut self, is_client: bool) -> io::Result<()> {
        let farewell = self.frames.farewell(is_client);
        self.stream.write_all(&farewell).await?;
        self.stream.shutdown().await?;
        copy(&mut self.stream, &mut sink()).await.map(drop)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for End<'_, S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buf))?;
        self.read += (buf.filled().len() - before) as u64;
        self.activity.note();
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for End<'_, S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.stream).poll_write(cx, bytes))?;
        self.written += written as u64;
        self.frames.pass(bytes.get(..written).unwrap_or_default());
        self.activity.note();
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, DuplexStream, duplex};
    use tokio::task::JoinHandle;

    use super::*;

    const IDLE: Duration = Duration::from_secs(300);

    /// A client and a backend, joined.
    fn joined(first: &'static [u8]) -> (DuplexStream, DuplexStream, JoinHandle<Passed>) {
        joined_until(first, CancellationToken::new())
    }

    fn joined_until(
        first: &'static [u8],
        finish: CancellationToken,
    ) -> (DuplexStream, DuplexStream, JoinHandle<Passed>) {
        let ((client, here), (there, backend)) = (duplex(64), duplex(64));
        let task = tokio::spawn(async move { join(here, there, &Bytes::from_static(first), IDLE, &finish).await });
        (client, backend, task)
    }

    async fn hear(stream: &mut DuplexStream, length: usize) -> Vec<u8> {
        let mut heard = vec![0; length];
        stream.read_exact(&mut heard).await.unwrap();
        heard
    }

    async fn rest(mut stream: DuplexStream) -> Vec<u8> {
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).await.unwrap();
        rest
    }

    #[tokio::test(start_paused = true)]
    async fn what_falls_silent_is_told_that_it_ends() {
        let (mut client, mut backend, task) = joined(&[0x81, 1, b'a']);
        assert_eq!(hear(&mut client, 3).await, [0x81, 1, b'a']);
        let began = Instant::now();
        // Each way keeps it alive.
        tokio::time::advance(IDLE - Duration::from_secs(1)).await;
        client.write_all(&[0x81, 0x80, 1, 2, 3, 4]).await.unwrap();
        assert_eq!(hear(&mut backend, 6).await, [0x81, 0x80, 1, 2, 3, 4]);
        tokio::time::advance(IDLE - Duration::from_secs(1)).await;
        backend.write_all(&[0x8a, 0]).await.unwrap();
        assert_eq!(hear(&mut client, 2).await, [0x8a, 0]);
        assert_eq!(
            tokio::join!(rest(client), rest(backend)),
            (vec![0x88, 2, 3, 233], vec![0x88, 0x82, 0, 0, 0, 0, 3, 233])
        );
        let passed = task.await.unwrap();
        assert!(matches!(passed.end, Ended::Idle) && (passed.came, passed.went) == (6, 5), "{passed:?}");
        let lasted = began.elapsed();
        assert!(lasted >= IDLE * 3 - Duration::from_secs(2) && lasted < IDLE * 3, "{lasted:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn at_the_shutdown_both_are_told() {
        let finish = CancellationToken::new();
        let (mut client, backend, task) = joined_until(&[0x81, 1, b'a'], finish.clone());
        assert_eq!(hear(&mut client, 3).await, [0x81, 1, b'a']);
        finish.cancel();
        assert_eq!(
            tokio::join!(rest(client), rest(backend)),
            (vec![0x88, 2, 3, 233], vec![0x88, 0x82, 0, 0, 0, 0, 3, 233])
        );
        let passed = task.await.unwrap();
        assert!(matches!(passed.end, Ended::Shutdown) && (passed.came, passed.went) == (0, 3), "{passed:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_is_put_into_a_frame_that_was_not_finished() {
        let (client, mut backend, task) = joined(&[]);
        backend.write_all(&[0x81, 5, b'h']).await.unwrap();
        let (to_client, to_backend) = tokio::join!(rest(client), rest(backend));
        assert_eq!((to_client, to_backend.len()), (vec![0x81, 5, b'h'], 8));
        assert!(matches!(task.await.unwrap().end, Ended::Idle));
    }

    #[tokio::test(start_paused = true)]
    async fn who_takes_nothing_any_more_holds_nobody() {
        let (client, mut backend, task) = joined(&[]);
        // More than has room on the way: the client does not read.
        let sent = backend.write_all(&[0; 4 * BUFFER]);
        assert!(timeout(IDLE / 2, sent).await.is_err());
        let began = Instant::now();
        assert!(matches!(task.await.unwrap().end, Ended::Idle));
        assert!(began.elapsed() <= IDLE + LEAVE);
        drop(client);
    }

    #[tokio::test(start_paused = true)]
    async fn who_ends_ends_the_other() {
        let (client, backend, task) = joined(b"first");
        drop(backend);
        assert_eq!(rest(client).await, b"first");
        let passed = task.await.unwrap();
        assert!(!matches!(passed.end, Ended::Idle) && passed.went == 5, "{passed:?}");
    }
}
