//! The data that the pages of products and subscriptions ask for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::model::{
    AdminProduct, ProductChoices, ProductDetails, ProductPage, ProductSummary, ScopeChoices, SubscriptionDetails,
    SubscriptionFilter, SubscriptionPage,
};
use crate::kernel::ApiError;
use crate::kernel::wire::AsJson;

/// How many items a page of the lists has.
pub const PAGE_SIZE: u32 = 24;
/// How many products the search across the portal shows.
pub const SEARCH_RESULTS: u32 = 10;

/// A page of the products that the caller sees.
#[server(prefix = "/api/private", endpoint = "products", input = GetUrl, output = AsJson)]
pub async fn list_products(
    /// Words that must occur; empty for all.
    query: String,
    /// The page, from 1.
    page: u32,
) -> Result<ProductPage, ApiError> {
    use crate::identity::server::Caller;
    use crate::kernel::PageRequest;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    use crate::products::server::service;
    answer(service::products(&current()?, &Caller::current(), &query, PageRequest::new(page, PAGE_SIZE)).await)
}

/// The first products that `query` finds among those that the caller sees.
#[server(prefix = "/api/private", endpoint = "products/search", input = GetUrl, output = AsJson)]
pub async fn search_products(
    /// What is searched for.
    query: String,
) -> Result<Vec<ProductSummary>, ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    use crate::products::server::service;
    answer(service::search(&current()?, &Caller::current(), &query, SEARCH_RESULTS).await)
}

/// The products with this API that the caller sees.
#[server(prefix = "/api/private", endpoint = "products/of-api", input = GetUrl, output = AsJson)]
pub async fn list_products_of(
    /// What names the API in addresses.
    api: String,
) -> Result<Vec<ProductSummary>, ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    use crate::products::server::service;
    answer(service::products_of_api(&current()?, &Caller::current(), &api).await)
}

/// A product that the caller sees.
#[server(prefix = "/api/private", endpoint = "product", input = GetUrl, output = AsJson)]
pub async fn get_product(
    /// Its id.
    id: String,
) -> Result<ProductDetails, ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    use crate::products::server::service;
    answer(service::product(&current()?, &Caller::current(), &id.into()).await)
}

/// A page of the caller's subscriptions.
#[server(prefix = "/api/private", endpoint = "subscriptions", input = GetUrl, output = AsJson)]
pub async fn list_subscriptions(
    /// The page, from 1.
    page: u32,
) -> Result<SubscriptionPage, ApiError> {
    use crate::identity::server::Caller;
    use crate::kernel::PageRequest;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    use crate::products::server::service;
    let page = PageRequest::new(page, PAGE_SIZE);
    answer(service::own_subscriptions(&current()?, &Caller::current(), page).await)
}

/// A subscription of the caller's, or anybody's for those who see everything. Its keys are not in it.
#[server(prefix = "/api/private", endpoint = "subscription", input = GetUrl, output = AsJson)]
pub async fn get_subscription(
    /// Its id.
    id: String,
) -> Result<SubscriptionDetails, ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    use crate::products::server::service;
    answer(service::subscription(&current()?, &Caller::current(), &id.into()).await)
}

/// A page of all products, drafts too.
#[server(prefix = "/api/private", endpoint = "admin/products", input = GetUrl, output = AsJson)]
pub async fn admin_list_products(
    /// Words that must occur; empty for all.
    query: String,
    /// The page, from 1.
    page: u32,
) -> Result<ProductPage, ApiError> {
    use crate::identity::server::Caller;
    use crate::kernel::PageRequest;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    use crate::products::server::service;
    let permit = permit(Caller::current().administrator())?;
    answer(service::admin_products(&current()?, &permit, &query, PageRequest::new(page, PAGE_SIZE)).await)
}

/// A product to edit.
#[server(prefix = "/api/private", endpoint = "admin/product", input = GetUrl, output = AsJson)]
pub async fn admin_get_product(
    /// Its id.
    id: String,
) -> Result<AdminProduct, ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    use crate::products::server::service;
    let permit = permit(Caller::current().administrator())?;
    answer(service::admin_product(&current()?, &permit, &id.into()).await)
}

/// What the form of a new product offers.
#[server(prefix = "/api/private", endpoint = "admin/product-choices", input = GetUrl, output = AsJson)]
pub async fn admin_get_choices() -> Result<ProductChoices, ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    use crate::products::server::service;
    let permit = permit(Caller::current().administrator())?;
    answer(service::choices(&current()?, &permit).await)
}

/// What a subscription in somebody's name can be to.
#[server(prefix = "/api/private", endpoint = "admin/subscription-scopes", input = GetUrl, output = AsJson)]
pub async fn admin_get_scopes() -> Result<ScopeChoices, ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    use crate::products::server::service;
    let permit = permit(Caller::current().administrator())?;
    answer(service::scopes(&current()?, &permit).await)
}

/// All products for the form of an API, and the ids of those that have the API `api` of this slug; empty for a new one.
#[server(prefix = "/api/private", endpoint = "admin/products-of-api", input = GetUrl, output = AsJson)]
pub async fn admin_products_of(
    /// The API's slug.
    api: String,
) -> Result<Vec<(ProductSummary, bool)>, ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    use crate::products::server::service;
    let permit = permit(Caller::current().administrator())?;
    answer(service::products_for_api(&current()?, &permit, &api).await)
}

/// A page of everybody's subscriptions.
#[server(prefix = "/api/private", endpoint = "admin/subscriptions", input = GetUrl, output = AsJson)]
pub async fn admin_list_subscriptions(
    /// What the list is narrowed to.
    filter: SubscriptionFilter,
    /// The page, from 1.
    page: u32,
) -> Result<SubscriptionPage, ApiError> {
    use crate::identity::server::Caller;
    use crate::kernel::PageRequest;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    use crate::products::server::service;
    let permit = permit(Caller::current().administrator())?;
    let page = PageRequest::new(page, PAGE_SIZE);
    answer(service::admin_subscriptions(&current()?, &permit, &filter, page).await)
}
