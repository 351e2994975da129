//! Work that takes a core for itself, such as the hashing of a password: on threads of its own, a few at once, the others
//! in the order in which they came.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinError, spawn_blocking};

/// Takes turns at such work.
#[derive(Debug)]
pub struct Heavy {
    turns: Arc<Semaphore>,
    tally: Arc<Tally>,
}

/// What has run so far.
#[derive(Debug, Default)]
struct Tally {
    running: AtomicUsize,
    most: AtomicUsize,
    begun: AtomicUsize,
}

/// The right to do one piece of work.
#[derive(Debug)]
pub struct Turn {
    permit: OwnedSemaphorePermit,
    tally: Arc<Tally>,
}

impl Heavy {
    /// At most `most` at once, and always a core less than there are: the pages of everybody else need one.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self::on(available_parallelism().map_or(1, NonZero::get), most)
    }

    /// The same on so many cores.
    fn on(cores: usize, most: usize) -> Self {
        let at_once = cores.saturating_sub(1).clamp(1, most.max(1));
        Self { turns: Arc::new(Semaphore::new(at_once)), tally: Arc::default() }
    }

    /// Waits for a turn; `None` once they are [closed](Self::close).
    pub async fn turn(&self) -> Option<Turn> {
        let permit = Arc::clone(&self.turns).acquire_owned().await.ok()?;
        Some(Turn { permit, tally: Arc::clone(&self.tally) })
    }

    /// There are no turns any more; those who wait are told so.
    pub fn close(&self) {
        self.turns.close();
    }

    /// The most pieces of work that ever ran at once.
    #[must_use]
    pub fn most_at_once(&self) -> usize {
        self.tally.most.load(Ordering::SeqCst)
    }

    /// How many pieces of work have begun.
    #[must_use]
    pub fn begun(&self) -> usize {
        self.tally.begun.load(Ordering::SeqCst)
    }
}

impl Turn {
    /// Does `work` on a thread of its own.
    ///
    /// The turn goes along with the work: when whoever waits for it gives up, the thread still computes.
    ///
    /// # Errors
    /// When `work` panics.
    pub async fn run<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, JoinError> {
        spawn_blocking(move || {
            let Self { permit, tally } = self;
            let _running = Running::begin(tally, permit);
            work()
        })
        .await
    }
}

/// One piece of work that runs; its end gives the turn back.
struct Running {
    tally: Arc<Tally>,
    _permit: OwnedSemaphorePermit,
}

impl Running {
    fn begin(tally: Arc<Tally>, permit: OwnedSemaphorePermit) -> Self {
        let running = tally.running.fetch_add(1, Ordering::SeqCst) + 1;
        tally.most.fetch_max(running, Ordering::SeqCst);
        tally.begun.fetch_add(1, Ordering::SeqCst);
        Self { tally, _permit: permit }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.tally.running.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_core_is_left_for_everything_else() {
        for (cores, at_once) in [(1, 1), (2, 1), (3, 2), (5, 4), (64, 4)] {
            assert_eq!(Heavy::on(cores, 4).turns.available_permits(), at_once, "{cores} cores");
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn no_more_works_run_at_once_than_there_are_turns() {
        let heavy = Arc::new(Heavy::on(64, 4));
        let work = |heavy: Arc<Heavy>| async move {
            let turn = heavy.turn().await.unwrap();
            turn.run(|| std::thread::sleep(Duration::from_millis(5))).await.unwrap();
        };
        let works: Vec<_> = (0..40).map(|_| tokio::spawn(work(Arc::clone(&heavy)))).collect();
        for work in works {
            work.await.unwrap();
        }
        assert!((2..=4).contains(&heavy.most_at_once()), "{heavy:?}");
        assert_eq!((heavy.begun(), heavy.turns.available_permits()), (40, 4));
        assert_eq!(heavy.tally.running.load(Ordering::SeqCst), 0);
    }

    #[tokio::test]
    async fn a_request_that_is_given_up_does_not_free_the_turn_of_its_work() {
        let heavy = Heavy::on(1, 4);
        let (started, has_started) = tokio::sync::oneshot::channel();
        let (finish, may_finish) = mpsc::channel::<()>();
        let turn = heavy.turn().await.unwrap();
        let request = tokio::spawn(turn.run(move || {
            started.send(()).unwrap();
            may_finish.recv().unwrap();
        }));
        has_started.await.unwrap();
        request.abort();
        assert!(request.await.unwrap_err().is_cancelled());
        assert_eq!(heavy.turns.available_permits(), 0);
        finish.send(()).unwrap();
        let _freed = heavy.turn().await.unwrap();
    }

    #[tokio::test]
    async fn work_that_panics_gives_its_turn_back() {
        let heavy = Heavy::on(1, 4);
        assert!(heavy.turn().await.unwrap().run(|| assert!(std::hint::black_box(false))).await.is_err());
        let _next = heavy.turn().await.unwrap();
        assert_eq!(heavy.tally.running.load(Ordering::SeqCst), 0);
    }
}
