//! Writing and reading what people called. Everybody sees their own calls only.

use super::keeper::RunningCall;
use super::store::{self, NewRow};
use crate::catalog::server::service::{operation_for_call, seen_among};
use crate::console::history::{Ended, History, HistoryPage, KEPT};
use crate::console::kept::{KeptRequest, LONGEST, keep};
use crate::identity::model::User;
use crate::identity::server::Caller;
use crate::kernel::fold::fold;
use crate::kernel::ids::{HistoryId, OperationId};
use crate::kernel::{ApiError, Page, PageRequest};
use crate::platform::{AppError, AppState};

/// How many calls the list of one operation has.
const OF_OPERATION: u32 = 20;

/// A call that has ended.
pub(super) struct EndedCall {
    pub(super) call: RunningCall,
    pub(super) ended: Ended,
    pub(super) total: u64,
    pub(super) received: u64,
}

/// Keeps a call, and lets go of those that are more than [`KEPT`].
///
/// # Errors
/// When the database fails, or account or API are gone.
pub(super) async fn insert(state: &AppState, ended: EndedCall) -> Result<(), AppError> {
    let EndedCall { call, ended, total, received } = ended;
    let RunningCall { user, api, operation, request, without_body, called_at, sent } = call;
    let kept = tokio::task::spawn_blocking(move || {
        let mut kept = keep(&request);
        kept.without_body |= without_body;
        kept
    });
    let kept = kept.await.map_err(|error| AppError::Unexpected(error.to_string()))?;
    let json = serde_json::to_vec(&kept).map_err(|error| AppError::Unexpected(error.to_string()))?;
    if json.len() > LONGEST {
        tracing::info!(bytes = json.len(), "a call of {} bytes is too long for a history", json.len());
        return Ok(());
    }
    let id: HistoryId = state.rng.id(&state.clock).into();
    let sealed = state.vault.seal(&owner(&id), &json)?;
    let input = &operation.input;
    let how = match &ended {
        Ended::Answered { status } => status.to_string(),
        Ended::Failed { .. } => "failed".to_owned(),
        Ended::Cancelled => "cancelled".to_owned(),
    };
    let words = [&input.verb, &input.display_name, &input.slug, api.title(), &api.input.slug, &how];
    let search_text = fold(&words.map(AsRef::<str>::as_ref).join(" "));
    let mut db = state.db.write().await?;
    let row = NewRow {
        id: &id,
        user: &user,
        api: &api,
        operation: &operation,
        called_at,
        ended: &ended,
        total,
        sent,
        received,
        search_text: &search_text,
        request: &sealed,
    };
    store::insert(&mut *db, row).await?;
    store::delete_older(&mut *db, &user, KEPT).await?;
    db.commit().await?;
    Ok(())
}

/// The last calls that the caller made of an operation.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when the operation is none that `caller` may see.
pub async fn of_operation(state: &AppState, caller: &Caller, id: &OperationId) -> Result<History, AppError> {
    let user = person(caller)?;
    let (api, operation) = operation_for_call(state, caller, id).await?;
    let reader = state.db.reader();
    let entries = store::list_of_operation(reader, &user.id, &api.id, &operation.input.slug, OF_OPERATION).await?;
    Ok(History { now: state.clock.now(), entries })
}

/// A page of the calls of the caller in whose names, verb or status every word of `query` occurs. Those of APIs that they do
/// not see any more are left out.
///
/// # Errors
/// `Unauthenticated` for guests.
pub async fn list(state: &AppState, caller: &Caller, query: &str, page: PageRequest) -> Result<HistoryPage, AppError> {
    let user = person(caller)?;
    let query = fold(query);
    let reader = state.db.reader();
    let apis = seen_among(state, caller, &store::list_apis(reader, &user.id).await?).await?;
    let total = store::count(reader, &user.id, &apis, &query).await?;
    let items = store::list(reader, &user.id, &apis, &query, page).await?;
    Ok(HistoryPage { now: state.clock.now(), page: Page { items, total, request: page } })
}

/// A call of the caller's to be made again.
///
/// # Errors
/// `Unauthenticated` for guests; `NotFound` when the operation is none that `caller` may see, or the call is none that they
/// made of it.
pub async fn find(
    state: &AppState,
    caller: &Caller,
    operation: &OperationId,
    id: &HistoryId,
) -> Result<KeptRequest, AppError> {
    let user = person(caller)?;
    let (api, operation) = operation_for_call(state, caller, operation).await?;
    let sealed = store::find_request(state.db.reader(), &user.id, &api.id, &operation.input.slug, id).await?;
    let opened = state.vault.open(&owner(id), &sealed.ok_or(ApiError::NotFound)?)?;
    serde_json::from_slice(&opened).map_err(|error| AppError::Unexpected(format!("history {id}: {error}")))
}

/// Deletes a call of the caller's.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when it is none that they made.
pub async fn delete(state: &AppState, caller: &Caller, id: &HistoryId) -> Result<(), AppError> {
    let user = person(caller)?;
    let mut db = state.db.write().await?;
    if !store::delete(&mut *db, &user.id, id).await? {
        return Err(ApiError::NotFound.into());
    }
    Ok(db.commit().await?)
}

/// Deletes all calls of the caller.
///
/// # Errors
/// `Unauthenticated` for guests.
pub async fn delete_all(state: &AppState, caller: &Caller) -> Result<(), AppError> {
    let user = person(caller)?;
    let mut db = state.db.write().await?;
    store::delete_all(&mut *db, &user.id).await?;
    Ok(db.commit().await?)
}

fn person(caller: &Caller) -> Result<&User, ApiError> {
    caller.signed_in().ok_or(ApiError::Unauthenticated)
}

/// Whose secret a call's request is.
fn owner(id: &HistoryId) -> String {
    format!("console_history/{id}")
}
