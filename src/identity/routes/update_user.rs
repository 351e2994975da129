//! `POST /admin/users/{user}`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::identity::server::people::service::{change_role, resume, suspend};
use crate::kernel::ids::UserId;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Gives somebody another role, or stops their account or lets it go on, as the field `action` says.
pub(super) async fn update(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let id = id.into();
    match change(&state, &caller, &id, &form).await {
        Ok(()) => Redirect::to(&paths::admin_user(&id)).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}

async fn change(state: &AppState, caller: &Caller, id: &UserId, form: &Form) -> Result<(), AppError> {
    let permit = caller.administrator()?;
    match form.value("action") {
        "suspend" => suspend(state, &permit, id).await,
        "resume" => resume(state, &permit, id).await,
        _ => change_role(state, &permit, id, form.value("role")).await,
    }
}
