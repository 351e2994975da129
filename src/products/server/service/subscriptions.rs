//! Reading subscriptions: one's own, and all of them for those who see everything.

use super::person;
use crate::identity::server::{Administrator, Caller};
use crate::kernel::ids::{ApiId, SubscriptionId};
use crate::kernel::{ApiError, Page, PageRequest, Timestamp};
use crate::platform::{AppError, AppState};
use crate::products::model::{Subscription, SubscriptionDetails, SubscriptionFilter, SubscriptionPage};
use crate::products::server::store::subscriptions::{self as store, Filter};

/// A page of the caller's subscriptions, the newest first.
///
/// # Errors
/// `Unauthenticated` for guests.
pub async fn own_subscriptions(
    state: &AppState,
    caller: &Caller,
    page: PageRequest,
) -> Result<SubscriptionPage, AppError> {
    let owner = person(caller)?.id.to_string();
    list(state, &SubscriptionFilter::default(), owner, page).await
}

/// A page of everybody's subscriptions that `filter` leaves, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn admin_subscriptions(
    state: &AppState,
    _: &Administrator,
    filter: &SubscriptionFilter,
    page: PageRequest,
) -> Result<SubscriptionPage, AppError> {
    list(state, filter, String::new(), page).await
}

/// The same for those who see everything.
///
/// # Errors
/// `Unauthenticated` for guests, `Forbidden` for others who may not.
pub async fn all_subscriptions(
    state: &AppState,
    caller: &Caller,
    filter: &SubscriptionFilter,
    page: PageRequest,
) -> Result<SubscriptionPage, AppError> {
    person(caller)?;
    if !caller.sees_everything() {
        return Err(ApiError::Forbidden.into());
    }
    list(state, filter, String::new(), page).await
}

async fn list(
    state: &AppState,
    filter: &SubscriptionFilter,
    owner: String,
    page: PageRequest,
) -> Result<SubscriptionPage, AppError> {
    let now = state.clock.now();
    let filter = Filter {
        owner,
        person: filter.person.trim().to_ascii_lowercase(),
        product: filter.product.trim().to_owned(),
        state: filter.state.trim().to_owned(),
        now,
    };
    let mut db = state.db.reader().acquire().await?;
    let total = store::count(&mut *db, &filter).await?;
    let items = store::list(&mut *db, &filter, page).await?;
    Ok(SubscriptionPage { now, subscriptions: Page { items, total, request: page } })
}

/// A subscription of the caller's, or anybody's for those who see everything.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when there is none, or it is somebody else's.
pub async fn subscription(
    state: &AppState,
    caller: &Caller,
    id: &SubscriptionId,
) -> Result<SubscriptionDetails, AppError> {
    let user = person(caller)?;
    let now = state.clock.now();
    let subscription = store::find(state.db.reader(), id, now).await?;
    let is_theirs = |subscription: &Subscription| {
        caller.sees_everything() || subscription.owner.as_ref().is_some_and(|(owner, _)| *owner == user.id)
    };
    let subscription = subscription.filter(is_theirs).ok_or(ApiError::NotFound)?;
    Ok(SubscriptionDetails { now, subscription })
}

/// Those of the caller's subscriptions with which the API can be called now, the newest first; none for guests.
///
/// # Errors
/// When the database fails.
pub async fn usable_subscriptions(
    state: &AppState,
    caller: &Caller,
    api: &ApiId,
) -> Result<Vec<Subscription>, AppError> {
    let Some(user) = caller.signed_in() else { return Ok(Vec::new()) };
    store::usable(state.db.reader(), &user.id, api, state.clock.now()).await
}

/// That a subscription is the caller's own: even those who see everything do not use somebody else's.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when there is none, or it is somebody else's.
pub async fn is_own(state: &AppState, caller: &Caller, id: &SubscriptionId) -> Result<(), AppError> {
    let user = person(caller)?;
    let subscription = store::find(state.db.reader(), id, state.clock.now()).await?;
    let owner = subscription.and_then(|subscription| subscription.owner).map(|(owner, _)| owner);
    Ok((owner.as_ref() == Some(&user.id)).then_some(()).ok_or(ApiError::NotFound)?)
}

/// The subscription `id` as it is at `now`, to be changed by `caller`: its owner, or an administrator.
pub(super) async fn find_to_change(
    db: &mut sqlx::SqliteConnection,
    caller: &Caller,
    id: &SubscriptionId,
    now: Timestamp,
) -> Result<Subscription, AppError> {
    use crate::identity::token::Scope;
    let user = person(caller)?;
    if !caller.has_scope(Scope::Write) {
        return Err(ApiError::Forbidden.into());
    }
    let administers = caller.administrator().is_ok();
    let subscription = store::find(db, id, now).await?;
    let is_theirs = |subscription: &Subscription| {
        administers || subscription.owner.as_ref().is_some_and(|(owner, _)| *owner == user.id)
    };
    Ok(subscription.filter(is_theirs).ok_or(ApiError::NotFound)?)
}
