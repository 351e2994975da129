//! Saving, finding and deleting examples. Whoever may see an operation may open an example of it whose id they know.

use super::store::{self, NewRow};
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::catalog::server::service::operation_for_call;
use crate::console::examples::{Example, ExampleSummary, MOST, NewExample, check_name};
use crate::console::kept::{KeptRequest, LONGEST, keep};
use crate::identity::server::Caller;
use crate::kernel::ids::{ExampleId, OperationId};
use crate::kernel::{ApiError, Message};
use crate::platform::rng::hex;
use crate::platform::{AppError, AppState};

/// Saves an example of the operation that its call names.
///
/// # Errors
/// `Unauthenticated` for guests, `Forbidden` for pinning by others than administrators, `NotFound` when the operation is none
/// that `caller` may see, `TooLarge` for more than [`LONGEST`] bytes, `Invalid` for a name that cannot be accepted, or when
/// the person has [`MOST`] already.
pub async fn create(state: &AppState, caller: &Caller, new: NewExample) -> Result<ExampleSummary, AppError> {
    let user = caller.signed_in().ok_or(ApiError::Unauthenticated)?;
    if new.pinned {
        caller.administrator()?;
    }
    let name = new.name.trim().to_owned();
    check_name(&name)?;
    let (api, operation) = operation_for_call(state, caller, &new.request.operation).await?;
    let request = new.request;
    let kept = tokio::task::spawn_blocking(move || keep(&request)).await;
    let kept = kept.map_err(|error| AppError::Unexpected(error.to_string()))?;
    let json = serde_json::to_string(&kept).map_err(|error| AppError::Unexpected(error.to_string()))?;
    if json.len() > LONGEST {
        return Err(ApiError::TooLarge.into());
    }
    let id: ExampleId = hex(&state.rng.bytes::<16>()).into();
    let mut db = state.db.write().await?;
    if store::count(&mut *db, &user.id).await? >= MOST {
        return Err(ApiError::field("name", Message::Full { most: MOST }).into());
    }
    let row = NewRow {
        id: &id,
        user: Some(&user.id),
        api: &api.id,
        operation: &operation.input.slug,
        name: &name,
        request: &json,
        pinned: new.pinned,
        created_at: state.clock.now(),
    };
    store::insert(&mut *db, row).await?;
    if new.pinned {
        let place = (api.input.slug, operation.input.slug);
        record(state, &mut db, &caller.actor(), entry(Action::ExamplePin, &id, &place).with("name", name.as_str()))
            .await?;
    }
    db.commit().await?;
    tracing::info!(user = %user.id, pinned = new.pinned, "user {} saved an example", user.id);
    Ok(ExampleSummary { id, name, pinned: new.pinned, deletable: true })
}

/// The examples of an operation that the caller is offered: pinned ones, then their own.
///
/// # Errors
/// `NotFound` when the operation is none that `caller` may see.
pub async fn list(state: &AppState, caller: &Caller, id: &OperationId) -> Result<Vec<ExampleSummary>, AppError> {
    let (api, operation) = operation_for_call(state, caller, id).await?;
    let user = caller.signed_in().map(|user| &user.id);
    let rows = store::list(state.db.reader(), &api.id, &operation.input.slug, user).await?;
    let is_administrator = caller.administrator().is_ok();
    let summary = |row: store::Listed| ExampleSummary {
        deletable: is_administrator || user.is_some_and(|user| row.user_id.as_deref() == Some(user.as_str())),
        id: row.id.into(),
        name: row.name,
        pinned: row.pinned,
    };
    Ok(rows.into_iter().map(summary).collect())
}

/// The example `id` of an operation.
///
/// # Errors
/// `NotFound` when the operation is none that `caller` may see, or has no such example.
pub async fn find(
    state: &AppState,
    caller: &Caller,
    operation: &OperationId,
    id: &ExampleId,
) -> Result<Example, AppError> {
    let (api, operation) = operation_for_call(state, caller, operation).await?;
    let found = store::find(state.db.reader(), &api.id, &operation.input.slug, id).await?;
    let (name, request) = found.ok_or(ApiError::NotFound)?;
    Ok(Example { name, kept: read(id.as_str(), &request)? })
}

/// All examples of the caller, whole.
///
/// # Errors
/// `Unauthenticated` for guests.
pub async fn list_own(state: &AppState, caller: &Caller) -> Result<Vec<Example>, AppError> {
    let user = caller.signed_in().ok_or(ApiError::Unauthenticated)?;
    let rows = store::list_own(state.db.reader(), &user.id).await?;
    let read = |(name, request): (String, String)| {
        let kept = serde_json::from_str(&request)
            .map_err(|error| AppError::Unexpected(format!("an example in the database: {error}")))?;
        Ok(Example { name, kept })
    };
    rows.into_iter().map(read).collect()
}

/// Deletes an example of the caller's; administrators delete anybody's. Gives back the slugs of its API and operation.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when it is none that they may delete.
pub async fn delete(state: &AppState, caller: &Caller, id: &ExampleId) -> Result<(String, String), AppError> {
    let user = caller.signed_in().ok_or(ApiError::Unauthenticated)?;
    let mut db = state.db.write().await?;
    let place = store::find_place(&mut *db, id).await?.ok_or(ApiError::NotFound)?;
    let is_others = store::is_others(&mut *db, &user.id, id).await?;
    let deleted = match caller.administrator() {
        Ok(_) => store::delete(&mut *db, id).await?,
        Err(_) => store::delete_own(&mut *db, &user.id, id).await?,
    };
    if !deleted {
        return Err(ApiError::NotFound.into());
    }
    if is_others {
        record(state, &mut db, &caller.actor(), entry(Action::ExampleDelete, id, &place)).await?;
    }
    db.commit().await?;
    Ok(place)
}

/// Offers an example to its owner only from now on, and to nobody where it has none. Gives back the slugs of its API and operation.
///
/// # Errors
/// The refusal of others than administrators, `NotFound` when there is no such example.
pub async fn unpin(state: &AppState, caller: &Caller, id: &ExampleId) -> Result<(String, String), AppError> {
    caller.administrator()?;
    let mut db = state.db.write().await?;
    let place = store::find_place(&mut *db, id).await?.ok_or(ApiError::NotFound)?;
    store::unpin(&mut db, id).await?;
    record(state, &mut db, &caller.actor(), entry(Action::ExampleUnpin, id, &place)).await?;
    db.commit().await?;
    Ok(place)
}

/// The call of the example `id`, which the database has as `json`.
pub(super) fn read(id: &str, json: &str) -> Result<KeptRequest, AppError> {
    serde_json::from_str(json).map_err(|error| AppError::Unexpected(format!("example {id} in the database: {error}")))
}

/// What the audit log says of an example of the operation at `place`.
pub(super) fn entry(action: Action, id: &ExampleId, (api, operation): &(String, String)) -> Entry {
    Entry::new(action, id.as_str(), format!("{api}/{operation}"))
}
