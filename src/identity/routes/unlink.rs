//! `POST /account/identities/{identity}/unlink`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::identity::server::oidc::identities::unlink as part;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Parts somebody from their account at a provider.
pub(super) async fn unlink(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    match part(&state, &caller, &id).await {
        Ok(()) => Redirect::to(&paths::account_after("identity")).into_response(),
        Err(error) => state.refuse_at(form.head, paths::ACCOUNT, error).await,
    }
}
