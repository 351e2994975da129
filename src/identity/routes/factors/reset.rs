//! `POST /admin/users/{user}/factors/reset`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::identity::server::factors::reset::reset as take_away;
use crate::kernel::ids::UserId;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Takes somebody's second factors away, who lost them.
pub(super) async fn reset(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let id = id.into();
    match change(&state, &caller, &id).await {
        Ok(()) => Redirect::to(&paths::admin_user(&id)).into_response(),
        Err(error) => state.refuse_at(form.head, &paths::admin_user(&id), error).await,
    }
}

async fn change(state: &AppState, caller: &Caller, id: &UserId) -> Result<(), AppError> {
    take_away(state, &caller.administrator()?, id).await
}
