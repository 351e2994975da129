//! The gateway's listener.

use std::io;
use std::sync::Arc;

use axum::http::{HeaderMap, Request, Response, StatusCode};
use bytes::Bytes;
use hyper::body::Incoming;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::Gateway;
use super::upstream::AnswerBody;
use crate::platform::AppError;
use crate::platform::listen::{self, Certificates, Handler, Limits, Peer};

impl Handler for Gateway {
    type Body = AnswerBody;

    fn answer(self, request: Request<Incoming>, peer: Peer) -> impl Future<Output = Response<AnswerBody>> + Send {
        self.call(request, peer)
    }

    fn refusal(&self, status: StatusCode) -> (&'static str, AnswerBody) {
        let body = serde_json::json!({ "statusCode": status.as_u16(), "message": listen::REFUSED }).to_string();
        ("application/json", AnswerBody::unrecorded(Bytes::from(body)))
    }

    fn guard(&self, headers: &mut HeaderMap) {
        self.ids.put(headers);
    }
}

impl Gateway {
    /// Answers calls on `listener` until `shutdown`, when those that run are finished first.
    ///
    /// # Errors
    /// When the listener's threads cannot be started.
    pub async fn serve(
        &self,
        listener: TcpListener,
        limits: Limits,
        certificates: Option<Arc<Certificates>>,
        shutdown: CancellationToken,
    ) -> io::Result<()> {
        let over = CancellationToken::new();
        let keeping = tokio::spawn({
            let (gateway, over) = (self.clone(), over.clone());
            async move { gateway.keep(over).await }
        });
        let watching = certificates.clone().map(|certificates| {
            let over = over.clone();
            tokio::spawn(async move { over.run_until_cancelled(certificates.watch()).await })
        });
        let limits = Limits { http2: true, ..limits };
        let served =
            listen::serve_apart(listener, self.clone(), limits, certificates, shutdown.cancelled_owned()).await;
        // What the last calls used is kept, too.
        over.cancel();
        let _ = keeping.await;
        drop(watching);
        served
    }

    /// Keeps what was used by calls that ended after [`Gateway::serve`] had, as those of the portal's own may.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn keep_used(&self) -> Result<(), AppError> {
        self.limits.keep(&self.state).await
    }
}
