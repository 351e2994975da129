//! Products, subscriptions and keys, as they are saved and as they cross the wire.

use serde::{Deserialize, Serialize};

pub use super::limits::{NotALimit, Quota, RateLimit};
pub use crate::catalog::model::Visibility;
use crate::kernel::ids::{ApiId, GroupId, ProductId, SubscriptionId, TierId, UserId};
use crate::kernel::{Page, Timestamp};

/// A way to use a product: what it costs and how much of it there is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    /// Its id; `None` for one that is known by its name, or new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<TierId>,
    /// What it is called; no other tier of the product is.
    pub name: String,
    /// What it costs, in words; may be empty.
    #[serde(default)]
    pub price: String,
    /// How many calls in a short time; `None` for any number.
    #[serde(default)]
    pub rate_limit: Option<RateLimit>,
    /// How much in a long time; `None` for any amount.
    #[serde(default)]
    pub quota: Option<Quota>,
}

/// What an administrator says of a product: the fields of its form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductInput {
    /// What commands and addresses call it, such as `starter`. It is chosen once.
    pub id: ProductId,
    /// What people call it.
    pub name: String,
    /// Markdown.
    pub description: String,
    /// The legal terms that whoever subscribes accepts, in Markdown; empty for none.
    pub terms: String,
    /// Whether anybody but administrators may see it, and calls by it are let through.
    pub published: bool,
    /// Whether calls need a subscription: Azure's *protected* products. The others are *open*.
    pub requires_subscription: bool,
    /// Whether an administrator has to approve subscriptions.
    pub requires_approval: bool,
    /// How many subscriptions a person may have; `None` for any number.
    pub subscription_limit: Option<u32>,
    /// Who may see it once it is published.
    pub visibility: Visibility,
    /// Its APIs.
    pub apis: Vec<ApiId>,
    /// Its tiers, at least one.
    pub tiers: Vec<Tier>,
}

impl ProductInput {
    /// A published product with one tier, which everybody sees and whose calls need a subscription; no API is in it.
    #[must_use]
    pub fn new(id: &str, name: &str, tier: Tier) -> Self {
        Self {
            id: id.to_owned().into(),
            name: name.to_owned(),
            description: String::new(),
            terms: String::new(),
            published: true,
            requires_subscription: true,
            requires_approval: false,
            subscription_limit: None,
            visibility: Visibility::default(),
            apis: Vec::new(),
            tiers: vec![tier],
        }
    }
}

/// A product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Counts its changes; a save names the revision it started from.
    pub revision: i64,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// What was said of it.
    #[serde(flatten)]
    pub input: ProductInput,
}

/// A product as lists and other pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductSummary {
    /// Its id.
    pub id: ProductId,
    /// What people call it.
    pub name: String,
    /// The beginning of its description as plain text.
    pub summary: String,
    /// Whether anybody but administrators sees it.
    pub published: bool,
    /// Whether calls need a subscription.
    pub requires_subscription: bool,
    /// Whether an administrator has to approve subscriptions.
    pub requires_approval: bool,
    /// Its tiers.
    pub tiers: Vec<Tier>,
    /// How many APIs it has, whoever sees them.
    pub apis: u64,
}

/// A page of the list of products.
pub type ProductPage = Page<ProductSummary>;

/// What the page of a product shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductDetails {
    /// The product, without description, terms and who sees it.
    pub product: Product,
    /// Its description, as HTML.
    pub description: String,
    /// Its terms, as HTML; empty for none.
    pub terms: String,
    /// Those of its APIs that the caller sees: slugs and titles.
    pub apis: Vec<(String, String)>,
    /// How many subscriptions to it the caller has that are neither over nor expired; `None` for guests.
    pub own: Option<u32>,
}

/// What the form of a product offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductChoices {
    /// All APIs: ids and titles.
    pub apis: Vec<(ApiId, String)>,
    /// The groups that administrators made.
    pub groups: Vec<(GroupId, String)>,
}

/// What a subscription in somebody's name can be to, besides all APIs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeChoices {
    /// The tiers of all products: ids of product and tier, and what they are called together.
    pub tiers: Vec<(ProductId, TierId, String)>,
    /// All APIs: slugs and titles.
    pub apis: Vec<(String, String)>,
}

/// A product to edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminProduct {
    /// The product.
    pub product: Product,
    /// How many subscriptions to it there are, whatever has become of them.
    pub subscriptions: u64,
    /// What its form offers.
    pub choices: ProductChoices,
}

/// What a subscription is to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubscriptionScope {
    /// The APIs of a product, within the limits of a tier.
    Product {
        /// The product.
        product: ProductId,
        /// The tier.
        tier: TierId,
    },
    /// One API.
    Api(ApiId),
    /// Every API.
    AllApis,
}

/// What has become of a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SubscriptionState {
    /// It waits for an administrator's approval.
    Submitted,
    /// Its keys open what it is to.
    Active,
    /// An administrator has said no.
    Rejected,
    /// An administrator has stopped it for a while.
    Suspended,
    /// Its time is over. Never stored: an active one becomes this by itself.
    Expired,
    /// Its owner or an administrator has ended it.
    Cancelled,
}

impl SubscriptionState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Submitted, Self::Active, Self::Rejected, Self::Suspended, Self::Expired, Self::Cancelled];

    /// The word that stands for it in the database, in addresses and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Active => "active",
            Self::Rejected => "rejected",
            Self::Suspended => "suspended",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// The state at `now` of a subscription that was left in this one and expires at `expires_at`.
    #[must_use]
    pub fn at(self, now: Timestamp, expires_at: Option<Timestamp>) -> Self {
        let is_over = expires_at.is_some_and(|moment| now >= moment);
        if self == Self::Active && is_over { Self::Expired } else { self }
    }

    /// Whether it has ended for good.
    #[must_use]
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Rejected | Self::Cancelled)
    }
}

/// Which of a subscription's two keys, either of which opens the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeySlot {
    /// The primary key.
    Primary,
    /// The secondary key.
    Secondary,
}

impl KeySlot {
    /// Both, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::Primary, Self::Secondary];

    /// The word that stands for it in the database and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
        }
    }

    /// The slot that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slot| slot.as_str() == word)
    }
}

/// A subscription, without its keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Its id, which is no secret.
    pub id: SubscriptionId,
    /// What its owner knows it by.
    pub name: String,
    /// Whose it is: id and e-mail address; `None` for nobody's.
    pub owner: Option<(UserId, String)>,
    /// What it is to.
    pub scope: SubscriptionScope,
    /// What that is called: the product's or the API's name; empty for all APIs.
    pub scope_name: String,
    /// The tier's name and limits; `None` where it is not to a product.
    pub tier: Option<Tier>,
    /// What has become of it, by the time at which it was read.
    pub state: SubscriptionState,
    /// Why it was rejected, suspended or cancelled; may be empty.
    pub reason: String,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it expires; `None` for never.
    pub expires_at: Option<Timestamp>,
    /// When one of its keys was last used; `None` for never.
    pub last_used_at: Option<Timestamp>,
}

/// A subscription that somebody looks at by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionDetails {
    /// When it was read.
    pub now: Timestamp,
    /// The subscription.
    pub subscription: Subscription,
}

/// What a list of subscriptions is narrowed to, as it is typed; what is empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionFilter {
    /// The word for the state.
    pub state: String,
    /// The product's id.
    pub product: String,
    /// What occurs in the e-mail address of whose they are.
    pub person: String,
}

/// What an administrator asks for in somebody's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSubscription {
    /// The e-mail address of whose it is to be; empty for nobody's.
    pub email: String,
    /// The product's id; empty for another scope.
    pub product: String,
    /// The tier's name or id; empty for the product's first.
    pub tier: String,
    /// The API's slug; empty for another scope.
    pub api: String,
    /// Whether it is to all APIs.
    pub all_apis: bool,
    /// What it is called; empty for what it is to.
    pub name: String,
    /// When it expires; `None` for never.
    pub expires_at: Option<Timestamp>,
}

/// A page of a list of subscriptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionPage {
    /// When the list was made.
    pub now: Timestamp,
    /// The subscriptions, the newest first.
    pub subscriptions: Page<Subscription>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_for_what_they_were_made_of() {
        assert!(
            SubscriptionState::ALL.into_iter().all(|state| SubscriptionState::parse(state.as_str()) == Some(state))
        );
        assert!(KeySlot::ALL.into_iter().all(|slot| KeySlot::parse(slot.as_str()) == Some(slot)));
    }

    #[test]
    fn only_what_is_active_expires() {
        let (now, past) = (Timestamp(1_000), Some(Timestamp(1_000)));
        assert_eq!(SubscriptionState::Active.at(now, past), SubscriptionState::Expired);
        assert_eq!(SubscriptionState::Active.at(Timestamp(999), past), SubscriptionState::Active);
        assert_eq!(SubscriptionState::Active.at(now, None), SubscriptionState::Active);
        assert_eq!(SubscriptionState::Suspended.at(now, past), SubscriptionState::Suspended);
    }
}
