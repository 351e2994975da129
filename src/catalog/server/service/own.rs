//! The API of the catalog that is the portal's own.

use super::apis::{accept, add_api, entry};
use super::revision_writer::free_api;
use crate::audit::model::Action;
use crate::audit::server::record;
use crate::catalog::model::{Api, ApiInput};
use crate::catalog::server::store;
use crate::identity::server::Administrator;
use crate::kernel::ids::ApiId;
use crate::platform::{AppError, AppState};

/// The portal's own API, as it was listed last.
#[derive(Clone, Debug)]
pub struct OwnApi {
    /// Its id.
    pub id: ApiId,
    /// The API; `None` when somebody deleted it.
    pub api: Option<Api>,
    /// SHA-256 of the document that it was made of, in hexadecimal digits; empty before it was.
    pub document_hash: String,
    /// Under which address people reached the portal then.
    pub address: String,
}

/// The portal's own API; `None` when it was never listed.
///
/// # Errors
/// When the database fails.
pub async fn own_api(state: &AppState, _: &Administrator) -> Result<Option<OwnApi>, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let Some(own) = store::own::find(&mut *db).await? else { return Ok(None) };
    let id = ApiId::from(own.api_id);
    let api = store::apis::find(&mut db, &id).await?;
    Ok(Some(OwnApi { id, api, document_hash: own.document_hash, address: own.address }))
}

/// Registers the portal's own API, which has no operations yet, under names that are free.
///
/// # Errors
/// `Invalid` names the fields that cannot be accepted.
pub async fn create_own_api(state: &AppState, permit: &Administrator, input: ApiInput) -> Result<OwnApi, AppError> {
    let input = accept(input)?;
    let mut transaction = state.db.write().await?;
    let api = free_api(state, &mut transaction, permit, input, false).await?;
    add_api(state, &mut transaction, &api).await?;
    let address = api.input.service_url.clone();
    store::own::save(&mut transaction, &api.id, "", &address).await?;
    record(state, &mut transaction, permit.actor(), entry(Action::ApiCreate, &api).created(&api.input)).await?;
    transaction.commit().await?;
    Ok(OwnApi { id: api.id.clone(), api: Some(api), document_hash: String::new(), address })
}

/// Notes of what document and for what address the portal's own API was made.
///
/// # Errors
/// When the database fails.
pub async fn save_own_api(
    state: &AppState,
    _: &Administrator,
    id: &ApiId,
    document_hash: &str,
    address: &str,
) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    store::own::save(&mut transaction, id, document_hash, address).await?;
    Ok(transaction.commit().await?)
}
