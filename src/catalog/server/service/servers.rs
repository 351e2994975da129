//! The servers that calls of an operation may go to.

use sqlx::SqliteConnection;

use super::operations::current;
use super::owners::changeable;
use crate::catalog::model::{Api, OfferedServer, Operation};
use crate::catalog::server::store;
use crate::catalog::servers::offered;
use crate::identity::server::Publisher;
use crate::kernel::ids::ApiId;
use crate::openapi::model::Server;
use crate::platform::{AppError, AppState};

/// The servers that a call of `operation` of `api` may go to; the first one is where it goes unless it names another. There
/// is at least one. Which numbers they have does not change while the operation has its id and its API its address.
///
/// # Errors
/// When the database fails.
pub async fn servers_for_call(
    state: &AppState,
    api: &Api,
    operation: &Operation,
) -> Result<Vec<OfferedServer>, AppError> {
    servers_of(&mut *state.db.reader().acquire().await?, api, operation).await
}

pub(super) async fn servers_of(
    db: &mut SqliteConnection,
    api: &Api,
    operation: &Operation,
) -> Result<Vec<OfferedServer>, AppError> {
    let of_api = store::revisions::servers_around(db, &operation.id).await?;
    let of_api = of_api.and_then(|servers| serde_json::from_str(&servers).ok()).unwrap_or_default();
    Ok(servers_among(api, of_api, &operation.input.documented.servers))
}

/// The servers that calls of `api` may go to whose document, if there is one, names `of_api` for all operations and `own` for
/// one of them.
pub(super) fn servers_among(api: &Api, of_api: Vec<Server>, own: &[Server]) -> Vec<OfferedServer> {
    let of_api = if of_api.is_empty() { &api.input.servers } else { &of_api };
    offered(&api.input.service_url, of_api, own)
}

/// Whether the document of what `api` shows names servers, so that the publisher's form does not.
///
/// # Errors
/// When the database fails.
pub async fn are_servers_documented(state: &AppState, permit: &Publisher, api: &ApiId) -> Result<bool, AppError> {
    let mut db = state.db.reader().acquire().await?;
    changeable(&mut db, permit, api).await?;
    let revision = current(&mut db, api).await?;
    store::revisions::has_servers(&mut *db, &revision).await
}
