//! Reading products: what is published for everybody, drafts for those who see everything.

use super::sight;
use crate::catalog::server::service as catalog;
use crate::identity::server::groups::service::names;
use crate::identity::server::{Administrator, Caller};
use crate::kernel::fold::fold;
use crate::kernel::ids::{ApiId, ProductId};
use crate::kernel::{ApiError, Page, PageRequest};
use crate::platform::{AppError, AppState};
use crate::products::model::{
    AdminProduct, Product, ProductChoices, ProductDetails, ProductPage, ProductSummary, ScopeChoices, Visibility,
};
use crate::products::server::store::products::{self as store, Filter};
use crate::products::server::store::{Sight, subscriptions};

/// How long the beginning of a description is in lists, in characters.
const SUMMARY: usize = 240;

/// A page of the products that the caller sees.
///
/// # Errors
/// When the database fails.
pub async fn products(
    state: &AppState,
    caller: &Caller,
    query: &str,
    page: PageRequest,
) -> Result<ProductPage, AppError> {
    list(state, &Filter { sight: sight(caller), query: fold(query), api: String::new() }, page).await
}

/// A page of all products.
///
/// # Errors
/// When the database fails.
pub async fn admin_products(
    state: &AppState,
    _: &Administrator,
    query: &str,
    page: PageRequest,
) -> Result<ProductPage, AppError> {
    list(state, &Filter { sight: everything(), query: fold(query), api: String::new() }, page).await
}

/// The products with the API at `address` that the caller sees.
///
/// # Errors
/// `NotFound` when there is no such API, or the caller may not see it.
pub async fn products_of_api(
    state: &AppState,
    caller: &Caller,
    address: &str,
) -> Result<Vec<ProductSummary>, AppError> {
    let api = catalog::api_by_slug(state, caller, address).await?.api.id.to_string();
    let filter = Filter { sight: sight(caller), query: String::new(), api };
    Ok(list(state, &filter, PageRequest::new(1, PageRequest::LARGEST)).await?.items)
}

/// All products, and whether the API with this slug is in them; it is in none where the slug is empty.
///
/// # Errors
/// `NotFound` when there is no such API.
pub async fn products_for_api(
    state: &AppState,
    permit: &Administrator,
    slug: &str,
) -> Result<Vec<(ProductSummary, bool)>, AppError> {
    let api: Option<ApiId> = match slug {
        "" => None,
        slug => Some(catalog::admin_api_by_slug(state, permit, slug).await?.id),
    };
    let with = |product: Product| {
        let is_in = api.as_ref().is_some_and(|api| product.input.apis.contains(api));
        (summary(product), is_in)
    };
    Ok(all_products(state, permit).await?.into_iter().map(with).collect())
}

/// The first products that the caller sees and that `query` occurs in; none without a query.
///
/// # Errors
/// When the database fails.
pub async fn search(
    state: &AppState,
    caller: &Caller,
    query: &str,
    most: u32,
) -> Result<Vec<ProductSummary>, AppError> {
    if query.trim().is_empty() {
        return Ok(Vec::new());
    }
    Ok(products(state, caller, query, PageRequest::new(1, most)).await?.items)
}

/// Whether the caller sees any product.
///
/// # Errors
/// When the database fails.
pub async fn has_products(state: &AppState, caller: &Caller) -> Result<bool, AppError> {
    let filter = Filter { sight: sight(caller), ..Filter::default() };
    Ok(store::count(state.db.reader(), &filter).await? > 0)
}

async fn list(state: &AppState, filter: &Filter, page: PageRequest) -> Result<ProductPage, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let total = store::count(&mut *db, filter).await?;
    let items = store::list(&mut db, filter, page).await?.into_iter().map(summary).collect();
    Ok(Page { items, total, request: page })
}

fn summary(product: Product) -> ProductSummary {
    let input = product.input;
    ProductSummary {
        summary: catalog::plain_beginning(&input.description, SUMMARY),
        id: input.id,
        name: input.name,
        published: input.published,
        requires_subscription: input.requires_subscription,
        requires_approval: input.requires_approval,
        tiers: input.tiers,
        apis: u64::try_from(input.apis.len()).unwrap_or_default(),
    }
}

/// A product that the caller sees. Which groups see it, and its APIs, only those are told who see everything.
///
/// # Errors
/// `NotFound` when there is none, or the caller may not see it.
pub async fn find_product(state: &AppState, caller: &Caller, id: &ProductId) -> Result<Product, AppError> {
    let product = store::find(&mut *state.db.reader().acquire().await?, id).await?;
    Ok(product.filter(|product| may_see(caller, product)).ok_or(ApiError::NotFound)?)
}

/// What the page of a product that the caller sees shows.
///
/// # Errors
/// `NotFound` when there is none, or the caller may not see it.
pub async fn product(state: &AppState, caller: &Caller, id: &ProductId) -> Result<ProductDetails, AppError> {
    let mut product = find_product(state, caller, id).await?;
    let own = match caller.signed_in() {
        Some(user) => {
            let (_, held) = subscriptions::count_own(state.db.reader(), &user.id, id, state.clock.now()).await?;
            Some(held)
        }
        None => None,
    };
    let apis = catalog::titles(state, caller, &product.input.apis).await?;
    let description = catalog::markdown(&product.input.description);
    let terms = catalog::markdown(&product.input.terms);
    product.input.description.clear();
    product.input.terms.clear();
    product.input.apis.clear();
    product.input.visibility = Visibility::default();
    let apis = apis.into_iter().map(|api| (api.slug, api.title)).collect();
    Ok(ProductDetails { product, description, terms, apis, own })
}

/// A product to edit.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn admin_product(state: &AppState, permit: &Administrator, id: &ProductId) -> Result<AdminProduct, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let product = store::find(&mut db, id).await?.ok_or(ApiError::NotFound)?;
    let filter = subscriptions::Filter {
        owner: String::new(),
        person: String::new(),
        product: id.to_string(),
        state: String::new(),
        now: state.clock.now(),
    };
    let subscriptions = subscriptions::count(&mut *db, &filter).await?;
    drop(db);
    Ok(AdminProduct { product, subscriptions, choices: choices(state, permit).await? })
}

/// What the form of a product offers.
///
/// # Errors
/// When the database fails.
pub async fn choices(state: &AppState, permit: &Administrator) -> Result<ProductChoices, AppError> {
    let apis = catalog::all_titles(state, permit).await?.into_iter().map(|api| (api.id, api.title)).collect();
    Ok(ProductChoices { apis, groups: names(state, permit).await? })
}

/// All products with all that is said of them, by name.
///
/// # Errors
/// When the database fails.
pub async fn all_products(state: &AppState, _: &Administrator) -> Result<Vec<Product>, AppError> {
    let filter = Filter { sight: everything(), ..Filter::default() };
    let mut db = state.db.reader().acquire().await?;
    let mut all = Vec::new();
    for number in 1.. {
        let page = PageRequest::new(number, PageRequest::LARGEST);
        let found = store::list(&mut db, &filter, page).await?;
        let is_last = found.len() < usize::try_from(page.size).unwrap_or_default();
        all.extend(found);
        if is_last {
            break;
        }
    }
    Ok(all)
}

/// What a subscription in somebody's name can be to.
///
/// # Errors
/// When the database fails.
pub async fn scopes(state: &AppState, permit: &Administrator) -> Result<ScopeChoices, AppError> {
    let tiers = all_products(state, permit).await?.into_iter().flat_map(|Product { input, .. }| {
        let (product, name) = (input.id, input.name);
        input.tiers.into_iter().filter_map(move |tier| {
            let text = format!("{name} – {}", tier.name);
            Some((product.clone(), tier.id?, text))
        })
    });
    let apis = catalog::all_titles(state, permit).await?.into_iter().map(|api| (api.slug, api.title)).collect();
    Ok(ScopeChoices { tiers: tiers.collect(), apis })
}

fn everything() -> Sight {
    Sight { everything: true, ..Sight::default() }
}

/// Whether `caller` sees a product: what the lists' SQL says of many, of one.
pub(super) fn may_see(caller: &Caller, product: &Product) -> bool {
    let visibility = &product.input.visibility;
    let is_for_them = visibility.guests
        || (visibility.developers && caller.signed_in().is_some())
        || visibility.groups.iter().any(|group| caller.groups().contains(group));
    caller.sees_everything() || (product.input.published && is_for_them)
}
