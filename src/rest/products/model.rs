//! Products as programs see them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalog::server::service::Titled;
use crate::kernel::{ApiError, FieldError, Message};
use crate::products::model::{self, ProductInput, ProductSummary};
use crate::rest::apis::model::Visibility;
use crate::rest::http::whole;

/// A product.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct Product {
    /// What commands and addresses call it.
    #[schema(example = "starter")]
    id: String,
    name: String,
    /// Markdown.
    description: String,
    /// What whoever subscribes accepts, in Markdown.
    terms: String,
    /// Whether anybody but administrators sees it.
    published: bool,
    /// Whether calls need a subscription.
    requires_subscription: bool,
    /// Whether an administrator has to approve subscriptions.
    requires_approval: bool,
    /// How many subscriptions a person may have; null for any number.
    subscription_limit: Option<u32>,
    /// Who sees it; only those are told who see everything.
    visibility: Visibility,
    /// The slugs of its APIs that the token's owner sees.
    apis: Vec<String>,
    tiers: Vec<Tier>,
}

/// A product in a list.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct ProductItem {
    id: String,
    name: String,
    /// The beginning of its description, without marks.
    summary: String,
    published: bool,
    requires_subscription: bool,
    requires_approval: bool,
    tiers: Vec<Tier>,
}

/// What a product costs and limits.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct Tier {
    /// What it is called; no other tier of the product is.
    #[schema(
        min_length = 1,
        max_length = 100,
        pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*[^\s\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069][^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$",
        example = "Free"
    )]
    name: String,
    /// What it costs, in words.
    #[serde(default)]
    #[schema(max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$")]
    price: String,
    /// Calls in a short time, at most a day; null for any number.
    #[serde(default)]
    #[schema(pattern = "^[0-9]+/[0-9]+[smhd]$", example = "5/1m")]
    rate_limit: Option<String>,
    /// Calls, kilobytes or both in a long time, at most 366 days; null for any amount.
    #[serde(default)]
    #[schema(pattern = "^[0-9]+(KB)?(,[0-9]+KB)?/[0-9]+[smhd]$", example = "100/7d")]
    quota: Option<String>,
}

/// What is said of a product.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct ProductFields {
    /// What commands and addresses call a product that is to be made; it cannot be changed later.
    #[serde(default)]
    #[schema(max_length = 80, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", example = "starter")]
    pub(super) id: String,
    /// What people call it.
    #[schema(
        min_length = 1,
        max_length = 100,
        pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*[^\s\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069][^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$",
        example = "Starter"
    )]
    name: String,
    /// Markdown.
    #[serde(default)]
    #[schema(max_length = 100_000)]
    description: String,
    /// What whoever subscribes accepts, in Markdown.
    #[serde(default)]
    #[schema(max_length = 100_000)]
    terms: String,
    /// Whether anybody but administrators sees it.
    #[serde(default)]
    published: bool,
    /// Whether calls need a subscription.
    #[serde(default = "yes")]
    #[schema(default = true)]
    requires_subscription: bool,
    /// Whether an administrator has to approve subscriptions.
    #[serde(default)]
    requires_approval: bool,
    /// How many subscriptions a person may have; null for any number.
    #[serde(default, deserialize_with = "whole::read_optional")]
    #[schema(minimum = 1)]
    subscription_limit: Option<u32>,
    #[serde(default)]
    visibility: Visibility,
    /// The slugs of its APIs.
    #[serde(default)]
    #[schema(max_items = 10_000)]
    apis: Vec<String>,
    /// Its tiers. One that is called as before stays the one it is.
    #[schema(min_items = 1, max_items = 20)]
    tiers: Vec<Tier>,
}

const fn yes() -> bool {
    true
}

impl Product {
    /// The product, whose APIs are `apis`.
    pub(super) fn new(it: model::Product, apis: Vec<Titled>) -> Self {
        let input = it.input;
        let mut apis: Vec<String> = apis.into_iter().map(|api| api.slug).collect();
        apis.sort();
        Self {
            id: input.id.to_string(),
            name: input.name,
            description: input.description,
            terms: input.terms,
            published: input.published,
            requires_subscription: input.requires_subscription,
            requires_approval: input.requires_approval,
            subscription_limit: input.subscription_limit,
            visibility: input.visibility.into(),
            apis,
            tiers: input.tiers.into_iter().map(Tier::from).collect(),
        }
    }
}

impl ProductFields {
    /// The product `id` as the fields say it; `known` are all APIs.
    ///
    /// # Errors
    /// `Invalid` at the fields that cannot be understood.
    pub(super) fn input(self, id: String, known: &[Titled]) -> Result<ProductInput, ApiError> {
        let mut complaints = Vec::new();
        let mut complain = |field: String, message: Message| complaints.push(FieldError { field, message });
        let mut apis = Vec::new();
        for (at, slug) in self.apis.iter().enumerate() {
            match known.iter().find(|api| api.slug == *slug) {
                Some(api) => apis.push(api.id.clone()),
                None => complain(format!("apis.{at}"), Message::NotUnderstood),
            }
        }
        let mut tiers = Vec::new();
        for (at, tier) in self.tiers.into_iter().enumerate() {
            let rate_limit = tier.rate_limit.map(|text| text.parse());
            let quota = tier.quota.map(|text| text.parse());
            if matches!(rate_limit, Some(Err(_))) {
                complain(format!("tiers.{at}.rate_limit"), Message::NotARateLimit);
            }
            if matches!(quota, Some(Err(_))) {
                complain(format!("tiers.{at}.quota"), Message::NotAQuota);
            }
            tiers.push(model::Tier {
                id: None,
                name: tier.name,
                price: tier.price,
                rate_limit: rate_limit.and_then(Result::ok),
                quota: quota.and_then(Result::ok),
            });
        }
        if !complaints.is_empty() {
            return Err(ApiError::Invalid { fields: complaints });
        }
        Ok(ProductInput {
            id: id.into(),
            name: self.name,
            description: self.description,
            terms: self.terms,
            published: self.published,
            requires_subscription: self.requires_subscription,
            requires_approval: self.requires_approval,
            subscription_limit: self.subscription_limit,
            visibility: self.visibility.into(),
            apis,
            tiers,
        })
    }
}

impl From<model::Tier> for Tier {
    fn from(it: model::Tier) -> Self {
        Self {
            name: it.name,
            price: it.price,
            rate_limit: it.rate_limit.map(|limit| limit.to_string()),
            quota: it.quota.map(|quota| quota.to_string()),
        }
    }
}

impl From<ProductSummary> for ProductItem {
    fn from(it: ProductSummary) -> Self {
        Self {
            id: it.id.to_string(),
            name: it.name,
            summary: it.summary,
            published: it.published,
            requires_subscription: it.requires_subscription,
            requires_approval: it.requires_approval,
            tiers: it.tiers.into_iter().map(Tier::from).collect(),
        }
    }
}
