//! The tables `products`, `product_apis`, `product_groups` and `product_tiers`.

use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{FromRow, Sqlite, SqliteConnection, SqliteExecutor};

use super::{Sight, json, limit};
use crate::kernel::ids::{ApiId, ProductId, TierId};
use crate::kernel::{PageRequest, Timestamp};
use crate::platform::AppError;
use crate::products::model::{Product, ProductInput, Tier, Visibility};

#[derive(FromRow)]
struct Row {
    id: String,
    name: String,
    description: String,
    terms: String,
    published: bool,
    requires_subscription: bool,
    requires_approval: bool,
    subscription_limit: Option<i64>,
    for_guests: bool,
    for_developers: bool,
    groups: String,
    apis: String,
    revision: i64,
    updated_at: i64,
}

#[derive(FromRow)]
struct TierRow {
    id: String,
    name: String,
    price: String,
    rate_limit: Option<String>,
    quota: Option<String>,
}

impl Row {
    fn into_product(self, tiers: Vec<Tier>) -> Product {
        Product {
            revision: self.revision,
            updated_at: Timestamp(self.updated_at),
            input: ProductInput {
                id: self.id.into(),
                name: self.name,
                description: self.description,
                terms: self.terms,
                published: self.published,
                requires_subscription: self.requires_subscription,
                requires_approval: self.requires_approval,
                subscription_limit: self.subscription_limit.and_then(|most| u32::try_from(most).ok()),
                visibility: Visibility {
                    guests: self.for_guests,
                    developers: self.for_developers,
                    groups: serde_json::from_str(&self.groups).unwrap_or_default(),
                },
                apis: serde_json::from_str(&self.apis).unwrap_or_default(),
                tiers,
            },
        }
    }
}

/// Products `p`, with the groups that see them and their APIs.
macro_rules! whole {
    ($rest:expr) => {
        concat!(
            "SELECT p.id, p.name, p.description, p.terms, p.published, p.requires_subscription, p.requires_approval,
                 p.subscription_limit, p.for_guests, p.for_developers, p.revision, p.updated_at,
                 (SELECT json_group_array(group_id) FROM product_groups WHERE product_id = p.id) AS groups,
                 (SELECT json_group_array(api_id) FROM product_apis WHERE product_id = p.id) AS apis
             FROM products p ",
            $rest
        )
    };
}

/// The products `p` that are seen: the first three arguments of the query are those of a [`Sight`], in the order of its
/// fields. The fourth is what must occur in them, the fifth an API that they must contain; empty for any.
macro_rules! seen {
    () => {
        "WHERE ($1 OR (p.published AND (p.for_guests OR (p.for_developers AND $2) OR p.id IN
             (SELECT product_id FROM product_groups WHERE group_id IN (SELECT value FROM json_each($3))))))
         AND instr(p.search_text, $4) > 0
         AND ($5 = '' OR p.id IN (SELECT product_id FROM product_apis WHERE api_id = $5)) "
    };
}

/// What a list is narrowed to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// What of the products is shown.
    pub(crate) sight: Sight,
    /// Folded text that must occur; empty for any.
    pub(crate) query: String,
    /// The id of an API that must be in it; empty for any.
    pub(crate) api: String,
}

/// A page of the products, by name.
pub(crate) async fn list(
    db: &mut SqliteConnection,
    filter: &Filter,
    page: PageRequest,
) -> Result<Vec<Product>, AppError> {
    let rows: Vec<Row> =
        sqlx::query_as(whole!(concat!(seen!(), "ORDER BY p.name COLLATE NOCASE, p.id LIMIT $6 OFFSET $7")))
            .bind(filter.sight.everything)
            .bind(filter.sight.signed_in)
            .bind(json(&filter.sight.groups)?)
            .bind(&filter.query)
            .bind(&filter.api)
            .bind(i64::from(page.size))
            .bind(page.offset())
            .fetch_all(&mut *db)
            .await?;
    let mut products = Vec::with_capacity(rows.len());
    for row in rows {
        let tiers = list_tiers(&mut *db, &row.id).await?;
        products.push(row.into_product(tiers));
    }
    Ok(products)
}

/// How many products the whole list has.
pub(crate) async fn count(db: impl SqliteExecutor<'_>, filter: &Filter) -> Result<u64, AppError> {
    let count: i64 = sqlx::query_scalar(concat!("SELECT count(*) FROM products p ", seen!()))
        .bind(filter.sight.everything)
        .bind(filter.sight.signed_in)
        .bind(json(&filter.sight.groups)?)
        .bind(&filter.query)
        .bind(&filter.api)
        .fetch_one(db)
        .await?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// The product with this id.
pub(crate) async fn find(db: &mut SqliteConnection, id: &ProductId) -> Result<Option<Product>, AppError> {
    let row: Option<Row> = sqlx::query_as(whole!("WHERE p.id = $1")).bind(id.as_str()).fetch_optional(&mut *db).await?;
    let Some(row) = row else { return Ok(None) };
    let tiers = list_tiers(db, &row.id).await?;
    Ok(Some(row.into_product(tiers)))
}

async fn list_tiers(db: impl SqliteExecutor<'_>, product: &str) -> Result<Vec<Tier>, AppError> {
    let rows: Vec<TierRow> = sqlx::query_as(
        "SELECT id, name, price, rate_limit, quota FROM product_tiers WHERE product_id = $1 ORDER BY position, id",
    )
    .bind(product)
    .fetch_all(db)
    .await?;
    let tier = |row: TierRow| {
        Ok(Tier {
            id: Some(row.id.into()),
            name: row.name,
            price: row.price,
            rate_limit: limit(row.rate_limit.as_deref())?,
            quota: limit(row.quota.as_deref())?,
        })
    };
    rows.into_iter().map(tier).collect()
}

/// Adds a product without its tiers; `false` when there is one with this id.
pub(crate) async fn insert(db: &mut SqliteConnection, product: &Product, search_text: &str) -> Result<bool, AppError> {
    let new = sqlx::query(
        "INSERT INTO products (id, name, description, terms, published, requires_subscription, requires_approval,
             subscription_limit, for_guests, for_developers, search_text, revision, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13) ON CONFLICT (id) DO NOTHING",
    );
    Ok(bound(new, product, search_text).execute(db).await?.rows_affected() == 1)
}

/// Saves a product, without its tiers, over the revision before its own; `false` when that is not there any more.
pub(crate) async fn update(db: &mut SqliteConnection, product: &Product, search_text: &str) -> Result<bool, AppError> {
    let saved = sqlx::query(
        "UPDATE products SET name = $2, description = $3, terms = $4, published = $5, requires_subscription = $6,
             requires_approval = $7, subscription_limit = $8, for_guests = $9, for_developers = $10, search_text = $11,
             revision = $12, updated_at = $13
         WHERE id = $1 AND revision = $12 - 1",
    );
    Ok(bound(saved, product, search_text).execute(db).await?.rows_affected() == 1)
}

/// A statement whose arguments are being bound.
type Statement<'q> = Query<'q, Sqlite, SqliteArguments>;

/// `statement` with all of `product`, in the order of the columns that both writing statements number alike.
fn bound<'q>(statement: Statement<'q>, product: &Product, search_text: &str) -> Statement<'q> {
    let input = &product.input;
    statement
        .bind(input.id.as_str())
        .bind(&input.name)
        .bind(&input.description)
        .bind(&input.terms)
        .bind(input.published)
        .bind(input.requires_subscription)
        .bind(input.requires_approval)
        .bind(input.subscription_limit.map(i64::from))
        .bind(input.visibility.guests)
        .bind(input.visibility.developers)
        .bind(search_text)
        .bind(product.revision)
        .bind(product.updated_at.0)
}

/// Counts a change of what belongs to a product and stands in other tables.
pub(crate) async fn touch(db: &mut SqliteConnection, id: &ProductId, now: Timestamp) -> Result<(), AppError> {
    sqlx::query("UPDATE products SET revision = revision + 1, updated_at = $2 WHERE id = $1")
        .bind(id.as_str())
        .bind(now.0)
        .execute(db)
        .await?;
    Ok(())
}

/// Removes a product with all that belongs to it; `false` when there is none.
pub(crate) async fn delete(db: impl SqliteExecutor<'_>, id: &ProductId) -> Result<bool, AppError> {
    let written = sqlx::query("DELETE FROM products WHERE id = $1").bind(id.as_str()).execute(db).await?;
    Ok(written.rows_affected() == 1)
}

/// Lets exactly these groups see a product; those that are gone meanwhile are left out.
pub(crate) async fn replace_groups(db: &mut SqliteConnection, product: &ProductInput) -> Result<(), AppError> {
    sqlx::query("DELETE FROM product_groups WHERE product_id = $1").bind(product.id.as_str()).execute(&mut *db).await?;
    sqlx::query(
        "INSERT INTO product_groups (product_id, group_id)
         SELECT $1, id FROM user_groups WHERE id IN (SELECT value FROM json_each($2))",
    )
    .bind(product.id.as_str())
    .bind(json(&product.visibility.groups)?)
    .execute(db)
    .await?;
    Ok(())
}

/// Puts exactly these APIs into a product; `false` when one of them is gone.
pub(crate) async fn replace_apis(
    db: &mut SqliteConnection,
    product: &ProductId,
    apis: &[ApiId],
) -> Result<bool, AppError> {
    // What stays is not touched, so that nobody has to read it again.
    let listed = json(apis)?;
    sqlx::query("DELETE FROM product_apis WHERE product_id = $1 AND api_id NOT IN (SELECT value FROM json_each($2))")
        .bind(product.as_str())
        .bind(&listed)
        .execute(&mut *db)
        .await?;
    sqlx::query(
        "INSERT INTO product_apis (product_id, api_id)
         SELECT $1, id FROM apis WHERE id IN (SELECT value FROM json_each($2)) ON CONFLICT DO NOTHING",
    )
    .bind(product.as_str())
    .bind(&listed)
    .execute(&mut *db)
    .await?;
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM product_apis WHERE product_id = $1")
        .bind(product.as_str())
        .fetch_one(db)
        .await?;
    Ok(usize::try_from(count).is_ok_and(|count| count == apis.len()))
}

/// Puts an API into a product; `false` when it is in it already.
pub(crate) async fn insert_api(db: &mut SqliteConnection, product: &ProductId, api: &ApiId) -> Result<bool, AppError> {
    let written = sqlx::query("INSERT INTO product_apis (product_id, api_id) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(product.as_str())
        .bind(api.as_str())
        .execute(db)
        .await?;
    Ok(written.rows_affected() == 1)
}

/// Adds a tier, or saves the one that has its id.
pub(crate) async fn save_tier(
    db: &mut SqliteConnection,
    product: &ProductId,
    id: &TierId,
    tier: &Tier,
    position: i64,
) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO product_tiers (id, product_id, position, name, price, rate_limit, quota)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (id) DO UPDATE SET position = $3, name = $4, price = $5, rate_limit = $6, quota = $7",
    )
    .bind(id.as_str())
    .bind(product.as_str())
    .bind(position)
    .bind(&tier.name)
    .bind(&tier.price)
    .bind(tier.rate_limit.map(|limit| limit.to_string()))
    .bind(tier.quota.map(|quota| quota.to_string()))
    .execute(db)
    .await?;
    Ok(())
}

/// Removes a tier, which nobody's subscription has any more.
pub(crate) async fn delete_tier(db: &mut SqliteConnection, id: &TierId) -> Result<(), AppError> {
    sqlx::query("DELETE FROM product_tiers WHERE id = $1").bind(id.as_str()).execute(db).await?;
    Ok(())
}
