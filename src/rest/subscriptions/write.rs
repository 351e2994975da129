//! `POST /api/v1/subscriptions`, `PUT` and `PATCH /api/v1/subscriptions/{subscription}`

use axum::extract::{Request, State};

use super::model::{
    MADE, MadeSubscription, Patched, Subscription, SubscriptionChange, SubscriptionFields, SubscriptionKeys,
};
use super::read::find;
use crate::identity::token::Scope;
use crate::kernel::ApiError;
use crate::kernel::ids::{ProductId, SubscriptionId};
use crate::paths;
use crate::platform::AppState;
use crate::products::model::{self, NewSubscription};
use crate::products::server::service::{self, Edit, Wish};
use crate::rest::http::etag::{self, Seen};
use crate::rest::http::{Access, Answer, Change, created, json, once, single};

/// Subscribes the token's owner to a product. Administrators also subscribe others, to an API or all APIs, and until some
/// moment; what they make so is active at once.
#[utoipa::path(
    post, path = "/api/v1/subscriptions", operation_id = "createSubscription", tag = "Subscriptions", security(("token" = ["write"])),
    request_body = SubscriptionFields,
    responses((status = 201, description = "The subscription, with its keys", body = MadeSubscription)),
)]
pub(in crate::rest) async fn create(State(state): State<AppState>, access: Access, request: Request) -> Answer {
    access.scope(Scope::Write)?;
    once(&state, &access, request, async |head, body| {
        let fields: SubscriptionFields = json::read(&head.headers, &body)?;
        let is_own = fields.email.is_none() && fields.api.is_empty() && !fields.all_apis && fields.expires_at.is_none();
        let (id, keys) = if is_own {
            let wish = Wish { tier: fields.tier, name: fields.name, accepts_terms: fields.accepts_terms };
            service::subscribe(&state, access.caller(), &ProductId::from(fields.product), &wish).await?
        } else {
            let permit = access.write_for_all()?;
            let own = access.owner()?.email.clone();
            let new = NewSubscription {
                email: fields.email.unwrap_or(own),
                product: fields.product,
                tier: fields.tier,
                api: fields.api,
                all_apis: fields.all_apis,
                name: fields.name,
                expires_at: fields.expires_at,
            };
            service::create_subscription(&state, &permit, &new).await?
        };
        let subscription = find(&state, access.caller(), &id).await?;
        let made = MadeSubscription { subscription, keys: SubscriptionKeys::from(&keys) };
        Ok(created(&paths::rest(&["subscriptions", id.as_str()]), &made))
    })
    .await
}

/// Calls a subscription something else. Administrators also say when it expires.
#[utoipa::path(
    put, path = "/api/v1/subscriptions/{subscription}", operation_id = "updateSubscription", tag = "Subscriptions", security(("token" = ["write"])),
    params(("subscription" = String, Path, description = "Its id")),
    request_body = SubscriptionChange,
    responses((status = 200, description = "The subscription as it is now", body = Subscription)),
)]
pub(in crate::rest) async fn update(State(state): State<AppState>, change: Change) -> Answer {
    change.access.scope(Scope::Write)?;
    let now = find(&state, change.access.caller(), &change.path.clone().into()).await?;
    let fields = change.fields(&now, &[])?;
    save(&state, &change, &now, fields).await
}

/// Calls a subscription something else, or lets it expire at another moment, and leaves the rest as it is.
///
/// A JSON Merge Patch (RFC 7396).
#[utoipa::path(
    patch, path = "/api/v1/subscriptions/{subscription}", operation_id = "patchSubscription", tag = "Subscriptions", security(("token" = ["write"])),
    params(("subscription" = String, Path, description = "Its id")),
    request_body(content = SubscriptionChange, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The subscription as it is now", body = Subscription)),
)]
pub(in crate::rest) async fn patch(State(state): State<AppState>, change: Change) -> Answer {
    change.access.scope(Scope::Write)?;
    let now = find(&state, change.access.caller(), &change.path.clone().into()).await?;
    let patched: Patched = change.fields(&now, &MADE)?;
    save(&state, &change, &now, patched.into()).await
}

/// Saves `fields` of a subscription, which is `now` so.
async fn save(state: &AppState, change: &Change, now: &Subscription, fields: SubscriptionChange) -> Answer {
    let (caller, id) = (change.access.caller(), SubscriptionId::from(change.path.clone()));
    let SubscriptionChange { name, expires_at } = fields;
    if now.cannot_expire_at(expires_at) {
        return Err(ApiError::Conflict.into());
    }
    let seen = Seen::of(now);
    let is_as_seen = |now: &model::Subscription| seen.is_still(&Subscription::from(now.clone()));
    let edit = Edit { name: &name, expires_at };
    service::edit_if(state, caller, &id, edit, is_as_seen).await.map_err(etag::raced)?;
    Ok(single(&find(state, caller, &id).await?))
}
