//! `POST /account/tokens` and `POST /account/tokens/{token}/revoke`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::identity::server::tokens::service::{create, revoke};
use crate::identity::token::{NewToken, Scope, lifetime};
use crate::kernel::{ApiError, Message};
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// The value by which the page is told the token that it shows this once. No field of the form is called so.
const MADE: &str = "made";

/// Makes a token, and answers with the page that shows it this once.
pub(super) async fn make(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    mut form: Form,
) -> Response {
    form.pairs.retain(|(name, _)| name != MADE);
    match made(&state, &caller, &form).await {
        Ok(secret) => state.show_form(form.head, vec![(MADE.to_owned(), secret)]).await,
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}

async fn made(state: &AppState, caller: &Caller, form: &Form) -> Result<String, AppError> {
    caller.signed_in().ok_or(ApiError::Unauthenticated)?;
    let wrong = |field: &str, allowed: &str| ApiError::field(field, Message::NotOneOf { allowed: allowed.to_owned() });
    let scope = Scope::parse(form.value("scope")).ok_or_else(|| wrong("scope", "read, write, admin"))?;
    let lifetime = match form.value("expires_in") {
        "" => None,
        text => Some(lifetime(text).ok_or_else(|| wrong("expires_in", "7d, 30d, 90d, 365d"))?),
    };
    let new = NewToken { name: form.value("name").to_owned(), scope, lifetime, not_after: None };
    Ok(create(state, caller, new).await?.secret.as_str().to_owned())
}

/// Revokes one of somebody's tokens.
pub(super) async fn end(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    match revoke(&state, &caller, &id.into()).await {
        Ok(()) => Redirect::to(paths::TOKENS).into_response(),
        Err(error) => state.refuse_at(form.head, paths::TOKENS, error).await,
    }
}
