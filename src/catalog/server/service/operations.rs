//! Adding, changing and removing operations.

use sqlx::SqliteConnection;

use super::entries;
use super::owners::changeable;
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::catalog::model::{FoundKind, Operation, OperationInput};
use crate::catalog::rules::{check_operation, tidy_operation};
use crate::catalog::server::store;
use crate::identity::server::Publisher;
use crate::kernel::fold::fold;
use crate::kernel::ids::{ApiId, OperationId, RevisionId};
use crate::kernel::{ApiError, FieldError, Message};
use crate::platform::{AppError, AppState};

/// How many copies of one name are tried before a duplicate is given up.
const COPIES: u32 = 1000;

/// Adds an operation to an API.
///
/// # Errors
/// `NotFound` without such an API; `Invalid` names the fields that cannot be accepted.
pub async fn create_operation(
    state: &AppState,
    permit: &Publisher,
    api: &ApiId,
    input: OperationInput,
) -> Result<Operation, AppError> {
    let input = accept(input)?;
    let mut transaction = state.db.write().await?;
    changeable(&mut transaction, permit, api).await?;
    let operation = new_operation(state, api, input);
    let revision = current(&mut transaction, api).await?;
    check_unique(&mut transaction, &revision, &operation).await?;
    add_operation(&mut transaction, &revision, &operation).await?;
    store::revisions::count_edit(&mut *transaction, &revision).await?;
    let added = entry(&mut transaction, Action::OperationCreate, &operation).await?.created(&operation.input);
    record(state, &mut transaction, permit.actor(), added).await?;
    transaction.commit().await?;
    Ok(operation)
}

/// Saves an operation that was read at `revision`.
///
/// # Errors
/// `NotFound` when it is gone, `Conflict` when somebody saved it since, `Invalid` names the fields that cannot be
/// accepted.
pub async fn update_operation(
    state: &AppState,
    permit: &Publisher,
    id: &OperationId,
    revision: i64,
    input: OperationInput,
) -> Result<Operation, AppError> {
    let input = accept(input)?;
    let mut transaction = state.db.write().await?;
    let before = store::operations::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?;
    changeable(&mut transaction, permit, &before.api).await?;
    let revised = current(&mut transaction, &before.api).await?;
    store::search::delete(&mut *transaction, &revised, FoundKind::Operation, &before.input.slug).await?;
    let input = input.with_unedited_parts_of(before.input.clone());
    let operation = Operation {
        id: before.id,
        api: before.api,
        revision: revision.saturating_add(1),
        updated_at: state.clock.now(),
        input,
    };
    check_unique(&mut transaction, &revised, &operation).await?;
    if !store::operations::update(&mut *transaction, &operation, &search_text(&operation)).await? {
        return Err(ApiError::Conflict.into());
    }
    store::search::insert(&mut transaction, &revised, &entries::operation(&operation.input)).await?;
    store::revisions::count_edit(&mut *transaction, &revised).await?;
    let changes = entry(&mut transaction, Action::OperationUpdate, &operation).await?;
    let changes = changes.changed(&before.input, &operation.input);
    record(state, &mut transaction, permit.actor(), changes).await?;
    transaction.commit().await?;
    Ok(operation)
}

/// Removes an operation.
///
/// # Errors
/// `NotFound` when it is gone already.
pub async fn delete_operation(state: &AppState, permit: &Publisher, id: &OperationId) -> Result<(), AppError> {
    delete_operation_if(state, permit, id, |_| true).await
}

/// Removes an operation, if it still is as somebody has seen it.
///
/// # Errors
/// As [`delete_operation`]; `Conflict` when it is not.
pub async fn delete_operation_if(
    state: &AppState,
    permit: &Publisher,
    id: &OperationId,
    is_as_seen: impl FnOnce(&Operation) -> bool + Send,
) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    let operation = store::operations::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?;
    changeable(&mut transaction, permit, &operation.api).await?;
    if !is_as_seen(&operation) {
        return Err(ApiError::Conflict.into());
    }
    let revised = current(&mut transaction, &operation.api).await?;
    store::search::delete(&mut *transaction, &revised, FoundKind::Operation, &operation.input.slug).await?;
    store::operations::delete(&mut *transaction, id).await?;
    store::revisions::count_edit(&mut *transaction, &revised).await?;
    let removed = entry(&mut transaction, Action::OperationDelete, &operation).await?.removed(&operation.input);
    record(state, &mut transaction, permit.actor(), removed).await?;
    transaction.commit().await?;
    Ok(())
}

/// Copies an operation within its API. Verb and URL template must differ from the original's, so the copy's template
/// ends in `/copy` and a number.
///
/// # Errors
/// `NotFound` when it is gone.
pub async fn duplicate_operation(
    state: &AppState,
    permit: &Publisher,
    id: &OperationId,
) -> Result<Operation, AppError> {
    let mut transaction = state.db.write().await?;
    let original = store::operations::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?;
    changeable(&mut transaction, permit, &original.api).await?;
    let revision = current(&mut transaction, &original.api).await?;
    for number in 2..COPIES {
        let mut input = original.input.clone();
        input.display_name = format!("{} {number}", input.display_name);
        input.slug = format!("{}-{number}", input.slug);
        input.url_template = copied_template(&input.url_template, number);
        let copy = new_operation(state, &original.api, input);
        if collisions(&mut transaction, &revision, &copy).await?.is_empty() {
            add_operation(&mut transaction, &revision, &copy).await?;
            store::revisions::count_edit(&mut *transaction, &revision).await?;
            let copied = entry(&mut transaction, Action::OperationDuplicate, &copy).await?;
            let copied = copied.with("copy_of", original.input.slug).created(&copy.input);
            record(state, &mut transaction, permit.actor(), copied).await?;
            transaction.commit().await?;
            return Ok(copy);
        }
    }
    Err(ApiError::Conflict.into())
}

/// What the audit log says of `operation`. Its id lasts as long as the revision, its slug for longer.
async fn entry(db: &mut SqliteConnection, action: Action, operation: &Operation) -> Result<Entry, AppError> {
    let api = store::apis::find(db, &operation.api).await?.ok_or(ApiError::NotFound)?;
    let slug = &operation.input.slug;
    Ok(Entry::new(action, format!("{}/{slug}", api.id), format!("{}/{slug}", api.input.slug)))
}

fn copied_template(template: &str, number: u32) -> String {
    let (path, query) = match template.split_once('?') {
        Some((path, query)) => (path, format!("?{query}")),
        None => (template, String::new()),
    };
    format!("{}/copy-{number}{query}", path.trim_end_matches('/'))
}

/// A new operation of `api`.
pub(super) fn new_operation(state: &AppState, api: &ApiId, input: OperationInput) -> Operation {
    Operation {
        id: state.rng.id(&state.clock).into(),
        api: api.clone(),
        revision: 1,
        updated_at: state.clock.now(),
        input,
    }
}

/// The revision that an API shows, which is the one that is edited.
pub(super) async fn current(db: &mut SqliteConnection, api: &ApiId) -> Result<RevisionId, AppError> {
    Ok(store::revisions::current(db, api).await?.ok_or(ApiError::NotFound)?)
}

/// Adds an operation whose names are known to be free to a revision, and makes it known to the search.
pub(super) async fn add_operation(
    db: &mut SqliteConnection,
    revision: &RevisionId,
    operation: &Operation,
) -> Result<(), AppError> {
    store::operations::insert(&mut *db, revision, operation, &search_text(operation)).await?;
    store::search::insert(db, revision, &entries::operation(&operation.input)).await
}

fn accept(input: OperationInput) -> Result<OperationInput, ApiError> {
    let input = tidy_operation(input);
    let fields = check_operation(&input);
    if fields.is_empty() { Ok(input) } else { Err(ApiError::Invalid { fields }) }
}

async fn check_unique(db: &mut SqliteConnection, revision: &RevisionId, operation: &Operation) -> Result<(), AppError> {
    let fields = collisions(db, revision, operation).await?;
    if fields.is_empty() { Ok(()) } else { Err(ApiError::Invalid { fields }.into()) }
}

/// What another operation of the revision has already. Asked inside the writing transaction, so that nobody comes in
/// between.
async fn collisions(
    db: &mut SqliteConnection,
    revision: &RevisionId,
    operation: &Operation,
) -> Result<Vec<FieldError>, AppError> {
    let input = &operation.input;
    let same_slug = store::operations::find_by_slug(&mut *db, revision, &input.slug).await?.map(|other| other.id);
    let same_template = store::operations::find_template(&mut *db, revision, &input.verb, &input.url_template).await?;
    Ok([("url_template", same_template), ("slug", same_slug)]
        .into_iter()
        .filter(|(_, other)| other.as_ref().is_some_and(|other| *other != operation.id))
        .map(|(field, _)| FieldError { field: field.to_owned(), message: Message::Taken })
        .collect())
}

fn search_text(operation: &Operation) -> String {
    let input = &operation.input;
    fold(&[&input.verb, &input.display_name, &input.slug, &input.url_template].map(String::as_str).join(" "))
}
