//! `GET /account/data.json`: what the portal keeps of somebody. It stands here because no room knows all the others.

use std::net::{IpAddr, Ipv4Addr};

use axum::extract::{Extension, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use crate::console::server::examples;
use crate::console::server::history;
use crate::environments::server::service as environments;
use crate::identity::server::factors::{Owner, overview};
use crate::identity::server::{Caller, cookie, oidc, profile, sessions, tokens};
use crate::kernel::PageRequest;
use crate::platform::{AppError, AppState};
use crate::products::server::service as subscriptions;

/// Answers with the caller's own data as a JSON file: without private values, passwords and what their calls held.
pub(super) async fn data(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    headers: axum::http::HeaderMap,
) -> Response {
    let token = cookie::token(&state.config, &headers);
    match gather(&state, &caller, token.as_ref()).await {
        Ok(data) => {
            let disposition = [(header::CONTENT_DISPOSITION, "attachment; filename=\"account.json\"")];
            (disposition, axum::Json(data)).into_response()
        }
        Err(error) => error.into_response(),
    }
}

async fn gather(
    state: &AppState,
    caller: &Caller,
    current: Option<&crate::identity::server::Token>,
) -> Result<Value, AppError> {
    // As many as are kept of a person.
    let all = PageRequest::new(1, PageRequest::LARGEST);
    let owner = Owner { caller, peer: IpAddr::V4(Ipv4Addr::UNSPECIFIED), session: current };
    let security = overview::security(state, owner).await?;
    Ok(json!({
        "account": profile::profile(state, caller).await?,
        "identities": oidc::identities::list(state, caller).await?.identities,
        "sessions": sessions::list(state, caller, current).await?.sessions,
        "passkeys": security.passkeys,
        "app_for_codes_since": security.app_since,
        "tokens": tokens::service::list(state, caller).await?.tokens,
        "subscriptions": subscriptions::own_subscriptions(state, caller, all).await?.subscriptions.items,
        "environments": environments::environments(state, caller).await?,
        "history": history::service::list(state, caller, "", all).await?.page.items,
        "examples": examples::service::list_own(state, caller).await?,
    }))
}
