//! A submitted form.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use url::form_urlencoded;

use crate::environments::draft::Pairs;
use crate::environments::rules::VARIABLES;
use crate::kernel::ApiError;
use crate::kernel::http::essence;

/// How many pairs are read: those of one row more than fits, and of what else a form has. A body of nothing but short
/// pairs would take far more memory than its length.
const PAIRS: usize = (VARIABLES + 1) * 8;

/// A submitted form.
pub(super) struct Form {
    /// The request without its body.
    pub(super) head: Parts,
    /// The fields, in the order of the form.
    pub(super) pairs: Pairs,
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let (head, body) = request.into_parts();
        let kind = head.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if essence(kind) != "application/x-www-form-urlencoded" {
            return Err(ApiError::Malformed);
        }
        let request = Request::from_parts(head.clone(), body);
        let body = Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ApiError::TooLarge,
            _ => ApiError::Malformed,
        })?;
        let pairs = form_urlencoded::parse(&body).take(PAIRS);
        Ok(Self { head, pairs: pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect() })
    }
}

impl Form {
    /// The value of the field `name`; empty where there is none.
    pub(super) fn value(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}
