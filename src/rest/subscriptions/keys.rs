//! `POST /api/v1/subscriptions/{subscription}/keys` and `POST /api/v1/subscriptions/{subscription}/keys/{slot}`

use axum::extract::{Path, Request, State};

use super::model::{MadeKey, Replacement, SubscriptionKeys};
use crate::identity::token::Scope;
use crate::kernel::ApiError;
use crate::kernel::ids::SubscriptionId;
use crate::platform::AppState;
use crate::products::model::KeySlot;
use crate::products::server::service::{self, Overlap};
use crate::rest::http::{Access, Answer, json, ok, once};

/// Milliseconds.
const MINUTE: i64 = 60_000;

/// Shows a subscription's keys. It is no GET, so that nobody keeps them on the way.
#[utoipa::path(
    post, path = "/api/v1/subscriptions/{subscription}/keys", operation_id = "showSubscriptionKeys", tag = "Subscriptions", security(("token" = ["write"])),
    params(("subscription" = String, Path, description = "Its id")),
    responses((status = 200, description = "The keys", body = SubscriptionKeys)),
)]
pub(in crate::rest) async fn show(State(state): State<AppState>, access: Access, Path(id): Path<String>) -> Answer {
    access.scope(Scope::Write)?;
    let keys = service::show_keys(&state, access.caller(), &id.into()).await?;
    Ok(ok(&SubscriptionKeys::from(&keys)))
}

/// Replaces one of a subscription's keys. The old one opens for a while more.
#[utoipa::path(
    post, path = "/api/v1/subscriptions/{subscription}/keys/{slot}", operation_id = "regenerateSubscriptionKey", tag = "Subscriptions", security(("token" = ["write"])),
    params(
        ("subscription" = String, Path, description = "Its id"),
        ("slot" = String, Path, description = "primary or secondary", pattern = "^(primary|secondary)$")),
    request_body = Replacement,
    responses((status = 200, description = "The new key", body = MadeKey)),
)]
pub(in crate::rest) async fn regenerate(
    State(state): State<AppState>,
    access: Access,
    Path((id, slot)): Path<(String, String)>,
    request: Request,
) -> Answer {
    access.scope(Scope::Write)?;
    let id = SubscriptionId::from(id);
    once(&state, &access, request, async |head, body| {
        let Replacement { overlap_minutes } = json::read(&head.headers, &body)?;
        let slot = KeySlot::parse(&slot).ok_or(ApiError::NotFound)?;
        let overlap = match overlap_minutes {
            Some(minutes) => Overlap::new(i64::from(minutes) * MINUTE)?,
            None => Overlap::default(),
        };
        let key = service::regenerate(&state, access.caller(), &id, slot, overlap).await?;
        Ok(ok(&MadeKey { key: key.as_str().to_owned() }))
    })
    .await
}
