//! Subscriptions as programs see them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::kernel::Timestamp;
use crate::products::model::{self, SubscriptionScope};
use crate::products::server::service::Keys;
use crate::rest::http::{moment, whole};

/// What has become of a subscription.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::rest) enum SubscriptionState {
    /// It waits for an administrator's approval.
    Submitted,
    /// Its keys open what it is to.
    Active,
    /// An administrator has said no.
    Rejected,
    /// An administrator has stopped it for a while.
    Suspended,
    /// Its time is over.
    Expired,
    /// Its owner or an administrator has ended it.
    Cancelled,
}

/// What of it nobody can change as its fields.
pub(in crate::rest) const MADE: [&str; 8] = ["id", "email", "product", "tier", "api", "state", "reason", "created_at"];

/// A subscription, without its keys. It is to a product, to one API, or to all where both are null.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct Subscription {
    id: String,
    name: String,
    /// The e-mail address of whose it is; null for nobody's.
    email: Option<String>,
    /// The product's id.
    product: Option<String>,
    /// The tier's name.
    tier: Option<String>,
    /// The API's id.
    api: Option<String>,
    state: SubscriptionState,
    /// Why it was rejected or suspended.
    reason: String,
    #[serde(serialize_with = "moment::write")]
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Null for one that does not expire.
    #[serde(serialize_with = "moment::write_optional")]
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

/// A subscription's keys, either of which opens the same.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct SubscriptionKeys {
    #[schema(example = "lgs_…")]
    primary_key: String,
    #[schema(example = "lgs_…")]
    secondary_key: String,
}

/// A subscription that was just made, with its keys.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct MadeSubscription {
    #[serde(flatten)]
    pub(super) subscription: Subscription,
    #[serde(flatten)]
    pub(super) keys: SubscriptionKeys,
}

/// A key that was just made.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct MadeKey {
    /// The key.
    #[schema(example = "lgs_…")]
    pub(super) key: String,
}

/// A subscription that is to be made: to a product, for the token's owner; or, by an administrator, in somebody's name or
/// to something else.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct SubscriptionFields {
    /// The product's id.
    #[serde(default)]
    #[schema(max_length = 80, example = "starter")]
    pub(super) product: String,
    /// The tier's name; empty for the product's first.
    #[serde(default)]
    #[schema(max_length = 100)]
    pub(super) tier: String,
    /// What it is called; empty for what the product or the API is.
    #[serde(default)]
    #[schema(max_length = 100)]
    pub(super) name: String,
    /// Whether the product's terms are accepted.
    #[serde(default)]
    pub(super) accepts_terms: bool,
    /// For administrators: the e-mail address of whose it is to be; null for the token's owner.
    #[serde(default)]
    #[schema(max_length = 254)]
    pub(super) email: Option<String>,
    /// For administrators: the slug of an API instead of a product.
    #[serde(default)]
    #[schema(max_length = 80)]
    pub(super) api: String,
    /// For administrators: all APIs instead of a product.
    #[serde(default)]
    pub(super) all_apis: bool,
    /// For administrators: when it expires. Left out or null: never.
    #[serde(default, deserialize_with = "moment::read_optional")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(super) expires_at: Option<Timestamp>,
}

/// What can be changed of a subscription.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct SubscriptionChange {
    /// What it is called.
    #[schema(
        min_length = 1,
        max_length = 100,
        pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*[^\s\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069][^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$"
    )]
    pub(super) name: String,
    /// For administrators: when it expires. Null: never. Left out: as before.
    #[serde(default, deserialize_with = "moment::read_change")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(super) expires_at: Option<Option<Timestamp>>,
}

/// What becomes of a subscription by a patch, with what the patch says nothing of.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct Patched {
    pub(super) name: String,
    #[serde(default, deserialize_with = "moment::read_optional")]
    pub(super) expires_at: Option<Timestamp>,
}

/// What is to become of a subscription.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct StateChange {
    /// `active` approves it or ends its suspension; `submitted` and `expired` cannot be wished for.
    pub(super) state: SubscriptionState,
    /// Why; needed to reject it.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub(super) reason: String,
}

/// How a key is replaced.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct Replacement {
    /// For how many minutes the old key still opens: at most a week. Left out or null: an hour.
    #[serde(default, deserialize_with = "whole::read_optional")]
    #[schema(maximum = 10_080)]
    pub(super) overlap_minutes: Option<u32>,
}

impl From<Patched> for SubscriptionChange {
    fn from(it: Patched) -> Self {
        Self { name: it.name, expires_at: Some(it.expires_at) }
    }
}

impl From<model::SubscriptionState> for SubscriptionState {
    fn from(it: model::SubscriptionState) -> Self {
        match it {
            model::SubscriptionState::Submitted => Self::Submitted,
            model::SubscriptionState::Active => Self::Active,
            model::SubscriptionState::Rejected => Self::Rejected,
            model::SubscriptionState::Suspended => Self::Suspended,
            model::SubscriptionState::Expired => Self::Expired,
            model::SubscriptionState::Cancelled => Self::Cancelled,
        }
    }
}

impl Subscription {
    /// Whether it has ended, so that it cannot expire at another moment than it would have.
    pub(super) fn cannot_expire_at(&self, moment: Option<Option<Timestamp>>) -> bool {
        let has_ended = matches!(self.state, SubscriptionState::Rejected | SubscriptionState::Cancelled);
        has_ended && moment.is_some_and(|moment| moment != self.expires_at)
    }
}

/// Without the last use: it would change the tag with every call.
impl From<model::Subscription> for Subscription {
    fn from(it: model::Subscription) -> Self {
        let (product, api) = match it.scope {
            SubscriptionScope::Product { product, .. } => (Some(product.to_string()), None),
            SubscriptionScope::Api(api) => (None, Some(api.to_string())),
            SubscriptionScope::AllApis => (None, None),
        };
        Self {
            id: it.id.to_string(),
            name: it.name,
            email: it.owner.map(|(_, email)| email),
            product,
            tier: it.tier.map(|tier| tier.name),
            api,
            state: it.state.into(),
            reason: it.reason,
            created_at: it.created_at,
            expires_at: it.expires_at,
        }
    }
}

impl From<&Keys> for SubscriptionKeys {
    fn from(it: &Keys) -> Self {
        Self { primary_key: it.primary.as_str().to_owned(), secondary_key: it.secondary.as_str().to_owned() }
    }
}
