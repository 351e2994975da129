//! Requests that change a resource: who asks, which one it is, what they have seen of it, and what they say of it.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts as _, Path, Request};
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Access, Problem, etag, json, merge};
use crate::platform::AppState;

/// A PUT or a PATCH, whose path names `P`.
#[derive(Debug)]
pub struct Change<P = String> {
    /// Who asks.
    pub access: Access,
    /// What the path names.
    pub path: P,
    is_patch: bool,
    headers: HeaderMap,
    body: Bytes,
}

impl<P: DeserializeOwned + Send> FromRequest<AppState> for Change<P> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let access = Access::from_request_parts(&mut parts, state).await.map_err(IntoResponse::into_response)?;
        let Path(path) = Path::from_request_parts(&mut parts, state).await.map_err(IntoResponse::into_response)?;
        let (is_patch, headers) = (parts.method == Method::PATCH, parts.headers.clone());
        let body = Bytes::from_request(Request::from_parts(parts, body), state).await;
        Ok(Self { access, path, is_patch, headers, body: body.map_err(IntoResponse::into_response)? })
    }
}

impl<P> Change<P> {
    /// The fields that the resource, which is `now` so, is to have: all that a PUT says; of a PATCH what it says of some of
    /// them, but nothing of `made`, which the portal itself says.
    ///
    /// # Errors
    /// 428 and 412 when the caller has not seen the resource as it is; 415 and 400 when the body is not understood.
    pub fn fields<T: DeserializeOwned>(&self, now: &impl Serialize, made: &[&str]) -> Result<T, Problem> {
        etag::check(&self.headers, now)?;
        if self.is_patch {
            merge::patched(&self.headers, &self.body, now, made)
        } else {
            json::read(&self.headers, &self.body)
        }
    }
}
