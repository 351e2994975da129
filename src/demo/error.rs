//! The backend's errors, in the shape of the guide's web service: `{"error":{"code","message","details":[…]}}`.

use std::borrow::Cow;

use axum::Json;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};

/// An answer that is an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct ServiceError {
    #[serde(skip)]
    status: StatusCode,
    code: &'static str,
    message: &'static str,
    details: Vec<Detail>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Detail {
    code: &'static str,
    target: Cow<'static, str>,
    message: Cow<'static, str>,
}

impl Detail {
    /// What is wrong (`code` for programs, `message` for people) and where (`target`).
    pub(super) fn new(
        code: &'static str,
        target: impl Into<Cow<'static, str>>,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { code, target: target.into(), message: message.into() }
    }
}

impl ServiceError {
    fn new(status: StatusCode, code: &'static str, message: &'static str, details: Vec<Detail>) -> Self {
        Self { status, code, message, details }
    }

    /// 400: something about the request is wrong.
    pub(super) fn bad_argument(detail: Detail) -> Self {
        Self::bad_arguments(vec![detail])
    }

    /// 400: several things about the request are wrong.
    pub(super) fn bad_arguments(details: Vec<Detail>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadArgument", "Invalid argument provided.", details)
    }

    /// 401: the request does not carry the key.
    pub(super) fn unauthorized(detail: Detail) -> Self {
        let message = "The API key is missing or wrong.";
        Self::new(StatusCode::UNAUTHORIZED, "Unauthorized", message, vec![detail])
    }

    /// 404: what the address names does not exist.
    pub(super) fn not_found(detail: Detail) -> Self {
        Self::new(StatusCode::NOT_FOUND, "NotFound", "The resource does not exist.", vec![detail])
    }

    /// 405: the address exists, but not for this method.
    pub(super) fn method_not_allowed(detail: Detail) -> Self {
        let message = "The resource does not support this HTTP method.";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", message, vec![detail])
    }

    /// 409: the request does not fit what happened before.
    pub(super) fn conflict(detail: Detail) -> Self {
        let message = "The request does not fit the state of the resource.";
        Self::new(StatusCode::CONFLICT, "Conflict", message, vec![detail])
    }

    /// 500: our own fault.
    pub(super) fn internal() -> Self {
        let message = "The answer could not be made.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalError", message, Vec::new())
    }

    /// The body of the answer.
    pub(super) fn body(&self) -> Value {
        json!({ "error": self })
    }
}

impl From<BytesRejection> for ServiceError {
    fn from(rejection: BytesRejection) -> Self {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            let detail =
                Detail::new("RequestBodyTooLarge", "body", "The request body is larger than this operation accepts.");
            return Self::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "PayloadTooLarge",
                "The request is too large.",
                vec![detail],
            );
        }
        Self::bad_argument(Detail::new("RequestBodyInvalid", "body", "The request body did not arrive whole."))
    }
}

impl IntoResponse for ServiceError {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body())).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            // RFC 9110 section 15.5.2 wants the challenge.
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
