//! `POST /admin/identity-providers/{provider}/move`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::identity::server::providers::service;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Moves the button of a provider one place, `up` or `down` as the field `to` says.
pub(super) async fn move_by_one(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let moved = async {
        let permit = caller.administrator()?;
        service::move_by_one(&state, &permit, &id.into(), form.moves_up()?).await
    };
    match moved.await {
        Ok(()) => Redirect::to(paths::ADMIN_PROVIDERS).into_response(),
        Err(error) => state.refuse_at(form.head, paths::ADMIN_PROVIDERS, error).await,
    }
}
