//! The revisions of an API, and the way back to an older one.

use super::apis::{entry, search_text};
use super::entries;
use super::owners::changeable;
use super::revision_writer::BATCH;
use super::shown::Shown;
use crate::audit::model::Action;
use crate::audit::server::record;
use crate::catalog::model::{Api, ApiRevision, ChangeLog};
use crate::catalog::server::store;
use crate::identity::server::{Caller, Publisher};
use crate::kernel::ids::{ApiId, RevisionId};
use crate::kernel::{ApiError, Timestamp};
use crate::platform::in_use::InUse;
use crate::platform::{AppError, AppState};

/// After how many milliseconds without a sign of life a revision counts as abandoned while others are being written.
const ABANDONED: i64 = 60_000;

/// Removes what imports left behind that were cut off, by the end of their process for example.
///
/// # Errors
/// When the database fails.
pub async fn remove_abandoned(state: &AppState) -> Result<u64, AppError> {
    let alone = InUse::nobody_writes(&state.config.data);
    let now = state.clock.now().0;
    let before = Timestamp(if alone.is_some() { now.saturating_add(1) } else { now.saturating_sub(ABANDONED) });
    let mut transaction = state.db.write().await?;
    let removed = store::revisions::delete_abandoned(&mut transaction, before).await?;
    transaction.commit().await?;
    Ok(removed)
}

/// The revisions of an API that the caller may see, newest first.
///
/// # Errors
/// `NotFound` when there is no such API, or only a draft.
pub async fn revisions(state: &AppState, caller: &Caller, slug: &str) -> Result<ChangeLog, AppError> {
    let Shown { api, .. } = Shown::find(state, caller, slug).await?;
    let rows = store::revisions::list(state.db.reader(), &api.id).await?;
    let revisions = rows
        .into_iter()
        .map(|row| ApiRevision {
            id: row.id.into(),
            number: row.number,
            published_at: Timestamp(row.published_at),
            is_current: row.is_current,
            changes: serde_json::from_str(&row.changes).unwrap_or_default(),
        })
        .collect();
    let may_change = caller.may_change(api.owner.as_ref());
    Ok(ChangeLog { title: api.title().to_owned(), slug: api.input.slug, revisions, may_change })
}

/// Shows an older revision of an API again.
///
/// # Errors
/// `NotFound` when the API has no such revision.
pub async fn restore(state: &AppState, permit: &Publisher, api: &ApiId, number: i64) -> Result<(), AppError> {
    // Asked before the search is touched, and once more where it counts.
    changeable(&mut *state.db.reader().acquire().await?, permit, api).await?;
    let all = store::revisions::list(state.db.reader(), api).await?;
    let shown_now = all.iter().find(|revision| revision.is_current).map(|revision| revision.number);
    let wanted = all.into_iter().find(|revision| revision.number == number).ok_or(ApiError::NotFound)?;
    if wanted.is_current {
        return Ok(());
    }
    let revision: RevisionId = wanted.id.into();
    // Nobody finds what belongs to a revision that is not shown, so this need not be done at once.
    forget(state, &revision).await?;
    index(state, &revision).await?;
    let mut transaction = state.db.write().await?;
    let shown = changeable(&mut transaction, permit, api).await?;
    let before = store::revisions::current(&mut *transaction, api).await?;
    store::search::insert(&mut transaction, &revision, &entries::api(&shown)).await?;
    // As for every change, so that whoever looked at it before is told.
    let after = Api { revision: shown.revision.saturating_add(1), updated_at: state.clock.now(), ..shown };
    store::apis::update(&mut transaction, &after, &search_text(&after)).await?;
    store::revisions::show(&mut *transaction, api, &revision).await?;
    let restored = entry(Action::ApiRestore, &after).without("revision", shown_now).with("revision", number);
    record(state, &mut transaction, permit.actor(), restored).await?;
    transaction.commit().await?;
    if let Some(before) = before {
        forget(state, &before).await?;
    }
    Ok(())
}

/// Makes the operations and schemas of a revision known to the search, a few at a time.
async fn index(state: &AppState, revision: &RevisionId) -> Result<(), AppError> {
    let operations = store::operations::list_whole(state.db.reader(), revision).await?;
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
