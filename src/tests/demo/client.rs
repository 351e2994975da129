//! A caller of the backend.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use loggia::demo::account::{KEY, SERVICE, WORKSPACE};
use loggia::kernel::Timestamp;
use loggia::platform::{Clock, Rng};
use serde_json::Value;
use tower::ServiceExt as _;

/// A backend of its own, on a clock that stands still.
pub(super) struct Client {
    pub(super) clock: Clock,
    router: Router,
}

/// What the backend answered, whole.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Client {
    pub(super) fn new() -> Self {
        let clock = Clock::frozen(Timestamp(1_000_000));
        let router = loggia::demo::router(clock.clone(), Rng::seeded(1));
        Self { clock, router }
    }

    pub(super) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// A GET without headers.
    pub(super) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// A call of the web service with its key; `path` is what follows the service.
    pub(super) async fn call(&self, method: Method, path: &str, body: impl Into<Body>) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(service(path))
            .header(header::AUTHORIZATION, format!("Bearer {KEY}"))
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(body.into()).unwrap()).await
    }
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/json");
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The code and the target of every complaint, when the answer is an error of that status and code.
    pub(super) fn complaints(&self, status: u16, code: &str) -> Vec<(String, String)> {
        assert_eq!(self.status, status, "{self:?}");
        let error = &self.json()["error"];
        assert_eq!(error["code"], code);
        assert!(!error["message"].as_str().unwrap().is_empty());
        let text = |detail: &Value, member: &str| detail[member].as_str().unwrap().to_owned();
        let details = error["details"].as_array().unwrap();
        assert!(details.iter().all(|detail| !text(detail, "message").is_empty()), "{details:?}");
        details.iter().map(|detail| (text(detail, "code"), text(detail, "target"))).collect()
    }

    /// Checks that the answer is an error with exactly one complaint.
    pub(super) fn assert_error(&self, status: u16, code: &str, detail: (&str, &str)) {
        assert_eq!(self.complaints(status, code), [(detail.0.to_owned(), detail.1.to_owned())], "{self:?}");
    }
}

/// The address of the web service with `path` behind it.
pub(super) fn service(path: &str) -> String {
    format!("/workspaces/{WORKSPACE}/services/{SERVICE}{path}")
}
