//! `POST /api/v1/subscriptions/{subscription}/state`

use axum::extract::{Path, Request, State};

use super::model::{StateChange, Subscription, SubscriptionState};
use super::read::find;
use crate::identity::token::Scope;
use crate::kernel::ids::SubscriptionId;
use crate::kernel::{ApiError, Message};
use crate::platform::AppState;
use crate::products::server::service;
use crate::rest::http::{Access, Answer, json, ok, once};

/// Changes what has become of a subscription. Its owner may cancel it, all else is for administrators. It holds from the
/// next call on.
#[utoipa::path(
    post, path = "/api/v1/subscriptions/{subscription}/state", operation_id = "setSubscriptionState", tag = "Subscriptions", security(("token" = ["write"])),
    params(("subscription" = String, Path, description = "Its id")),
    request_body = StateChange,
    responses((status = 200, description = "The subscription as it is now", body = Subscription)),
)]
pub(in crate::rest) async fn change(
    State(state): State<AppState>,
    access: Access,
    Path(id): Path<String>,
    request: Request,
) -> Answer {
    access.scope(Scope::Write)?;
    let id = SubscriptionId::from(id);
    once(&state, &access, request, async |head, body| {
        let change: StateChange = json::read(&head.headers, &body)?;
        // Whoever may not even see it is told that it is not there.
        let now = service::subscription(&state, access.caller(), &id).await?.subscription.state;
        let is_submitted = now == crate::products::model::SubscriptionState::Submitted;
        match change.state {
            SubscriptionState::Cancelled => service::cancel(&state, access.caller(), &id, &change.reason).await?,
            SubscriptionState::Active if is_submitted => {
                service::approve(&state, &access.write_for_all()?, &id).await?
            }
            SubscriptionState::Active => service::activate(&state, &access.write_for_all()?, &id).await?,
            SubscriptionState::Suspended => {
                service::suspend(&state, &access.write_for_all()?, &id, &change.reason).await?
            }
            SubscriptionState::Rejected => {
                service::reject(&state, &access.write_for_all()?, &id, &change.reason).await?
            }
            SubscriptionState::Submitted | SubscriptionState::Expired => {
                let allowed = "active, rejected, suspended, cancelled".to_owned();
                return Err(ApiError::field("state", Message::NotOneOf { allowed }).into());
            }
        }
        Ok(ok(&find(&state, access.caller(), &id).await?))
    })
    .await
}
