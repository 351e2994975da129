//! A future that wakes itself is polled again at once instead of by the runtime.
//!
//! The parts of a connection wake each other all the time: the answer that is over wakes the stream, the head that came
//! wakes whoever waits for it. They live in one task, so each of these wakes has the runtime queue that task and rouse
//! another of its threads to share the work, which costs more than the poll itself.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use futures_util::task::AtomicWaker;

/// How often it is polled in a row before others have their turn.
const TURNS: u8 = 4;

/// Nobody polls; a ring is handed on.
const WAITS: u8 = 0;
/// It is being polled; a ring is noted.
const RUNS: u8 = 1;
/// Somebody rang.
const RUNG: u8 = 2;

/// What the future is woken by.
#[derive(Default)]
struct Bell {
    state: AtomicU8,
    task: AtomicWaker,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.state.swap(RUNG, Ordering::AcqRel) == WAITS {
            self.task.wake();
        }
    }
}

/// The same future, whose wakes of itself stay its own.
pub(super) async fn quietly<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let bell = Arc::new(Bell::default());
    let waker = Waker::from(Arc::clone(&bell));
    std::future::poll_fn(|task| {
        bell.task.register(task.waker());
        for _ in 0..TURNS {
            bell.state.swap(RUNS, Ordering::AcqRel);
            if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                return Poll::Ready(output);
            }
            if bell.state.compare_exchange(RUNS, WAITS, Ordering::AcqRel, Ordering::Acquire).is_ok() {
                return Poll::Pending;
            }
        }
        task.waker().wake_by_ref();
        Poll::Pending
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::sync::atomic::AtomicUsize;

    use super::*;

    /// Counts how often a task is woken.
    #[derive(Default)]
    struct Count(AtomicUsize);

    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// Polls once; whether it is done.
    fn poll<F: Future>(future: std::pin::Pin<&mut F>, count: &Arc<Count>) -> bool {
        let waker = Waker::from(Arc::clone(count));
        future.poll(&mut Context::from_waker(&waker)).is_ready()
    }

    #[test]
    fn its_own_wakes_cost_the_task_nothing() {
        let (count, mut polls) = (Arc::new(Count::default()), 0);
        let future = pin!(quietly(poll_fn(|cx| {
            polls += 1;
            cx.waker().wake_by_ref();
            if polls < 3 { Poll::Pending } else { Poll::Ready(()) }
        })));
        assert!(poll(future, &count));
        assert_eq!(count.0.load(Ordering::SeqCst), 0);
    }

    #[test]
    fn one_that_never_rests_lets_others_have_their_turn() {
        let (count, polls) = (Arc::new(Count::default()), AtomicUsize::new(0));
        let future = pin!(quietly(poll_fn(|cx| {
            polls.fetch_add(1, Ordering::SeqCst);
            cx.waker().wake_by_ref();
            Poll::<()>::Pending
        })));
        assert!(!poll(future, &count));
        assert_eq!((count.0.load(Ordering::SeqCst), polls.load(Ordering::SeqCst)), (1, usize::from(TURNS)));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn no_wake_from_elsewhere_is_lost() {
        for _ in 0..200 {
            let (sender, mut receiver) = tokio::sync::mpsc::channel(1);
            let taking = tokio::spawn(quietly(async move {
                let mut sum = 0;
                while let Some(number) = receiver.recv().await {
                    sum += number;
                    tokio::task::yield_now().await;
                }
                sum
            }));
            for number in 0..100 {
                sender.send(number).await.unwrap();
            }
            drop(sender);
            assert_eq!(taking.await.unwrap(), 4950);
        }
    }
}
