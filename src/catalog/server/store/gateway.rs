//! APIs and operations as the gateway reads them: narrow rows, for there may be 100,000.

use std::collections::HashMap;

use futures_util::TryStreamExt as _;
use sqlx::{FromRow, SqliteConnection};

use crate::catalog::model::{Scheme, VersionScheme};
use crate::kernel::ids::ApiId;
use crate::platform::AppError;

/// An API as the gateway sees it, at the revision that it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayApi {
    /// Its id.
    pub id: ApiId,
    /// Its part of portal addresses.
    pub slug: String,
    /// The first segments of the path that clients call.
    pub suffix: String,
    /// Over which schemes clients may call it.
    pub scheme: Scheme,
    /// Its label; empty for the version that calls mean which name none.
    pub version: String,
    /// How calls name the version.
    pub version_scheme: VersionScheme,
    /// The header or query parameter that names it.
    pub version_parameter: String,
    /// Where calls go.
    pub service_url: String,
    /// Whether anybody may call it.
    pub published: bool,
    /// Whether calls need a subscription's key.
    pub subscription_required: bool,
    /// The header in which the key comes.
    pub key_header: String,
    /// The query parameter in which it comes otherwise.
    pub key_query: String,
    /// In the publisher's order.
    pub operations: Vec<GatewayOperation>,
}

/// An operation as the gateway sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayOperation {
    /// Its part of portal addresses.
    pub slug: String,
    /// The HTTP verb, in upper case.
    pub verb: String,
    /// The URL template.
    pub template: String,
}

#[derive(FromRow)]
struct Row {
    id: String,
    slug: String,
    suffix: String,
    scheme: String,
    version: String,
    version_scheme: String,
    version_parameter: String,
    service_url: String,
    published: bool,
    subscription_required: bool,
    key_header: String,
    key_query: String,
}

impl From<Row> for GatewayApi {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            slug: row.slug,
            suffix: row.suffix,
            scheme: Scheme::parse(&row.scheme).unwrap_or_default(),
            version: row.version,
            version_scheme: VersionScheme::parse(&row.version_scheme).unwrap_or_default(),
            version_parameter: row.version_parameter,
            service_url: row.service_url,
            published: row.published,
            subscription_required: row.subscription_required,
            key_header: row.key_header,
            key_query: row.key_query,
            operations: Vec::new(),
        }
    }
}

macro_rules! apis {
    ($more:literal) => {
        concat!(
            "SELECT id, slug, suffix, scheme, version, version_scheme, version_parameter, service_url, published,
                 subscription_required, key_header, key_query
             FROM apis WHERE current_revision IS NOT NULL ",
            $more
        )
    };
}

/// All of them that are shown.
pub(crate) async fn all_apis(db: &mut SqliteConnection) -> Result<Vec<GatewayApi>, AppError> {
    let rows: Vec<Row> = sqlx::query_as(apis!("ORDER BY id")).fetch_all(&mut *db).await?;
    let mut apis: Vec<GatewayApi> = rows.into_iter().map(GatewayApi::from).collect();
    let places: HashMap<String, usize> = apis.iter().enumerate().map(|(at, api)| (api.id.to_string(), at)).collect();
    let mut operations = sqlx::query_as::<_, (String, String, String, String)>(
        "SELECT o.api_id, o.slug, o.verb, o.url_template
         FROM apis a JOIN operations o ON o.api_revision = a.current_revision
         ORDER BY o.api_revision, o.position, o.id",
    )
    .fetch(&mut *db);
    while let Some((api, slug, verb, template)) = operations.try_next().await? {
        if let Some(api) = places.get(&api).and_then(|at| apis.get_mut(*at)) {
            api.operations.push(GatewayOperation { slug, verb, template });
        }
    }
    Ok(apis)
}

/// The one with this id.
pub(crate) async fn api(db: &mut SqliteConnection, id: &ApiId) -> Result<Option<GatewayApi>, AppError> {
    let row: Option<Row> = sqlx::query_as(apis!("AND id = $1")).bind(id.as_str()).fetch_optional(&mut *db).await?;
    let Some(row) = row else { return Ok(None) };
    let operations: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT o.slug, o.verb, o.url_template
         FROM apis a JOIN operations o ON o.api_revision = a.current_revision
         WHERE a.id = $1 ORDER BY o.position, o.id",
    )
    .bind(id.as_str())
    .fetch_all(&mut *db)
    .await?;
    let operations =
        operations.into_iter().map(|(slug, verb, template)| GatewayOperation { slug, verb, template }).collect();
    Ok(Some(GatewayApi { operations, ..row.into() }))
}
