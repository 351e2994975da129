//! Comparing parts of a call with their schemas.

use crate::catalog::model::Deviation;
use crate::catalog::server::service::call_deviations;
use crate::console::check::{LONGEST, PartToCheck};
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::platform::{AppError, AppState};

/// What the schema says against a value that is about to be sent.
///
/// # Errors
/// `NotFound` when the operation is none that `caller` may see, or has no such part; `TooLarge` for a text that is longer
/// than what is checked.
pub async fn check(state: &AppState, caller: &Caller, asked: PartToCheck) -> Result<Vec<Deviation>, AppError> {
    let PartToCheck { operation, part, text } = asked;
    if text.len() > LONGEST {
        return Err(ApiError::TooLarge.into());
    }
    call_deviations(state, caller, &operation, &part, text).await
}
