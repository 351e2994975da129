//! The tables `apis` and `api_tags`.

use std::collections::HashSet;

use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use super::{Sight, contains, groups};
use crate::catalog::model::{Api, ApiInput, Scheme, VersionScheme, Visibility};
use crate::kernel::ids::ApiId;
use crate::kernel::{PageRequest, Timestamp};
use crate::platform::AppError;

/// Which APIs a list shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// Folded words that must occur.
    pub query: String,
    /// A tag that it must have; empty for any.
    pub tag: String,
    /// A product that it must be in, and that is seen; empty for any.
    pub product: String,
    /// What of the catalog is shown.
    pub sight: Sight,
}

/// A row of a list.
#[derive(Debug, FromRow)]
pub(crate) struct Listed {
    pub id: String,
    pub slug: String,
    pub name: String,
    pub display_name: String,
    pub description: String,
    pub version: String,
    pub published: bool,
    pub operations: i64,
}

#[derive(FromRow)]
struct Row {
    id: String,
    slug: String,
    name: String,
    display_name: String,
    description: String,
    service_url: String,
    servers: String,
    suffix: String,
    scheme: String,
    version: String,
    version_scheme: String,
    version_parameter: String,
    subscription_required: bool,
    key_header: String,
    key_query: String,
    published: bool,
    for_guests: bool,
    for_developers: bool,
    groups: String,
    revision: i64,
    updated_at: i64,
}

impl Row {
    fn into_api(self, tags: Vec<String>) -> Api {
        Api {
            id: self.id.into(),
            revision: self.revision,
            updated_at: Timestamp(self.updated_at),
            input: ApiInput {
                name: self.name,
                display_name: self.display_name,
                slug: self.slug,
                description: self.description,
                service_url: self.service_url,
                servers: serde_json::from_str(&self.servers).unwrap_or_default(),
                suffix: self.suffix,
                scheme: Scheme::parse(&self.scheme).unwrap_or_default(),
                tags,
                version: self.version,
                version_scheme: VersionScheme::parse(&self.version_scheme).unwrap_or_default(),
                version_parameter: self.version_parameter,
                subscription_required: self.subscription_required,
                key_header: self.key_header,
                key_query: self.key_query,
                published: self.published,
                visibility: Visibility {
                    guests: self.for_guests,
                    developers: self.for_developers,
                    groups: serde_json::from_str(&self.groups).unwrap_or_default(),
                },
            },
        }
    }
}

/// An API that is shown, with the groups that see it.
macro_rules! whole {
    ($where:literal) => {
        concat!(
            "SELECT *, (SELECT json_group_array(group_id) FROM api_groups WHERE api_id = apis.id) AS groups
             FROM apis WHERE current_revision IS NOT NULL AND ",
            $where
        )
    };
}

/// The API with this slug.
pub(crate) async fn find_by_slug(db: &mut SqliteConnection, slug: &str) -> Result<Option<Api>, AppError> {
    let row: Option<Row> = sqlx::query_as(whole!("slug = $1")).bind(slug).fetch_optional(&mut *db).await?;
    with_tags(db, row).await
}

/// The API with this id.
pub(crate) async fn find(db: &mut SqliteConnection, id: &ApiId) -> Result<Option<Api>, AppError> {
    let row: Option<Row> = sqlx::query_as(whole!("id = $1")).bind(id.as_str()).fetch_optional(&mut *db).await?;
    with_tags(db, row).await
}

async fn with_tags(db: &mut SqliteConnection, row: Option<Row>) -> Result<Option<Api>, AppError> {
    let Some(row) = row else { return Ok(None) };
    let tags = list_tags(db, &row.id).await?;
    Ok(Some(row.into_api(tags)))
}

/// An API's tags in the publisher's order.
pub(crate) async fn list_tags(db: impl SqliteExecutor<'_>, api: &str) -> Result<Vec<String>, AppError> {
    Ok(sqlx::query_scalar("SELECT tag FROM api_tags WHERE api_id = $1 ORDER BY position")
        .bind(api)
        .fetch_all(db)
        .await?)
}

/// What no other API may have: its suffix, and its version where calls name one.
fn claim(api: &ApiInput) -> String {
    match api.version_scheme {
        VersionScheme::None => api.suffix.clone(),
        _ => format!("{};{}", api.suffix, api.version.to_ascii_lowercase()),
    }
}

fn servers(api: &ApiInput) -> Result<String, AppError> {
    serde_json::to_string(&api.servers).map_err(|error| AppError::Unexpected(error.to_string()))
}

/// The rows that a [`Filter`] leaves.
macro_rules! listed {
    () => {
        concat!(
            "FROM apis WHERE current_revision IS NOT NULL AND ",
            seen!("apis"),
            " AND search_text LIKE $4 ESCAPE '\\' AND ($5 = '' OR id IN (SELECT api_id FROM api_tags WHERE tag = $5)) \
             AND ($6 = '' OR id IN (SELECT api_id FROM product_apis JOIN products p ON p.id = product_id WHERE p.id = $6 \
                 AND ($1 OR (p.published AND (p.for_guests OR (p.for_developers AND $2) OR p.id IN \
                     (SELECT product_id FROM product_groups WHERE group_id IN (SELECT value FROM json_each($3))))))))"
        )
    };
}

/// One page of the list of APIs, by title.
pub(crate) async fn list(
    db: impl SqliteExecutor<'_>,
    filter: &Filter,
    page: PageRequest,
) -> Result<Vec<Listed>, AppError> {
    Ok(sqlx::query_as(concat!(
        "SELECT id, slug, name, display_name, description, version, published,
             (SELECT count(*) FROM operations WHERE api_revision = current_revision) AS operations ",
        listed!(),
        " ORDER BY lower(CASE display_name WHEN '' THEN name ELSE display_name END), id
         LIMIT $7 OFFSET $8"
    ))
    .bind(filter.sight.everything)
    .bind(filter.sight.signed_in)
    .bind(groups(&filter.sight.groups)?)
    .bind(contains(&filter.query))
    .bind(&filter.tag)
    .bind(&filter.product)
    .bind(i64::from(page.size))
    .bind(page.offset())
    .fetch_all(db)
    .await?)
}

/// How many APIs the whole list has.
pub(crate) async fn count(db: impl SqliteExecutor<'_>, filter: &Filter) -> Result<u64, AppError> {
    let count: i64 = sqlx::query_scalar(concat!("SELECT count(*) ", listed!()))
        .bind(filter.sight.everything)
        .bind(filter.sight.signed_in)
        .bind(groups(&filter.sight.groups)?)
        .bind(contains(&filter.query))
        .bind(&filter.tag)
        .bind(&filter.product)
        .fetch_one(db)
        .await?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// Adds an API.
pub(crate) async fn insert(db: &mut SqliteConnection, api: &Api, search_text: &str) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO apis (id, slug, name, display_name, description, service_url, suffix, scheme, version, published,
             search_text, revision, created_at, updated_at, version_scheme, version_parameter, claim, servers,
             for_guests, for_developers, subscription_required, key_header, key_query)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
    )
    .bind(api.id.as_str())
    .bind(&api.input.slug)
    .bind(&api.input.name)
    .bind(&api.input.display_name)
    .bind(&api.input.description)
    .bind(&api.input.service_url)
    .bind(&api.input.suffix)
    .bind(api.input.scheme.as_str())
    .bind(&api.input.version)
    .bind(api.input.published)
    .bind(search_text)
    .bind(api.revision)
    .bind(api.updated_at.0)
    .bind(api.input.version_scheme.as_str())
    .bind(&api.input.version_parameter)
    .bind(claim(&api.input))
    .bind(servers(&api.input)?)
    .bind(api.input.visibility.guests)
    .bind(api.input.visibility.developers)
    .bind(api.input.subscription_required)
    .bind(&api.input.key_header)
    .bind(&api.input.key_query)
    .execute(&mut *db)
    .await?;
    replace_groups(db, api).await?;
    replace_tags(db, api).await
}

/// Saves an API over the revision before its own; `false` when that revision is not there any more.
pub(crate) async fn update(db: &mut SqliteConnection, api: &Api, search_text: &str) -> Result<bool, AppError> {
    let written = sqlx::query(
        "UPDATE apis SET slug = $2, name = $3, display_name = $4, description = $5, service_url = $6, suffix = $7,
             scheme = $8, version = $9, published = $10, search_text = $11, revision = $12, updated_at = $13,
             version_scheme = $14, version_parameter = $15, claim = $16, servers = $17, for_guests = $18,
             for_developers = $19, subscription_required = $20, key_header = $21, key_query = $22
         WHERE id = $1 AND revision = $12 - 1",
    )
    .bind(api.id.as_str())
    .bind(&api.input.slug)
    .bind(&api.input.name)
    .bind(&api.input.display_name)
    .bind(&api.input.description)
    .bind(&api.input.service_url)
    .bind(&api.input.suffix)
    .bind(api.input.scheme.as_str())
    .bind(&api.input.version)
    .bind(api.input.published)
    .bind(search_text)
    .bind(api.revision)
    .bind(api.updated_at.0)
    .bind(api.input.version_scheme.as_str())
    .bind(&api.input.version_parameter)
    .bind(claim(&api.input))
    .bind(servers(&api.input)?)
    .bind(api.input.visibility.guests)
    .bind(api.input.visibility.developers)
    .bind(api.input.subscription_required)
    .bind(&api.input.key_header)
    .bind(&api.input.key_query)
    .execute(&mut *db)
    .await?;
    if written.rows_affected() != 1 {
        return Ok(false);
    }
    replace_groups(db, api).await?;
    replace_tags(db, api).await?;
    Ok(true)
}

/// Lets exactly these groups see the API; those that are gone meanwhile are left out.
async fn replace_groups(db: &mut SqliteConnection, api: &Api) -> Result<(), AppError> {
    sqlx::query("DELETE FROM api_groups WHERE api_id = $1").bind(api.id.as_str()).execute(&mut *db).await?;
    sqlx::query(
        "INSERT INTO api_groups (api_id, group_id)
         SELECT $1, id FROM user_groups WHERE id IN (SELECT value FROM json_each($2))",
    )
    .bind(api.id.as_str())
    .bind(groups(&api.input.visibility.groups)?)
    .execute(db)
    .await?;
    Ok(())
}

async fn replace_tags(db: &mut SqliteConnection, api: &Api) -> Result<(), AppError> {
    sqlx::query("DELETE FROM api_tags WHERE api_id = $1").bind(api.id.as_str()).execute(&mut *db).await?;
    for (position, tag) in (0_i64..).zip(&api.input.tags) {
        sqlx::query("INSERT INTO api_tags (api_id, position, tag) VALUES ($1, $2, $3)")
            .bind(api.id.as_str())
            .bind(position)
            .bind(tag)
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

/// Removes an API with its operations; `false` when there is none.
pub(crate) async fn delete(db: impl SqliteExecutor<'_>, id: &ApiId) -> Result<bool, AppError> {
    let written = sqlx::query("DELETE FROM apis WHERE id = $1").bind(id.as_str()).execute(db).await?;
    Ok(written.rows_affected() == 1)
}

/// Id, slug and shown name of these APIs.
pub(crate) async fn list_names(
    db: impl SqliteExecutor<'_>,
    ids: &HashSet<ApiId>,
) -> Result<Vec<(ApiId, String, String)>, AppError> {
    let ids = serde_json::to_string(ids).map_err(|error| AppError::Unexpected(error.to_string()))?;
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT id, slug, CASE display_name WHEN '' THEN name ELSE display_name END FROM apis \
         WHERE id IN (SELECT value FROM json_each($1))",
    )
    .bind(ids)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|(id, slug, name)| (id.into(), slug, name)).collect())
}
