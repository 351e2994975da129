//! Asking our server.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::kernel::{ApiError, wire};
use crate::ui::browser::{self, Abort};

/// What the server answers to `request` at `path`.
pub(super) async fn ask<T: DeserializeOwned>(path: &str, request: &impl Serialize) -> Result<T, ApiError> {
    let json = serde_json::to_string(request).map_err(|_| ApiError::Malformed)?;
    let mut answer = Vec::new();
    browser::post(path, &json, &[], &Abort::default(), |bytes| answer.extend_from_slice(bytes)).await?;
    wire::read(&answer).map_err(|_| ApiError::Unreachable)
}
