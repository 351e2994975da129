//! The tasks that a page's rendering starts. They run inside it and end with it.
//!
//! As tasks of the runtime, effects and resources would go on for a moment on other threads when the rendering is over or its
//! client has left, and panic when they find the values gone that they are about.

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use axum::body::{Body, Bytes};
use axum::response::Response;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use http_body::{Frame, SizeHint};

thread_local! {
    /// What was spawned since the page began to be polled that this thread polls; `None` while it polls none.
    static SPAWNED: RefCell<Option<Vec<PinnedFuture<()>>>> = const { RefCell::new(None) };
}

/// Has Leptos spawn here. A second call changes nothing.
pub(super) fn init() {
    let _ = Executor::init_custom_executor(Spawner);
}

/// `rendering` with the tasks that it starts, until its answer is sent or nobody waits for it any more.
pub(super) async fn with_its_tasks(rendering: impl Future<Output = Response> + Send) -> Response {
    let mut page = Page { tasks: FuturesUnordered::new(), inner: Box::pin(rendering) };
    let response = poll_fn(|cx| page.poll_with(cx, |rendering, cx| rendering.as_mut().poll(cx))).await;
    let tasks = page.tasks;
    response.map(|inner| Body::new(Page { tasks, inner }))
}

struct Spawner;

impl CustomExecutor for Spawner {
    fn spawn(&self, task: PinnedFuture<()>) {
        let nobodys = SPAWNED.with_borrow_mut(|spawned| match spawned {
            Some(spawned) => {
                spawned.push(task);
                None
            }
            None => Some(task),
        });
        if let Some(task) = nobodys {
            tokio::spawn(task);
        }
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        tokio::task::spawn_local(task);
    }

    fn poll_local(&self) {}
}

/// A rendering, or the body that it has given.
struct Page<T> {
    /// Dropped first, for they read what belongs to the other.
    tasks: FuturesUnordered<PinnedFuture<()>>,
    inner: T,
}

impl<T> Page<T> {
    /// Polls the rendering, then its tasks. They are left alone once it has something: what they are about may be gone then.
    fn poll_with<R>(
        &mut self,
        cx: &mut Context<'_>,
        mut poll: impl FnMut(&mut T, &mut Context<'_>) -> Poll<R>,
    ) -> Poll<R> {
        let collecting = Collecting::begin();
        loop {
            let result = poll(&mut self.inner, cx);
            self.tasks.extend(collecting.spawned());
            if result.is_ready() {
                return result;
            }
            while let Poll::Ready(Some(())) = self.tasks.poll_next_unpin(cx) {}
            let spawned = collecting.spawned();
            if spawned.is_empty() {
                return Poll::Pending;
            }
            self.tasks.extend(spawned);
        }
    }
}

impl http_body::Body for Page<Body> {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.get_mut().poll_with(cx, |body, cx| Pin::new(body).poll_frame(cx))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// As long as it lives, what this thread spawns is collected.
struct Collecting {
    before: Option<Vec<PinnedFuture<()>>>,
}

impl Collecting {
    fn begin() -> Self {
        Self { before: SPAWNED.replace(Some(Vec::new())) }
    }

    /// What was spawned since the last call.
    fn spawned(&self) -> Vec<PinnedFuture<()>> {
        SPAWNED.replace(Some(Vec::new())).unwrap_or_default()
    }
}

impl Drop for Collecting {
    fn drop(&mut self) {
        // Also when the rendering panics.
        SPAWNED.set(self.before.take());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use axum::response::IntoResponse as _;
    use http_body_util::BodyExt as _;
    use parking_lot::Mutex;
    use tokio::sync::oneshot;

    use super::*;

    /// Writes its name down when it is dropped.
    struct Noted(&'static str, Arc<Mutex<Vec<&'static str>>>);

    impl Drop for Noted {
        fn drop(&mut self) {
            self.1.lock().push(self.0);
        }
    }

    #[tokio::test]
    async fn tasks_run_while_the_rendering_waits_for_them_and_for_those_that_they_start() {
        init();
        let thread = std::thread::current().id();
        let response = with_its_tasks(async move {
            let (sender, receiver) = oneshot::channel();
            Executor::spawn(async move {
                Executor::spawn(async move {
                    tokio::task::yield_now().await;
                    let _ = sender.send(std::thread::current().id());
                });
            });
            assert_eq!(receiver.await, Ok(thread));
            let body = futures_util::stream::once(async {
                let (sender, receiver) = oneshot::channel();
                Executor::spawn(async {
                    let _ = sender.send("of the body");
                });
                receiver.await
            });
            Body::from_stream(body).into_response()
        })
        .await;
        assert_eq!(response.into_body().collect().await.unwrap().to_bytes(), "of the body");
    }

    #[tokio::test]
    async fn tasks_end_with_the_page_and_before_it() {
        init();
        let dropped = Arc::default();
        let polled = Arc::new(AtomicUsize::new(0));
        let (of_page, of_task, count) =
            (Noted("page", Arc::clone(&dropped)), Noted("task", Arc::clone(&dropped)), Arc::clone(&polled));
        let mut rendering = Box::pin(with_its_tasks(async move {
            Executor::spawn(async move {
                poll_fn(|_| {
                    count.fetch_add(1, Ordering::SeqCst);
                    Poll::<()>::Pending
                })
                .await;
                drop(of_task);
            });
            std::future::pending::<()>().await;
            drop(of_page);
            Response::default()
        }));
        assert!(futures_util::poll!(&mut rendering).is_pending());
        drop(rendering);
        assert_eq!(*dropped.lock(), ["task", "page"]);
        assert_eq!(polled.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn what_no_page_starts_is_a_task_of_the_runtime() {
        init();
        let (sender, receiver) = oneshot::channel();
        Executor::spawn(async {
            let _ = sender.send(());
        });
        assert_eq!(receiver.await, Ok(()));
    }
}
