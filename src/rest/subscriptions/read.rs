//! `GET /api/v1/subscriptions` and `GET /api/v1/subscriptions/{subscription}`

use axum::extract::{Path, State};

use super::model::Subscription;
use crate::identity::server::Caller;
use crate::kernel::ids::SubscriptionId;
use crate::platform::AppState;
use crate::products::model::SubscriptionFilter;
use crate::products::server::service;
use crate::rest::http::{Access, Answer, Arguments, List, Position, Problem, ok, single};

/// The most characters of a filter.
const FILTER: usize = 254;

/// Lists the subscriptions of the token's owner, the newest first; with `all`, those who see everything list everybody's.
#[utoipa::path(
    get, path = "/api/v1/subscriptions", operation_id = "listSubscriptions", tag = "Subscriptions", security(("token" = ["read"])),
    params(Position,
        ("all" = Option<bool>, Query, description = "Whether everybody's are listed, for those who see everything"),
        ("state" = Option<String>, Query, description = "Of everybody's, only those in this state", max_length = 254),
        ("product" = Option<String>, Query, description = "Of everybody's, only those to the product with this id", max_length = 254),
        ("person" = Option<String>, Query, description = "Of everybody's, only those with this in their owner's e-mail address", max_length = 254)),
    responses((status = 200, description = "A part of the list", body = List<Subscription>)),
)]
pub(in crate::rest) async fn list(State(state): State<AppState>, access: Access, arguments: Arguments) -> Answer {
    let page = Position::read(&arguments)?;
    let text = |name| Ok::<_, Problem>(arguments.text(name, FILTER)?.unwrap_or_default().to_owned());
    let filter = SubscriptionFilter { state: text("state")?, product: text("product")?, person: text("person")? };
    let found = if arguments.yes("all")? {
        service::all_subscriptions(&state, access.caller(), &filter, page).await?
    } else {
        service::own_subscriptions(&state, access.caller(), page).await?
    };
    Ok(ok(&List::of(found.subscriptions, Subscription::from)))
}

/// Reads a subscription: one's own, or anybody's for those who see everything.
#[utoipa::path(
    get, path = "/api/v1/subscriptions/{subscription}", operation_id = "getSubscription", tag = "Subscriptions", security(("token" = ["read"])),
    params(("subscription" = String, Path, description = "Its id")),
    responses((status = 200, description = "The subscription, without its keys", body = Subscription, headers(("ETag" = String, description = "Its tag, for If-Match")))),
)]
pub(in crate::rest) async fn get(State(state): State<AppState>, access: Access, Path(id): Path<String>) -> Answer {
    Ok(single(&find(&state, access.caller(), &id.into()).await?))
}

/// The subscription `id` as programs see it.
pub(super) async fn find(state: &AppState, caller: &Caller, id: &SubscriptionId) -> Result<Subscription, Problem> {
    Ok(service::subscription(state, caller, id).await?.subscription.into())
}
