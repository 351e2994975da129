//! The embedded backend as a whole.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{Method, Uri};
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::error::{Detail, ServiceError};
use super::toolbox;
use super::web_service::{self, Jobs};
use crate::platform::{Clock, Rng};

/// How long answers that are still being sent may go on after the shutdown.
const GRACE: Duration = Duration::from_secs(5);

/// What the backend's handlers share.
#[derive(Clone, Debug)]
pub(super) struct Backend {
    pub(super) clock: Clock,
    pub(super) jobs: Arc<Jobs>,
}

/// The backend with all its routes: the guide's web service and the toolbox.
pub fn router(clock: Clock, rng: Rng) -> Router {
    let jobs = Arc::new(Jobs::new(clock.clone(), rng));
    web_service::router()
        .merge(toolbox::router())
        .fallback(unknown_route)
        .method_not_allowed_fallback(unknown_method)
        .with_state(Backend { clock, jobs })
}

/// Serves the backend on `listener` until `shutdown` is done. Answers that are still being sent then have five more
/// seconds.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
    clock: Clock,
    rng: Rng,
) -> io::Result<()> {
    let stopping = CancellationToken::new();
    let stop = stopping.clone();
    let shutdown = async move {
        shutdown.await;
        stop.cancel();
    };
    // Without it, Nagle's algorithm holds back the ends of answers that are written in pieces.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "demo backend: no TCP_NODELAY: {error}");
        }
    });
    tokio::select! {
        result = axum::serve(listener, router(clock, rng)).with_graceful_shutdown(shutdown) => result,
        () = async { stopping.cancelled().await; tokio::time::sleep(GRACE).await } => Ok(()),
    }
}

async fn unknown_route(uri: Uri) -> ServiceError {
    let message = format!("There is nothing at {}.", uri.path());
    ServiceError::not_found(Detail::new("RouteNotFound", "path", message))
}

async fn unknown_method(method: Method, uri: Uri) -> ServiceError {
    let message = format!("{} does not answer {method}.", uri.path());
    ServiceError::method_not_allowed(Detail::new("MethodNotAllowed", "method", message))
}
