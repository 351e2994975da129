//! `POST /admin/groups`

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::identity::server::groups::service::{GroupInput, create_group};
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Makes a group and leads to its page, where people are put into it.
pub(super) async fn create(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    form: Form,
) -> Response {
    match make(&state, &caller, &form).await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}

async fn make(state: &AppState, caller: &Caller, form: &Form) -> Result<String, AppError> {
    let id = create_group(state, &caller.administrator()?, input(form)).await?;
    Ok(paths::admin_group(&id))
}

/// What a group's form says.
pub(super) fn input(form: &Form) -> GroupInput {
    GroupInput { name: form.value("name").to_owned(), description: form.value("description").to_owned() }
}
