//! `POST /admin/groups/{group}/delete`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::identity::server::groups::service::delete_group;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Deletes a group; the page at this address has said what that loses.
pub(super) async fn delete(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    match remove(&state, &caller, id).await {
        Ok(()) => Redirect::to(paths::ADMIN_GROUPS).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}

async fn remove(state: &AppState, caller: &Caller, id: String) -> Result<(), AppError> {
    delete_group(state, &caller.administrator()?, &id.into()).await
}
