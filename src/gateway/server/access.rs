//! Whether a call may be made: over which scheme, with whose key.

use std::borrow::Cow;
use std::sync::Arc;

use super::reply::Reply;
use super::routing::{Named, named, without};
use super::snapshot::{Api, Snapshot, Subscriber};
use crate::catalog::model::Scheme;
use crate::kernel::Timestamp;
use crate::kernel::ids::SubscriptionId;
use crate::products::model::SubscriptionState;
use crate::products::server::grants::{GrantedScope, hash_of};
use axum::http::HeaderMap;

/// Refuses a call over a scheme that the API does not allow.
#[expect(clippy::result_large_err, reason = "a refusal is made once a call and given away at once")]
pub(super) fn check_scheme(api: &Api, is_secured: bool) -> Result<(), Reply> {
    match (api.scheme, is_secured) {
        (Scheme::Https, false) => Err(Reply::forbidden("This API may be called over HTTPS only.")),
        (Scheme::Http, true) => Err(Reply::forbidden("This API may be called over HTTP only.")),
        _ => Ok(()),
    }
}

/// A key as it came.
pub(super) enum Presented {
    /// There is none.
    None,
    /// Its hash; `None` for what is no key at all.
    Hash(Option<[u8; 32]>),
    /// It came twice, so that two readers could read two of them.
    Unclear,
    /// No key: the portal itself says which subscription it is.
    Vouched(SubscriptionId),
}

/// Takes the key out of the headers and the query; the backend gets neither. The query counts only where the header is absent.
pub(super) fn take_key<'q>(
    api: &Api,
    headers: &mut HeaderMap,
    query: Option<&'q str>,
) -> (Presented, Option<Cow<'q, str>>) {
    let in_header = {
        let mut values = headers.get_all(&api.key_header).iter();
        match (values.next(), values.next()) {
            (None, _) => None,
            (Some(key), None) => Some(Presented::Hash(key.to_str().ok().and_then(hash_of))),
            (Some(_), Some(_)) => Some(Presented::Unclear),
        }
    };
    if in_header.is_some() {
        headers.remove(&api.key_header);
    }
    let Some(query) = query else { return (in_header.unwrap_or(Presented::None), None) };
    let presented = in_header.unwrap_or_else(|| match named(query, &api.key_query) {
        Named::None => Presented::None,
        Named::One(key) => Presented::Hash(std::str::from_utf8(&key).ok().and_then(hash_of)),
        Named::Several => Presented::Unclear,
    });
    (presented, Some(without(query, &api.key_query)))
}

/// Whose call it is; `None` for nobody's, where the API is open. `note` is told of a subscription to the API that may not be
/// used, too: its owner sees the calls that were refused.
#[expect(clippy::result_large_err, reason = "a refusal is made once a call and given away at once")]
pub(super) fn subscriber(
    snapshot: &Snapshot,
    api: &Api,
    presented: &Presented,
    now: Timestamp,
    note: impl FnOnce(&Arc<Subscriber>),
) -> Result<Option<Arc<Subscriber>>, Reply> {
    let refused = |message| Reply::unauthorized(message, &api.key_header, &api.key_query);
    let holder = match presented {
        Presented::None if !api.needs_key || snapshot.is_open(&api.id) => return Ok(None),
        Presented::None => return Err(refused("A key is missing.")),
        Presented::Unclear => return Err(refused("There is more than one key.")),
        Presented::Hash(hash) => {
            let key = hash.as_ref().and_then(|hash| snapshot.key(hash));
            key.filter(|key| key.valid_until.is_none_or(|until| now < until)).map(|key| &key.subscriber)
        }
        Presented::Vouched(id) => snapshot.subscriber(id),
    };
    let Some(holder) = holder else { return Err(refused("The key is wrong.")) };
    let granted = &holder.granted;
    let is_for_it = match &granted.scope {
        GrantedScope::AllApis => true,
        GrantedScope::Api(id) => *id == api.id,
        GrantedScope::Product { product, .. } => snapshot.is_in(&api.id, product),
    };
    // Nobody learns from their own usage what an API is called that is none of theirs.
    if is_for_it {
        note(holder);
    }
    match granted.state.at(now, granted.expires_at) {
        SubscriptionState::Active => {}
        SubscriptionState::Submitted => return Err(Reply::forbidden("The subscription is not approved yet.")),
        SubscriptionState::Rejected => return Err(Reply::forbidden("The subscription was rejected.")),
        SubscriptionState::Suspended => return Err(Reply::forbidden("The subscription is suspended.")),
        SubscriptionState::Expired => return Err(Reply::forbidden("The subscription has expired.")),
        SubscriptionState::Cancelled => return Err(Reply::forbidden("The subscription was cancelled.")),
    }
    if let GrantedScope::Product { published: false, .. } = granted.scope {
        return Err(Reply::forbidden("The subscription's product is not published."));
    }
    if is_for_it { Ok(Some(Arc::clone(holder))) } else { Err(Reply::forbidden("The subscription is not to this API.")) }
}
