//! Reading what a form or a script submits: axum's extractors with the portal's own errors.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use serde::de::DeserializeOwned;
use url::form_urlencoded;

use crate::kernel::ApiError;
use crate::kernel::http::essence;

/// The most fields of a form. A body of nothing but short ones would take far more memory than its length.
const FIELDS: usize = 10_000;

/// A submitted form (`application/x-www-form-urlencoded`) whose fields are not known beforehand.
#[derive(Debug)]
pub struct Form {
    /// The request without its body.
    pub head: Parts,
    /// The fields, in the order of the form.
    pub pairs: Vec<(String, String)>,
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
        let body = Bytes::from_request(request, state).await.map_err(|rejection| unreadable(rejection.status()))?;
        let mut fields = form_urlencoded::parse(&body);
        let owned = |(name, value): (std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>)| {
            (name.into_owned(), value.into_owned())
        };
        let pairs = fields.by_ref().take(FIELDS).map(owned).collect();
        if fields.next().is_some() { Err(ApiError::TooLarge) } else { Ok(Self { head, pairs }) }
    }
}

impl Form {
    /// The value of the field `name`; empty where there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Whether the field `to`, by which something in a list is moved, says `up` and not `down`.
    ///
    /// # Errors
    /// `Malformed` when it says neither.
    pub fn moves_up(&self) -> Result<bool, ApiError> {
        match self.value("to") {
            "up" => Ok(true),
            "down" => Ok(false),
            _ => Err(ApiError::Malformed),
        }
    }
}

/// The fields of a submitted form (`application/x-www-form-urlencoded`).
#[derive(Debug)]
pub struct FromForm<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for FromForm<T> {
    type Rejection = ApiError;

    /// Axum tells a wrong type from unreadable fields; no form of ours sends either.
    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let fields = axum::Form::from_request(request, state).await;
        fields.map(|axum::Form(fields)| Self(fields)).map_err(|rejection| unreadable(rejection.status()))
    }
}

/// What a script sends as JSON.
#[derive(Debug)]
pub struct FromJson<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for FromJson<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let value = axum::Json::from_request(request, state).await;
        value.map(|axum::Json(value)| Self(value)).map_err(|rejection| unreadable(rejection.status()))
    }
}

/// The error of a body that one of axum's extractors answered with `status`.
#[must_use]
pub fn unreadable(status: StatusCode) -> ApiError {
    if status == StatusCode::PAYLOAD_TOO_LARGE { ApiError::TooLarge } else { ApiError::Malformed }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    async fn read(kind: &str, body: String) -> Result<Form, ApiError> {
        let request = Request::builder().header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap();
        Form::from_request(request, &()).await
    }

    #[tokio::test]
    async fn a_form_is_read_within_its_bounds() {
        let kind = "application/x-www-form-urlencoded";
        let form =
            read("Application/X-WWW-Form-Urlencoded; charset=utf-8", "a=1&b=x+y%26&a=2".to_owned()).await.unwrap();
        assert_eq!((form.value("a"), form.value("b"), form.value("c")), ("1", "x y&", ""));
        assert_eq!(form.pairs.len(), 3);
        assert!(read(kind, "a&".repeat(FIELDS)).await.is_ok());
        assert!(matches!(read(kind, "a&".repeat(FIELDS + 1)).await, Err(ApiError::TooLarge)));
        assert!(matches!(read("text/plain", "a=1".to_owned()).await, Err(ApiError::Malformed)));
    }
}
