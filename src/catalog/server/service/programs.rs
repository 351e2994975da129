//! The catalog as people's programs read it: all that was registered, but who else may see it.

use super::shown::Shown;
use crate::catalog::model::{Api, Operation, Visibility};
use crate::identity::server::Caller;
use crate::platform::{AppError, AppState};

/// An API that the caller may see. Which groups see it, only those are told who see everything, and whose it is.
///
/// # Errors
/// `NotFound` when there is none, or the caller may not see it.
pub async fn api_for_program(state: &AppState, caller: &Caller, slug: &str) -> Result<Api, AppError> {
    Ok(without_groups(caller, Shown::find(state, caller, slug).await?.api))
}

/// An operation of an API that the caller may see, with all that the publisher said of it, and the API.
///
/// # Errors
/// `NotFound` when there is none, or the caller may not see it.
pub async fn operation_for_program(
    state: &AppState,
    caller: &Caller,
    api_slug: &str,
    slug: &str,
) -> Result<(Api, Operation), AppError> {
    let shown = Shown::find(state, caller, api_slug).await?;
    let operation = shown.operation(&mut *state.db.reader().acquire().await?, slug).await?;
    Ok((without_groups(caller, shown.api), operation))
}

fn without_groups(caller: &Caller, mut api: Api) -> Api {
    if !caller.sees_everything() && !caller.may_change(api.owner.as_ref()) {
        api.input.visibility = Visibility::default();
    }
    api
}
