//! Reading a form's body.

use axum::Form;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use serde::de::DeserializeOwned;

use crate::kernel::ApiError;

/// The fields of a submitted form (`application/x-www-form-urlencoded`).
pub(super) struct Submitted<T>(pub(super) T);

impl<T, S> FromRequest<S> for Submitted<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = ApiError;

    /// Axum tells a wrong type from unreadable fields; no form of ours sends either.
    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        match Form::from_request(request, state).await {
            Ok(Form(fields)) => Ok(Self(fields)),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(ApiError::TooLarge),
            Err(_) => Err(ApiError::Malformed),
        }
    }
}
