//! Copying an API, as a draft of its own or as a new version.

use sqlx::SqliteConnection;

use super::apis::{add_api, check_unique, collisions, entry, new_api, search_text};
use super::operations::{add_operation, current, new_operation};
use super::owners::changeable;
use crate::audit::model::Action;
use crate::audit::server::record;
use crate::catalog::model::{Api, ApiInput, NewVersion};
use crate::catalog::rules::{check_new_version, slug_or};
use crate::catalog::server::store;
use crate::identity::server::Publisher;
use crate::kernel::ApiError;
use crate::kernel::ids::{ApiId, UserId};
use crate::platform::{AppError, AppState};

/// How many copies of one name are tried before a duplicate is given up.
const COPIES: u32 = 1000;

/// Copies an API with its operations, as a draft under the next free name, in the transaction `db`: what belongs to it in
/// other rooms is copied along with it.
///
/// # Errors
/// `NotFound` when it is gone.
pub async fn duplicate_api(
    state: &AppState,
    db: &mut SqliteConnection,
    permit: &Publisher,
    id: &ApiId,
) -> Result<Api, AppError> {
    let original = changeable(db, permit, id).await?;
    let copy = free_copy(state, db, permit, &original.input).await?;
    add_copy(state, db, &original.id, &copy).await?;
    let copied = entry(Action::ApiDuplicate, &copy).with("copy_of", original.input.slug).created(&copy.input);
    record(state, db, permit.actor(), copied).await?;
    Ok(copy)
}

/// Copies an API with its operations as a new version of it, which is a draft at first. From now on calls name the
/// version as `new` says, whichever they mean. All in the transaction `db`: what belongs to the API in other rooms is copied
/// along with it.
///
/// # Errors
/// `NotFound` when the API is gone; `Invalid` names the fields that cannot be accepted.
pub async fn add_version(
    state: &AppState,
    db: &mut SqliteConnection,
    permit: &Publisher,
    id: &ApiId,
    new: NewVersion,
) -> Result<Api, AppError> {
    let fields = check_new_version(&new);
    if !fields.is_empty() {
        return Err(ApiError::Invalid { fields }.into());
    }
    let mut original = changeable(db, permit, id).await?;
    original.input.version_scheme = new.scheme;
    original.input.version_parameter = new.parameter;
    original.revision += 1;
    original.updated_at = state.clock.now();
    check_unique(db, permit, Some(&original.input.suffix), &original).await?;
    store::apis::update(db, &original, &search_text(&original)).await?;
    let slug = slug_or(&format!("{}-{}", original.input.slug, new.version), "api");
    let input = ApiInput { slug, version: new.version, published: false, ..original.input.clone() };
    let version = free_slug(state, db, permit, original.owner.as_ref(), input).await?;
    add_copy(state, db, &original.id, &version).await?;
    store::versions::share_version_scheme(&mut *db, &version.input).await?;
    let added = entry(Action::ApiAddVersion, &version).with("version_of", original.input.slug).created(&version.input);
    record(state, db, permit.actor(), added).await?;
    Ok(version)
}

/// A new API of `input`, whose slug gets a number where somebody has it already.
async fn free_slug(
    state: &AppState,
    db: &mut SqliteConnection,
    permit: &Publisher,
    owner: Option<&UserId>,
    mut input: ApiInput,
) -> Result<Api, AppError> {
    let wanted = input.slug.clone();
    for number in 2..COPIES {
        let api = new_api(state, owner, input);
        let mut fields = collisions(db, permit, None, &api).await?;
        if fields.is_empty() {
            return Ok(api);
        }
        fields.retain(|error| error.field != "slug");
        if !fields.is_empty() {
            return Err(ApiError::Invalid { fields }.into());
        }
        input = ApiInput { slug: format!("{wanted}-{number}"), ..api.input };
    }
    Err(ApiError::Conflict.into())
}

/// Adds `copy` with all that the API `original` has.
async fn add_copy(state: &AppState, db: &mut SqliteConnection, original: &ApiId, copy: &Api) -> Result<(), AppError> {
    let copied_from = current(db, original).await?;
    let operations = store::operations::list_whole(&mut *db, &copied_from).await?;
    let revision = add_api(state, db, copy).await?;
    store::revisions::copy_document(db, &copied_from, &revision).await?;
    for operation in operations {
        let operation = new_operation(state, &copy.id, operation.input);
        add_operation(db, &revision, &operation).await?;
    }
    Ok(())
}

async fn free_copy(
    state: &AppState,
    db: &mut SqliteConnection,
    permit: &Publisher,
    original: &ApiInput,
) -> Result<Api, AppError> {
    for number in 2..COPIES {
        let mut input = original.clone();
        input.name = format!("{} {number}", original.name);
        if !original.display_name.is_empty() {
            input.display_name = format!("{} {number}", original.display_name);
        }
        input.slug = format!("{}-{number}", original.slug);
        input.suffix = format!("{}-{number}", original.suffix);
        input.published = false;
        let copy = new_api(state, permit.owner(), input);
        if collisions(db, permit, None, &copy).await?.is_empty() {
            return Ok(copy);
        }
    }
    Err(ApiError::Conflict.into())
}
