//! What the gateway needs to know of APIs: how calls name them and their operations, and where these go.

use sqlx::SqliteConnection;

use crate::catalog::server::store;
use crate::kernel::ids::ApiId;
use crate::platform::AppError;

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
