//! Making, changing and removing products.

use sqlx::SqliteConnection;

use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::catalog::server::service as catalog;
use crate::identity::server::Administrator;
use crate::kernel::fold::fold;
use crate::kernel::ids::{ProductId, TierId};
use crate::kernel::{ApiError, Message};
use crate::platform::{AppError, AppState};
use crate::products::model::{Product, ProductInput, Tier};
use crate::products::rules::{check_product, is_same_name, tidy_product};
use crate::products::server::store::{products as store, subscriptions};

/// Makes a product.
///
/// # Errors
/// `Invalid` names the fields that cannot be accepted.
pub async fn create_product(
    state: &AppState,
    permit: &Administrator,
    input: ProductInput,
) -> Result<Product, AppError> {
    let mut product = Product { revision: 1, updated_at: state.clock.now(), input: accept(input)? };
    let mut transaction = state.db.write().await?;
    if !store::insert(&mut transaction, &product, &search_text(&product.input)).await? {
        return Err(ApiError::field("id", Message::Taken).into());
    }
    save_parts(state, &mut transaction, &mut product.input, &[]).await?;
    let made = entry(Action::ProductCreate, &product.input).created(&product.input);
    record(state, &mut transaction, permit.actor(), made).await?;
    transaction.commit().await?;
    tracing::info!(product = %product.input.id, "product {} made", product.input.id);
    Ok(product)
}

/// Saves a product that was read at `revision`; its id stays. A tier is the one that has its id, or else its name; what is
/// not among them any more is removed.
///
/// # Errors
/// `NotFound` when it is gone, `Conflict` when somebody saved it since, `Invalid` names the fields that cannot be accepted,
/// also at `tiers` when a tier is to go that has subscriptions.
pub async fn update_product(
    state: &AppState,
    permit: &Administrator,
    id: &ProductId,
    revision: i64,
    input: ProductInput,
) -> Result<Product, AppError> {
    let input = accept(ProductInput { id: id.clone(), ..input })?;
    let mut transaction = state.db.write().await?;
    let before = store::find(&mut transaction, id).await?.ok_or(ApiError::NotFound)?;
    let mut product = Product { revision: revision.saturating_add(1), updated_at: state.clock.now(), input };
    if !store::update(&mut transaction, &product, &search_text(&product.input)).await? {
        return Err(ApiError::Conflict.into());
    }
    save_parts(state, &mut transaction, &mut product.input, &before.input.tiers).await?;
    let changes = entry(Action::ProductUpdate, &product.input).changed(&before.input, &product.input);
    record(state, &mut transaction, permit.actor(), changes).await?;
    transaction.commit().await?;
    Ok(product)
}

/// Removes a product with all subscriptions to it.
///
/// # Errors
/// `NotFound` when it is gone already.
pub async fn delete_product(state: &AppState, permit: &Administrator, id: &ProductId) -> Result<(), AppError> {
    delete_product_if(state, permit, id, |_| true).await
}

/// Removes a product with all subscriptions to it, if it still is as somebody has seen it.
///
/// # Errors
/// As [`delete_product`]; `Conflict` when it is not.
pub async fn delete_product_if(
    state: &AppState,
    permit: &Administrator,
    id: &ProductId,
    is_as_seen: impl FnOnce(&Product) -> bool + Send,
) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    let product = store::find(&mut transaction, id).await?.ok_or(ApiError::NotFound)?;
    if !is_as_seen(&product) {
        return Err(ApiError::Conflict.into());
    }
    if !store::delete(&mut *transaction, id).await? {
        return Err(ApiError::NotFound.into());
    }
    let removed = entry(Action::ProductDelete, &product.input).removed(&product.input);
    record(state, &mut transaction, permit.actor(), removed).await?;
    transaction.commit().await?;
    tracing::info!(product = %id, "product {id} removed");
    Ok(())
}

/// Whether there are the products `ids`.
///
/// # Errors
/// `Invalid` at `product` for the first that there is not.
pub async fn known(state: &AppState, _: &Administrator, ids: &[ProductId]) -> Result<(), AppError> {
    let mut db = state.db.reader().acquire().await?;
    for id in ids {
        existing(&mut db, id).await?;
    }
    Ok(())
}

/// Puts the API with this slug into the product `id`. Where it is in it already, nothing happens.
///
/// # Errors
/// `Invalid` at `product` when there is no such product; `NotFound` when there is no such API.
pub async fn put_api(state: &AppState, permit: &Administrator, id: &ProductId, slug: &str) -> Result<(), AppError> {
    let api = catalog::admin_api_by_slug(state, permit, slug).await?.id;
    let mut transaction = state.db.write().await?;
    let product = existing(&mut transaction, id).await?;
    if !store::insert_api(&mut transaction, id, &api).await? {
        return Ok(());
    }
    store::touch(&mut transaction, id, state.clock.now()).await?;
    let put = entry(Action::ProductUpdate, &product.input).with("api", slug);
    record(state, &mut transaction, permit.actor(), put).await?;
    Ok(transaction.commit().await?)
}

/// The product `id`, which somebody has named in the field `product`.
pub(super) async fn existing(db: &mut SqliteConnection, id: &ProductId) -> Result<Product, AppError> {
    let missing = || ApiError::field("product", Message::NoSuchProduct { id: id.to_string() });
    Ok(store::find(db, id).await?.ok_or_else(missing)?)
}

/// Saves groups, APIs and tiers of a product; `before` are the tiers that it had. The tiers get their ids.
async fn save_parts(
    state: &AppState,
    db: &mut SqliteConnection,
    input: &mut ProductInput,
    before: &[Tier],
) -> Result<(), AppError> {
    store::replace_groups(db, input).await?;
    if !store::replace_apis(db, &input.id, &input.apis).await? {
        return Err(ApiError::field("apis", Message::NotUnderstood).into());
    }
    let mut left: Vec<&Tier> = before.iter().collect();
    for (position, tier) in (0_i64..).zip(&mut input.tiers) {
        let known = left.iter().position(|known| tier.id.is_some() && known.id == tier.id);
        let known = known.or_else(|| left.iter().position(|known| is_same_name(&known.name, &tier.name)));
        let id = match known.and_then(|at| left.remove(at).id.clone()) {
            Some(id) => id,
            None => TierId::from(state.rng.id(&state.clock)),
        };
        store::save_tier(db, &input.id, &id, tier, position).await?;
        tier.id = Some(id);
    }
    let first = input.tiers.first().and_then(|tier| tier.id.clone());
    for (tier, first) in left.iter().filter_map(|tier| tier.id.as_ref().zip(first.as_ref())) {
        if !subscriptions::leave_tier(db, tier, first).await? {
            return Err(ApiError::field("tiers", Message::TierInUse).into());
        }
        store::delete_tier(db, tier).await?;
    }
    Ok(())
}

fn accept(input: ProductInput) -> Result<ProductInput, ApiError> {
    let input = tidy_product(input);
    let fields = check_product(&input);
    if fields.is_empty() { Ok(input) } else { Err(ApiError::Invalid { fields }) }
}

fn search_text(input: &ProductInput) -> String {
    fold(&format!("{} {} {}", input.name, input.id, input.description))
}

/// What the audit log says of a product.
fn entry(action: Action, input: &ProductInput) -> Entry {
    Entry::new(action, input.id.as_str(), input.name.as_str())
}
