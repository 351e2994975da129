//! Threads that serve connections, each with a runtime of its own.
//!
//! A call that begins, waits for its backend and ends on one thread wakes no other one, finds the backend's connections
//! where it needs them, and does not queue behind pages that are being made. A runtime of several threads shares every piece
//! of work, and rousing a thread for it costs more than a small call.

use std::cell::Cell;
use std::io;
use std::net::SocketAddr;
use std::num::NonZero;
use std::sync::Arc;
use std::thread::{self, JoinHandle, available_parallelism};

use tokio::net::TcpStream;
use tokio::runtime::{Builder, Handle};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::quiet::quietly;

thread_local! {
    static NUMBER: Cell<usize> = const { Cell::new(0) };
}

/// The number of this thread among those of a crew, from 1; 0 for all others. What is kept for each thread goes by it.
#[must_use]
pub fn hand() -> usize {
    NUMBER.get()
}

/// How many threads a crew has: one for each processor.
#[must_use]
pub fn hands() -> usize {
    available_parallelism().map_or(1, NonZero::get)
}

/// The threads; they end when this is dropped.
pub(super) struct Crew {
    hands: Vec<Hand>,
    stop: CancellationToken,
}

struct Hand {
    handle: Handle,
    /// Each of its connections holds one of these.
    load: Arc<()>,
    thread: Option<JoinHandle<()>>,
}

impl Crew {
    /// Starts one.
    ///
    /// # Errors
    /// When the system gives no more threads or files.
    pub(super) fn start() -> io::Result<Self> {
        let mut crew = Self { hands: Vec::new(), stop: CancellationToken::new() };
        for number in 1..=hands() {
            let runtime = Builder::new_current_thread().enable_all().build()?;
            let handle = runtime.handle().clone();
            let stop = crew.stop.clone();
            let thread = thread::Builder::new().name(format!("connections-{number}")).spawn(move || {
                NUMBER.set(number);
                runtime.block_on(stop.cancelled());
            })?;
            crew.hands.push(Hand { handle, load: Arc::default(), thread: Some(thread) });
        }
        Ok(crew)
    }

    /// Has the thread with the fewest connections serve one more.
    pub(super) fn serve<F>(
        &self,
        connections: &TaskTracker,
        stream: TcpStream,
        peer: SocketAddr,
        serve: impl FnOnce(TcpStream, SocketAddr) -> F + Send + 'static,
    ) where
        F: Future<Output = ()> + Send + 'static,
    {
        let Some(hand) = self.hands.iter().min_by_key(|hand| Arc::strong_count(&hand.load)) else { return };
        let load = Arc::clone(&hand.load);
        // It is known to the runtime of whoever accepted it.
        let stream = stream.into_std();
        let serving = async move {
            match stream.and_then(TcpStream::from_std) {
                Ok(stream) => quietly(serve(stream, peer)).await,
                Err(error) => tracing::error!(%error, "a connection cannot be served: {error}"),
            }
            drop(load);
        };
        connections.spawn_on(serving, &hand.handle);
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        self.stop.cancel();
        for thread in self.hands.iter_mut().filter_map(|hand| hand.thread.take()) {
            if thread.join().is_err() {
                tracing::error!("a thread that served connections had panicked");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;
    use tokio::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn connections_go_to_the_thread_that_has_fewest() {
        let crew = Crew::start().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (connections, over) = (TaskTracker::new(), CancellationToken::new());
        let (sender, mut served_by) = mpsc::unbounded_channel();
        for _ in 0..2 * hands() {
            let _client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
            let (stream, peer) = listener.accept().await.unwrap();
            let (sender, over) = (sender.clone(), over.clone());
            crew.serve(&connections, stream, peer, |_, _| async move {
                sender.send(hand()).unwrap();
                over.cancelled().await;
            });
        }
        drop(sender);
        let mut numbers = Vec::new();
        while numbers.len() < 2 * hands() {
            numbers.push(served_by.recv().await.unwrap());
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=hands()).flat_map(|number| [number; 2]).collect::<Vec<_>>());
        assert_eq!(hand(), 0, "this thread is none of them");
        over.cancel();
        connections.close();
        connections.wait().await;
    }
}
