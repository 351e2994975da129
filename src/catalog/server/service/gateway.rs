//! What the gateway needs to know of APIs: how calls name them and their operations, and where these go.

use std::iter;

use sqlx::SqliteConnection;

use super::loaded::Loaded;
use super::operations::current;
use crate::catalog::model::{Representation, StatusKey};
use crate::catalog::server::documentation::fill_sample;
use crate::catalog::server::schema::Direction;
use crate::catalog::server::store;
use crate::kernel::ids::ApiId;
use crate::platform::{AppError, AppState};

pub use store::gateway::{GatewayApi, GatewayOperation};

/// All APIs that are shown, drafts too.
///
/// # Errors
/// When the database fails.
pub async fn all_apis(db: &mut SqliteConnection) -> Result<Vec<GatewayApi>, AppError> {
    store::gateway::all_apis(db).await
}

/// The API with this id; `None` when there is none, or none that is shown.
///
/// # Errors
/// When the database fails.
pub async fn gateway_api(db: &mut SqliteConnection, id: &ApiId) -> Result<Option<GatewayApi>, AppError> {
    store::gateway::api(db, id).await
}

/// A documented answer of an operation: its content type, and its sample, which may be empty. Of several media types the first,
/// unless `content_type` names one; without a written sample one that is made of the schema.
///
/// # Errors
/// When the database fails.
pub async fn sample(
    state: &AppState,
    api: &ApiId,
    operation: &str,
    status: u16,
    content_type: &str,
) -> Result<(Option<String>, String), AppError> {
    let mut db = state.db.reader().acquire().await?;
    let revision = current(&mut db, api).await?;
    let Some(operation) = store::operations::find_by_slug(&mut *db, &revision, operation).await? else {
        return Ok((None, String::new()));
    };
    let responses = operation.input.responses;
    let documented = responses.into_iter().find(|response| response.status == StatusKey::Code(status));
    let representations = documented.map(|response| response.representations).unwrap_or_default();
    let is_wanted = |known: &Representation| content_type.is_empty() || known.content_type == content_type;
    let Some(mut found) = representations.into_iter().find(is_wanted) else { return Ok((None, String::new())) };
    if found.sample.is_empty() && !found.schema.is_empty() {
        let schemas = Loaded::of(&mut db, &state.schemas, &revision, iter::once(found.schema.as_str())).await?;
        fill_sample(&mut found, Direction::Response, &schemas);
    }
    Ok((Some(found.content_type), found.sample))
}
