//! What APIs are called, for rooms that know their ids only.

use std::collections::HashSet;

use crate::catalog::server::store::apis;
use crate::kernel::ids::ApiId;
use crate::platform::{AppError, AppState};

/// The slug and the name of each of these APIs that is there. Whether somebody may see them is up to who asks.
///
/// # Errors
/// When the database cannot be read.
pub async fn api_slugs(state: &AppState, ids: HashSet<ApiId>) -> Result<Vec<(ApiId, String, String)>, AppError> {
    if ids.is_empty() { Ok(Vec::new()) } else { apis::list_names(state.db.reader(), &ids).await }
}
