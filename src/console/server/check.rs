//! Comparing the body of a call with its schema.

use crate::catalog::model::Deviation;
use crate::catalog::server::service::body_deviations;
use crate::console::check::{BodyToCheck, LONGEST};
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::platform::{AppError, AppState};

/// What the schema says against a body that is about to be sent.
///
/// # Errors
/// `NotFound` when the operation is none that `caller` may see, or has no body of this media type; `TooLarge` for a text
/// that is longer than what is checked.
pub async fn check(state: &AppState, caller: &Caller, body: BodyToCheck) -> Result<Vec<Deviation>, AppError> {
    let BodyToCheck { operation, content_type, text } = body;
    if text.len() > LONGEST {
        return Err(ApiError::TooLarge.into());
    }
    body_deviations(state, caller, &operation, &content_type, text).await
}
