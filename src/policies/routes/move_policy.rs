//! `POST /admin/…/policies/{policy}/move`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::At;
use crate::identity::server::Caller;
use crate::platform::AppState;
use crate::platform::body::Form;
use crate::policies::server::service;

/// Moves a policy one place, `up` or `down` as the field `to` says.
pub(super) async fn move_by_one(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(at): Path<At>,
    form: Form,
) -> Response {
    let moved = async {
        let permit = caller.administrator()?;
        service::move_by_one(&state, &permit, &at.scope(), &at.policy, form.moves_up()?).await
    };
    match moved.await {
        Ok(()) => Redirect::to(&at.list()).into_response(),
        Err(error) => state.refuse_at(form.head, &at.list(), error).await,
    }
}
