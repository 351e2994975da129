//! A revision of an API with everything in it, for those who write or compare documents.

use std::io::Read as _;

use flate2::read::GzDecoder;
use sqlx::SqliteConnection;

use super::operations::current;
use super::owners::changeable_by_slug;
use super::shown::Shown;
use crate::catalog::model::{Api, Operation};
use crate::catalog::server::store;
use crate::identity::server::{Caller, Publisher};
use crate::kernel::ids::RevisionId;
use crate::openapi::model::Documented;
use crate::platform::{AppError, AppState};

/// An API with everything that is known of one of its revisions.
#[derive(Debug)]
pub struct WholeApi {
    /// The API.
    pub api: Api,
    /// Its operations, in the publisher's order.
    pub operations: Vec<Operation>,
    /// Its schemas: reference, name and JSON.
    pub schemas: Vec<(String, String, String)>,
    /// What its document says of it as a whole.
    pub documented: Documented,
    /// The document that it was imported from, with its format; `None` when it was written by hand.
    pub document: Option<(String, Vec<u8>)>,
}

/// All of an API that the caller may see, at the revision that `address` names.
///
/// # Errors
/// `NotFound` when there is none, or only a draft.
pub async fn whole_api(state: &AppState, caller: &Caller, address: &str) -> Result<WholeApi, AppError> {
    let Shown { api, revision, .. } = Shown::find(state, caller, address).await?;
    load(state, api, &revision).await
}

/// Names the state of all that [`whole_api`] would return; it changes with every change of any of it.
///
/// # Errors
/// `NotFound` when there is none, or only a draft.
pub async fn fingerprint(state: &AppState, caller: &Caller, address: &str) -> Result<String, AppError> {
    let Shown { api, revision, .. } = Shown::find(state, caller, address).await?;
    let edits = store::revisions::edits(state.db.reader(), &revision).await?;
    Ok(format!("{}-{}-{edits}", revision.as_str(), api.revision))
}

/// The document that the revision at `address` was imported from, with its format; `None` when it was written by hand.
///
/// # Errors
/// `NotFound` when there is none, or only a draft.
pub async fn document(state: &AppState, caller: &Caller, address: &str) -> Result<Option<(String, Vec<u8>)>, AppError> {
    let Shown { revision, .. } = Shown::find(state, caller, address).await?;
    read_document(&mut *state.db.reader().acquire().await?, &revision).await
}

/// All of an API, to give it a new revision.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn admin_whole_api(state: &AppState, permit: &Publisher, slug: &str) -> Result<WholeApi, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let api = changeable_by_slug(&mut db, permit, slug).await?;
    let revision = current(&mut db, &api.id).await?;
    drop(db);
    load(state, api, &revision).await
}

async fn load(state: &AppState, api: Api, revision: &RevisionId) -> Result<WholeApi, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let documented = store::revisions::documented(&mut *db, revision).await?;
    Ok(WholeApi {
        operations: store::operations::list_whole(&mut *db, revision).await?,
        schemas: store::revisions::whole_schemas(&mut *db, revision).await?,
        documented: serde_json::from_str(&documented).unwrap_or_default(),
        document: read_document(&mut db, revision).await?,
        api,
    })
}

async fn read_document(
    db: &mut SqliteConnection,
    revision: &RevisionId,
) -> Result<Option<(String, Vec<u8>)>, AppError> {
    let Some((format, compressed)) = store::revisions::document(db, revision).await? else { return Ok(None) };
    let mut bytes = Vec::new();
    GzDecoder::new(compressed.as_slice()).read_to_end(&mut bytes)?;
    Ok(Some((format, bytes)))
}
