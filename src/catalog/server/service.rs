//! What can be done with the catalog, and by whom.

use crate::catalog::model::{Api, ApiInput, Operation, OperationInput};
use crate::identity::server::Administrator;
use crate::kernel::ids::ApiId;
use crate::platform::{AppError, AppState};

/// Registers an API.
///
/// # Errors
/// `Invalid` names the fields that cannot be accepted.
pub async fn create_api(state: &AppState, _: &Administrator, input: ApiInput) -> Result<Api, AppError> {
    let _ = (state, input);
    Err(AppError::Unexpected(String::new()))
}

/// Adds an operation to an API.
///
/// # Errors
/// `NotFound` without such an API; `Invalid` names the fields that cannot be accepted.
pub async fn create_operation(
    state: &AppState,
    _: &Administrator,
    api: &ApiId,
    input: OperationInput,
) -> Result<Operation, AppError> {
    let _ = (state, api, input);
    Err(AppError::Unexpected(String::new()))
}

/// Whether no API is registered at all.
///
/// # Errors
/// When the database fails.
pub async fn is_empty(state: &AppState) -> Result<bool, AppError> {
    let _ = state;
    Ok(true)
}
