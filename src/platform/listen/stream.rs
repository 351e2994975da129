//! The socket as `hyper` sees it: only whole heads that are in order, and an end where a deadline passes.

use std::future::poll_fn;
use std::io;
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::http::StatusCode;
use bytes::{Buf as _, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, ReadBuf};
use tokio::time::{Instant, Sleep, sleep, timeout};
use tokio_io_timeout::TimeoutWriter;

use super::Limits;
use super::framing::{Framing, Step};
use super::head::Refusal;
use super::shared::Shared;
use super::socket::Socket;

/// Stands for a request that is refused: `hyper` puts its answer behind those of the requests before it, and the
/// service makes the refusal of it.
const STAND_IN: &[u8] = b"GET / HTTP/1.1\r\nHost: refused\r\nConnection: close\r\n\r\n";

/// The most bytes that a refused client may still send.
const LINGER_BYTES: usize = 1024 * 1024;

/// Most first heads come in one piece of this size.
const FIRST_READ: usize = 4096;

/// A connection's bytes: of HTTP/1 as they are in order, or of another protocol as they come.
pub struct Stream {
    socket: Pin<Box<TimeoutWriter<Socket>>>,
    shared: Arc<Shared>,
    limits: Limits,
    framing: Framing,
    /// What came and was not read yet: first what is in order, then what is not judged yet.
    held: BytesMut,
    in_order: usize,
    end: End,
    wait: Option<(Wait, Pin<Box<Sleep>>)>,
}

/// Whether there is more to be read after what is held.
#[derive(Clone, Copy)]
enum End {
    Open,
    /// The last request stands there; nothing follows, and the answer to it closes the connection.
    Refused,
    /// Closed, as if by the client.
    Closed,
    /// The body that was under way cannot be completed.
    Broken,
    /// It is no HTTP any more.
    Raw,
}

/// What is being waited for, after how many heads: so the wait for the next one is another wait.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wait {
    Request(u64),
    Head(u64),
    Body,
}

impl Stream {
    pub(super) fn new(socket: Socket, shared: Arc<Shared>, limits: Limits) -> Self {
        let mut socket = TimeoutWriter::new(socket);
        socket.set_timeout(Some(limits.write_stall));
        Self {
            socket: Box::pin(socket),
            shared,
            limits,
            framing: Framing::new(limits.head_bytes),
            held: BytesMut::new(),
            in_order: 0,
            end: End::Open,
            wait: None,
        }
    }

    /// Waits until there is something to be read: the first head, its refusal or the end.
    pub(super) async fn begin(&mut self) {
        poll_fn(|cx| {
            while self.in_order == 0 && matches!(self.end, End::Open) {
                let mut space = [MaybeUninit::uninit(); FIRST_READ];
                // A broken connection shows itself again to whoever reads.
                if ready!(self.poll_more(cx, &mut ReadBuf::uninit(&mut space))).is_err() {
                    break;
                }
            }
            Poll::Ready(())
        })
        .await;
    }

    /// Closes the connection for writing. A client that still sends is listened to for a moment: to close with
    /// something unread would be a reset, which can overtake the answer.
    pub(super) async fn close(mut self) -> io::Result<()> {
        self.socket.shutdown().await?;
        if !self.shared.has_refused() && !self.framing.is_in_body() {
            return Ok(());
        }
        let mut left = LINGER_BYTES;
        let drain = async {
            let mut waste = [0; 4096];
            while left > 0 {
                match self.socket.read(&mut waste).await {
                    Ok(0) | Err(_) => break,
                    Ok(count) => left = left.saturating_sub(count),
                }
            }
        };
        let _ = timeout(self.limits.linger, drain).await;
        Ok(())
    }

    /// Closes the connection so that the client sees that the answer is not whole.
    pub(super) fn break_off(self) -> io::Result<()> {
        self.socket.get_ref().reset_on_drop()
    }

    /// The bytes behind the last answer, whatever they are.
    pub(super) fn into_raw(mut self) -> Self {
        self.in_order = self.held.len();
        self.end = End::Raw;
        self.wait = None;
        self
    }

    /// Whether what comes next may be of another protocol: the request asked for it and is not answered yet.
    fn may_change(&mut self, cx: &Context<'_>) -> bool {
        if !self.framing.may_change() {
            return false;
        }
        if !self.shared.has_answered(self.framing.heads(), cx.waker()) {
            return true;
        }
        self.framing.goes_on();
        self.judge();
        false
    }

    /// Judges what is held beyond what is in order.
    fn judge(&mut self) {
        while let Some(bytes) = self.held.get(self.in_order..) {
            if self.framing.may_change() {
                return;
            }
            match self.framing.step(bytes) {
                Step::Release(count) => self.in_order += count,
                Step::More => return,
                Step::Refuse(refusal) => return self.refuse(refusal),
            }
        }
    }

    fn refuse(&mut self, Refusal { status, reason }: Refusal) {
        tracing::debug!(%status, reason, "a request was refused: {reason}");
        self.held.truncate(self.in_order);
        if self.framing.is_in_body() {
            self.shared.refuse(self.framing.heads(), status);
            self.end = End::Broken;
        } else {
            self.shared.refuse(self.framing.heads() + 1, status);
            self.held.extend_from_slice(STAND_IN);
            self.in_order = self.held.len();
            self.end = End::Refused;
        }
    }

    /// Notes that nothing comes at present; ready when that has lasted too long, with what is to be done about it done.
    fn poll_patience(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let heads = self.framing.heads();
        let (wait, patience) = if self.framing.is_in_body() {
            (Wait::Body, self.limits.body_stall)
        } else if !self.held.is_empty() {
            (Wait::Head(heads), self.limits.head)
        } else if self.shared.is_busy(cx.waker()) || self.shared.is_stuck() {
            // The client waits for us, not we for the client.
            self.wait = None;
            return Poll::Pending;
        } else {
            (Wait::Request(heads), self.limits.mute)
        };
        ready!(self.timer(wait, patience).poll(cx));
        match wait {
            Wait::Request(_) => self.end = End::Closed,
            Wait::Head(_) | Wait::Body => {
                self.refuse(Refusal::new(StatusCode::REQUEST_TIMEOUT, "nothing came for too long"));
            }
        }
        Poll::Ready(())
    }

    /// The timer of `wait`, started now unless it runs.
    fn timer(&mut self, wait: Wait, patience: Duration) -> Pin<&mut Sleep> {
        match &mut self.wait {
            Some((running, _)) if *running == wait => {}
            Some((running, timer)) => {
                *running = wait;
                timer.as_mut().reset(Instant::now() + patience);
            }
            None => {}
        }
        let (_, timer) = self.wait.get_or_insert_with(|| (wait, Box::pin(sleep(patience))));
        timer.as_mut()
    }

    fn poll_more(&mut self, cx: &mut Context<'_>, scratch: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = scratch.filled().len();
        match self.socket.as_mut().poll_read(cx, scratch)? {
            Poll::Ready(()) => {
                let came = scratch.filled().get(before..).unwrap_or_default();
                if came.is_empty() {
                    self.end = End::Closed;
                }
                self.held.extend_from_slice(came);
                scratch.set_filled(before);
                if matches!(self.wait, Some((Wait::Body, _))) {
                    self.wait = None;
                }
                self.judge();
                Poll::Ready(Ok(()))
            }
            Poll::Pending => self.poll_patience(cx).map(Ok),
        }
    }
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        loop {
            if this.in_order > 0 {
                let count = this.in_order.min(buf.remaining());
                buf.put_slice(this.held.get(..count).unwrap_or_default());
                this.held.advance(count);
                this.in_order -= count;
                if this.held.is_empty() {
                    // A connection that waits keeps no memory.
                    this.held = BytesMut::new();
                }
                return Poll::Ready(Ok(()));
            }
            if matches!(this.end, End::Open) {
                if this.may_change(cx) {
                    return Poll::Pending;
                }
                // What was held may just have been judged.
                if this.in_order > 0 {
                    continue;
                }
            }
            match this.end {
                End::Raw => return this.socket.as_mut().poll_read(cx, buf),
                End::Open => ready!(this.poll_more(cx, buf))?,
                End::Refused => return Poll::Pending,
                End::Closed => return Poll::Ready(Ok(())),
                End::Broken => return Poll::Ready(Err(io::ErrorKind::InvalidData.into())),
            }
        }
    }
}

impl Stream {
    /// Remembers whether the client takes what is written. When it does again, reading must be tried again, for the wait for
    /// a request begins only now, and so must the answer's body, which rests meanwhile.
    fn note<T>(&self, cx: &Context<'_>, written: Poll<T>) -> Poll<T> {
        if self.shared.has_taken(written.is_ready()) {
            cx.waker().wake_by_ref();
        }
        written
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = this.socket.as_mut().poll_write(cx, buf);
        this.note(cx, written)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = this.socket.as_mut().poll_write_vectored(cx, bufs);
        this.note(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().socket.as_mut().poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().socket.as_mut().poll_shutdown(cx)
    }
}
