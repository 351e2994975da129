//! The revisions of an API, their documents, and the way back to an older one.

use std::io::Read as _;

use flate2::read::GzDecoder;

use super::entries;
use super::read::visible_api;
use super::revision_writer::BATCH;
use crate::catalog::model::{Api, ApiRevision, Operation};
use crate::catalog::server::store;
use crate::identity::server::{Administrator, Caller};
use crate::kernel::ids::{ApiId, RevisionId};
use crate::kernel::{ApiError, Timestamp};
use crate::platform::{AppError, AppState};

/// After how many milliseconds without a sign of life a revision that is being written counts as abandoned.
const ABANDONED: i64 = 60_000;

/// Removes what imports left behind that were cut off, by the end of their process for example.
///
/// # Errors
/// When the database fails.
pub async fn remove_abandoned(state: &AppState) -> Result<u64, AppError> {
    let before = Timestamp(state.clock.now().0.saturating_sub(ABANDONED));
    let mut transaction = state.db.write().await?;
    let removed = store::revisions::delete_abandoned(&mut transaction, before).await?;
    transaction.commit().await?;
    Ok(removed)
}

/// The revisions of an API that the caller may see, newest first.
///
/// # Errors
/// `NotFound` when there is no such API, or only a draft.
pub async fn revisions(state: &AppState, caller: &Caller, slug: &str) -> Result<Vec<ApiRevision>, AppError> {
    let api = visible_api(state, caller, slug).await?;
    let rows = store::revisions::list(state.db.reader(), &api.id).await?;
    Ok(rows
        .into_iter()
        .map(|row| ApiRevision {
            id: row.id.into(),
            number: row.number,
            published_at: Timestamp(row.published_at),
            is_current: row.is_current,
            changes: serde_json::from_str(&row.changes).unwrap_or_default(),
        })
        .collect())
}

/// Shows an older revision of an API again.
///
/// # Errors
/// `NotFound` when the API has no such revision.
pub async fn restore(state: &AppState, _: &Administrator, api: &ApiId, number: i64) -> Result<(), AppError> {
    let wanted = store::revisions::list(state.db.reader(), api).await?;
    let wanted = wanted.into_iter().find(|revision| revision.number == number).ok_or(ApiError::NotFound)?;
    if wanted.is_current {
        return Ok(());
    }
    let revision: RevisionId = wanted.id.into();
    // Nobody finds what belongs to a revision that is not shown, so this need not be done at once.
    forget(state, &revision).await?;
    index(state, &revision).await?;
    let mut transaction = state.db.write().await?;
    let shown = store::apis::find(&mut transaction, api).await?.ok_or(ApiError::NotFound)?;
    let before = store::revisions::current(&mut *transaction, api).await?;
    store::search::insert(&mut transaction, &revision, &entries::api(&shown)).await?;
    store::revisions::show(&mut *transaction, api, &revision).await?;
    transaction.commit().await?;
    if let Some(before) = before {
        forget(state, &before).await?;
    }
    Ok(())
}

/// Makes the operations and schemas of a revision known to the search, a few at a time.
async fn index(state: &AppState, revision: &RevisionId) -> Result<(), AppError> {
    let operations = store::operations::list_revision(state.db.reader(), revision).await?;
    let schemas = store::revisions::whole_schemas(state.db.reader(), revision).await?;
    let operations = operations.iter().map(|operation| entries::operation(&operation.input));
    let schemas = schemas.iter().map(|(_, name, schema)| entries::schema(name, schema));
    let entries: Vec<_> = operations.chain(schemas).collect();
    for batch in entries.chunks(BATCH) {
        let mut transaction = state.db.write().await?;
        for entry in batch {
            store::search::insert(&mut transaction, revision, entry).await?;
        }
        transaction.commit().await?;
    }
    Ok(())
}

/// The document that the API's revision was imported from, with its format; `None` when it was written by hand.
///
/// # Errors
/// When the database fails.
pub async fn document(state: &AppState, api: &Api) -> Result<Option<(String, Vec<u8>)>, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let revision = store::revisions::current(&mut *db, &api.id).await?.ok_or(ApiError::NotFound)?;
    let Some((format, compressed)) = store::revisions::document(&mut *db, &revision).await? else { return Ok(None) };
    let mut bytes = Vec::new();
    GzDecoder::new(compressed.as_slice()).read_to_end(&mut bytes)?;
    Ok(Some((format, bytes)))
}

/// What the API's document says of it as a whole, as JSON.
///
/// # Errors
/// When the database fails.
pub async fn documented(state: &AppState, api: &ApiId) -> Result<String, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let revision = store::revisions::current(&mut *db, api).await?.ok_or(ApiError::NotFound)?;
    store::revisions::documented(&mut *db, &revision).await
}

/// All operations of an API that the caller may see, whole.
///
/// # Errors
/// `NotFound` when there is none, or only a draft.
pub async fn whole_api(state: &AppState, caller: &Caller, slug: &str) -> Result<(Api, Vec<Operation>), AppError> {
    let api = visible_api(state, caller, slug).await?;
    let operations = store::operations::list_whole(state.db.reader(), &api.id).await?;
    Ok((api, operations))
}

/// All schemas of an API: reference, name and JSON.
///
/// # Errors
/// When the database fails.
pub async fn schemas(state: &AppState, api: &ApiId) -> Result<Vec<(String, String, String)>, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let revision = store::revisions::current(&mut *db, api).await?.ok_or(ApiError::NotFound)?;
    store::revisions::whole_schemas(&mut *db, &revision).await
}

/// Takes a revision that is not shown any more out of the search, a few entries at a time.
pub(super) async fn forget(state: &AppState, revision: &RevisionId) -> Result<(), AppError> {
    loop {
        let mut transaction = state.db.write().await?;
        let most = i64::try_from(BATCH * 5).unwrap_or(i64::MAX);
        let removed = store::search::delete_some(&mut *transaction, revision, most).await?;
        transaction.commit().await?;
        if removed == 0 {
            return Ok(());
        }
    }
}
