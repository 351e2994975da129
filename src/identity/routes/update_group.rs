//! `POST /admin/groups/{group}`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::create_group::input;
use crate::identity::server::Caller;
use crate::identity::server::groups::service::{add_member, remove_member, update_group};
use crate::kernel::ApiError;
use crate::kernel::ids::GroupId;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Saves a group, or puts somebody into it or takes them out, as the field `action` says: `save`, `add` or `remove`.
pub(super) async fn update(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let id = id.into();
    match change(&state, &caller, &id, &form).await {
        Ok(()) => Redirect::to(&paths::admin_group(&id)).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}

async fn change(state: &AppState, caller: &Caller, id: &GroupId, form: &Form) -> Result<(), AppError> {
    let permit = caller.administrator()?;
    match form.value("action") {
        "save" => update_group(state, &permit, id, input(form)).await,
        "add" => add_member(state, &permit, id, form.value("email")).await,
        "remove" => remove_member(state, &permit, id, &form.value("user").to_owned().into()).await,
        _ => Err(ApiError::Malformed.into()),
    }
}
