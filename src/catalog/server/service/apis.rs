//! Registering, changing and removing APIs.

use sqlx::SqliteConnection;
use url::Url;

use super::entries;
use super::operations::{add_operation, current, new_operation};
use crate::catalog::model::{Api, ApiInput, FoundKind};
use crate::catalog::rules::{check_api, tidy_api};
use crate::catalog::server::store::{self, revisions::NewRevision};
use crate::identity::server::Administrator;
use crate::kernel::fold::fold;
use crate::kernel::ids::{ApiId, RevisionId};
use crate::kernel::{ApiError, FieldError, Message};
use crate::platform::{AppError, AppState};

/// How many copies of one name are tried before a duplicate is given up.
const COPIES: u32 = 1000;

/// Registers an API.
///
/// # Errors
/// `Invalid` names the fields that cannot be accepted.
pub async fn create_api(state: &AppState, _: &Administrator, input: ApiInput) -> Result<Api, AppError> {
    let input = accept(input)?;
    let mut transaction = state.db.write().await?;
    let api = new_api(state, input);
    check_unique(&mut transaction, &api).await?;
    add_api(state, &mut transaction, &api).await?;
    transaction.commit().await?;
    Ok(api)
}

/// Saves an API that was read at `revision`.
///
/// # Errors
/// `NotFound` when it is gone, `Conflict` when somebody saved it since, `Invalid` names the fields that cannot be
/// accepted.
pub async fn update_api(
    state: &AppState,
    _: &Administrator,
    id: &ApiId,
    revision: i64,
    input: ApiInput,
) -> Result<Api, AppError> {
    let input = accept(input)?;
    let mut transaction = state.db.write().await?;
    let before = store::apis::find(&mut transaction, id).await?.ok_or(ApiError::NotFound)?;
    let api = Api { id: before.id, revision: revision.saturating_add(1), updated_at: state.clock.now(), input };
    check_unique(&mut transaction, &api).await?;
    if !store::apis::update(&mut transaction, &api, &search_text(&api)).await? {
        return Err(ApiError::Conflict.into());
    }
    let revision = current(&mut transaction, &api.id).await?;
    store::search::delete(&mut *transaction, &revision, FoundKind::Api, "").await?;
    store::search::insert(&mut transaction, &revision, &entries::api(&api)).await?;
    transaction.commit().await?;
    Ok(api)
}

/// Removes an API with its operations.
///
/// # Errors
/// `NotFound` when it is gone already.
pub async fn delete_api(state: &AppState, _: &Administrator, id: &ApiId) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    if !store::apis::delete(&mut *transaction, id).await? {
        return Err(ApiError::NotFound.into());
    }
    transaction.commit().await?;
    Ok(())
}

/// Copies an API with its operations, as a draft under the next free name.
///
/// # Errors
/// `NotFound` when it is gone.
pub async fn duplicate_api(state: &AppState, _: &Administrator, id: &ApiId) -> Result<Api, AppError> {
    let mut transaction = state.db.write().await?;
    let original = store::apis::find(&mut transaction, id).await?.ok_or(ApiError::NotFound)?;
    let copy = free_copy(state, &mut transaction, &original.input).await?;
    let revision = add_api(state, &mut transaction, &copy).await?;
    let copied_from = current(&mut transaction, id).await?;
    let operations = store::operations::list_whole(&mut *transaction, &copied_from).await?;
    store::revisions::copy_document(&mut transaction, &copied_from, &revision).await?;
    for operation in operations {
        let operation = new_operation(state, &copy.id, operation.input);
        add_operation(&mut transaction, &revision, &operation).await?;
    }
    transaction.commit().await?;
    Ok(copy)
}

async fn free_copy(state: &AppState, db: &mut SqliteConnection, original: &ApiInput) -> Result<Api, AppError> {
    for number in 2..COPIES {
        let mut input = original.clone();
        input.name = format!("{} {number}", original.name);
        if !original.display_name.is_empty() {
            input.display_name = format!("{} {number}", original.display_name);
        }
        input.slug = format!("{}-{number}", original.slug);
        input.suffix = format!("{}-{number}", original.suffix);
        input.published = false;
        let copy = new_api(state, input);
        if collisions(db, &copy).await?.is_empty() {
            return Ok(copy);
        }
    }
    Err(ApiError::Conflict.into())
}

/// Adds an API whose names are known to be free, with its first revision, which is shown at once.
async fn add_api(state: &AppState, db: &mut SqliteConnection, api: &Api) -> Result<RevisionId, AppError> {
    let revision: RevisionId = state.rng.id(&state.clock).into();
    store::apis::insert(db, api, &search_text(api)).await?;
    let new = NewRevision {
        id: &revision,
        api: &api.id,
        now: api.updated_at,
        documented: "{}",
        document_format: "",
        document: None,
    };
    store::revisions::insert(&mut *db, new).await?;
    store::revisions::publish(db, &api.id, &revision, api.updated_at, "[]").await?;
    store::search::insert(db, &revision, &entries::api(api)).await?;
    Ok(revision)
}

pub(super) fn new_api(state: &AppState, input: ApiInput) -> Api {
    Api { id: state.rng.id(&state.clock).into(), revision: 1, updated_at: state.clock.now(), input }
}

pub(super) fn accept(input: ApiInput) -> Result<ApiInput, ApiError> {
    let input = tidy_api(input);
    let mut fields = check_api(&input);
    let is_fine = fields.iter().all(|error| error.field != "service_url");
    if is_fine && Url::parse(&input.service_url).is_err() {
        fields.push(FieldError { field: "service_url".to_owned(), message: Message::NotAServiceUrl });
    }
    if fields.is_empty() { Ok(input) } else { Err(ApiError::Invalid { fields }) }
}

async fn check_unique(db: &mut SqliteConnection, api: &Api) -> Result<(), AppError> {
    let fields = collisions(db, api).await?;
    if fields.is_empty() { Ok(()) } else { Err(ApiError::Invalid { fields }.into()) }
}

/// What another API has already. Asked inside the writing transaction, so that nobody comes in between.
pub(super) async fn collisions(db: &mut SqliteConnection, api: &Api) -> Result<Vec<FieldError>, AppError> {
    let same_slug = store::apis::find_by_slug(db, &api.input.slug).await?.map(|other| other.id);
    let same_suffix = store::apis::find_suffix(&mut *db, &api.input.suffix).await?;
    Ok([("slug", same_slug), ("suffix", same_suffix)]
        .into_iter()
        .filter(|(_, other)| other.as_ref().is_some_and(|other| *other != api.id))
        .map(|(field, _)| FieldError { field: field.to_owned(), message: Message::Taken })
        .collect())
}

pub(super) fn search_text(api: &Api) -> String {
    let input = &api.input;
    fold(
        &[&input.name, &input.display_name, &input.slug, &input.suffix, &input.tags.join(" "), &input.description]
            .map(String::as_str)
            .join(" "),
    )
}
