//! `GET /api/v1/search`

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::catalog::model::{self, FoundKind};
use crate::catalog::server::service;
use crate::platform::AppState;
use crate::rest::http::{Answer, Arguments, OptionalAccess, ok};

/// How many results are given when `limit` does not say.
const LIMIT: u32 = 20;
/// The most results that are given.
const MOST: u32 = 100;
/// The most characters of a text that is looked for.
const QUERY: usize = 200;

/// What a search found, best first.
#[derive(Serialize, ToSchema)]
pub(super) struct SearchResults {
    results: Vec<Found>,
    /// How many there are.
    total: u64,
    /// Whether there are more than `total`: nobody counts further.
    more: bool,
}

/// One result of a search.
#[derive(Serialize, ToSchema)]
struct Found {
    #[schema(value_type = String, pattern = "^(api|operation|schema)$")]
    kind: FoundKind,
    /// What readers call it.
    title: String,
    /// An operation's verb; else empty.
    method: String,
    /// An operation's URL template; else empty.
    path: String,
    /// The title of the API that it belongs to.
    api: String,
    /// The address of its page.
    href: String,
}

impl From<model::Found> for Found {
    fn from(it: model::Found) -> Self {
        Self { kind: it.kind, title: it.title, method: it.method, path: it.path, api: it.api, href: it.href }
    }
}

/// Finds APIs, operations and schemas among what is published for everybody, or what the token's owner may see.
#[utoipa::path(
    get, path = "/api/v1/search", operation_id = "search", tag = "Search", security((), ("token" = ["read"])),
    params(
        ("q" = Option<String>, Query, description = "What is looked for; nothing is found without it", max_length = 200),
        ("limit" = Option<u32>, Query, description = "How many results at most", minimum = 1, maximum = 100)),
    responses((status = 200, description = "The best results", body = SearchResults)),
)]
pub(super) async fn search(State(state): State<AppState>, access: OptionalAccess, arguments: Arguments) -> Answer {
    let query = arguments.text("q", QUERY)?.unwrap_or_default();
    let limit = arguments.number("limit", MOST)?.unwrap_or(LIMIT);
    let found = service::search(&state, access.caller(), query, limit).await?;
    let results = found.results.into_iter().map(Found::from).collect();
    Ok(ok(&SearchResults { results, total: found.total, more: found.more }))
}
