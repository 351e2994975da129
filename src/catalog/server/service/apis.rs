//! Registering, changing and removing APIs.

use sqlx::SqliteConnection;
use url::Url;

use super::entries;
use super::operations::{add_operation, current, new_operation};
use super::sight::everything;
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::catalog::model::{Api, ApiInput, FoundKind, NewVersion, VersionScheme};
use crate::catalog::rules::{check_api, check_new_version, slug_or, tidy_api};
use crate::catalog::server::store::{self, revisions::NewRevision};
use crate::identity::server::Administrator;
use crate::kernel::fold::fold;
use crate::kernel::ids::{ApiId, ProductId, RevisionId};
use crate::kernel::{ApiError, FieldError, Message};
use crate::platform::{AppError, AppState};

/// How many copies of one name are tried before a duplicate is given up.
const COPIES: u32 = 1000;

/// Registers an API.
///
/// # Errors
/// `Invalid` names the fields that cannot be accepted.
pub async fn create_api(state: &AppState, permit: &Administrator, input: ApiInput) -> Result<Api, AppError> {
    create_api_in(state, permit, input, None).await
}

/// Registers an API and puts it into `products`, where they are said.
///
/// # Errors
/// `Invalid` names the fields that cannot be accepted.
pub async fn create_api_in(
    state: &AppState,
    permit: &Administrator,
    input: ApiInput,
    products: Option<&[ProductId]>,
) -> Result<Api, AppError> {
    let input = accept(input)?;
    let mut transaction = state.db.write().await?;
    let api = new_api(state, input);
    check_unique(&mut transaction, None, &api).await?;
    add_api(state, &mut transaction, &api).await?;
    store::versions::share_version_scheme(&mut *transaction, &api.input).await?;
    let made = entry(Action::ApiCreate, &api).created(&api.input);
    let made = put_into(&mut transaction, &api, products, made).await?;
    record(state, &mut transaction, permit.actor(), made).await?;
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
    permit: &Administrator,
    id: &ApiId,
    revision: i64,
    input: ApiInput,
) -> Result<Api, AppError> {
    update_api_in(state, permit, id, revision, input, None).await
}

/// Saves an API that was read at `revision`, and puts it into exactly `products`, where they are said.
///
/// # Errors
/// `NotFound` when it is gone, `Conflict` when somebody saved it since, `Invalid` names the fields that cannot be
/// accepted.
pub async fn update_api_in(
    state: &AppState,
    permit: &Administrator,
    id: &ApiId,
    revision: i64,
    input: ApiInput,
    products: Option<&[ProductId]>,
) -> Result<Api, AppError> {
    let input = accept(input)?;
    let mut transaction = state.db.write().await?;
    let before = store::apis::find(&mut transaction, id).await?.ok_or(ApiError::NotFound)?;
    let api = Api { id: before.id.clone(), revision: revision.saturating_add(1), updated_at: state.clock.now(), input };
    check_unique(&mut transaction, Some(&before.input.suffix), &api).await?;
    if !store::apis::update(&mut transaction, &api, &search_text(&api)).await? {
        return Err(ApiError::Conflict.into());
    }
    store::versions::share_version_scheme(&mut *transaction, &api.input).await?;
    let revision = current(&mut transaction, &api.id).await?;
    store::search::delete(&mut *transaction, &revision, FoundKind::Api, "").await?;
    store::search::insert(&mut transaction, &revision, &entries::api(&api)).await?;
    let changes = entry(Action::ApiUpdate, &api).changed(&before.input, &api.input);
    let changes = put_into(&mut transaction, &api, products, changes).await?;
    record(state, &mut transaction, permit.actor(), changes).await?;
    transaction.commit().await?;
    Ok(api)
}

/// Removes an API with its operations.
///
/// # Errors
/// `NotFound` when it is gone already.
pub async fn delete_api(state: &AppState, permit: &Administrator, id: &ApiId) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    let api = store::apis::find(&mut transaction, id).await?.ok_or(ApiError::NotFound)?;
    if !store::apis::delete(&mut *transaction, id).await? {
        return Err(ApiError::NotFound.into());
    }
    record(state, &mut transaction, permit.actor(), entry(Action::ApiDelete, &api).removed(&api.input)).await?;
    transaction.commit().await?;
    Ok(())
}

/// Copies an API with its operations, as a draft under the next free name.
///
/// # Errors
/// `NotFound` when it is gone.
pub async fn duplicate_api(state: &AppState, permit: &Administrator, id: &ApiId) -> Result<Api, AppError> {
    let mut transaction = state.db.write().await?;
    let original = store::apis::find(&mut transaction, id).await?.ok_or(ApiError::NotFound)?;
    let copy = free_copy(state, &mut transaction, &original.input).await?;
    add_copy(state, &mut transaction, &original.id, &copy).await?;
    let copied = entry(Action::ApiDuplicate, &copy).with("copy_of", original.input.slug).created(&copy.input);
    record(state, &mut transaction, permit.actor(), copied).await?;
    transaction.commit().await?;
    Ok(copy)
}

/// Copies an API with its operations as a new version of it, which is a draft at first. From now on calls name the
/// version as `new` says, whichever they mean.
///
/// # Errors
/// `NotFound` when the API is gone; `Invalid` names the fields that cannot be accepted.
pub async fn add_version(
    state: &AppState,
    permit: &Administrator,
    id: &ApiId,
    new: NewVersion,
) -> Result<Api, AppError> {
    let fields = check_new_version(&new);
    if !fields.is_empty() {
        return Err(ApiError::Invalid { fields }.into());
    }
    let mut transaction = state.db.write().await?;
    let mut original = store::apis::find(&mut transaction, id).await?.ok_or(ApiError::NotFound)?;
    original.input.version_scheme = new.scheme;
    original.input.version_parameter = new.parameter;
    original.revision += 1;
    original.updated_at = state.clock.now();
    check_unique(&mut transaction, Some(&original.input.suffix), &original).await?;
    store::apis::update(&mut transaction, &original, &search_text(&original)).await?;
    let slug = slug_or(&format!("{}-{}", original.input.slug, new.version), "api");
    let input = ApiInput { slug, version: new.version, published: false, ..original.input.clone() };
    let version = free_slug(state, &mut transaction, input).await?;
    add_copy(state, &mut transaction, &original.id, &version).await?;
    store::versions::share_version_scheme(&mut *transaction, &version.input).await?;
    let added = entry(Action::ApiAddVersion, &version).with("version_of", original.input.slug).created(&version.input);
    record(state, &mut transaction, permit.actor(), added).await?;
    transaction.commit().await?;
    Ok(version)
}

/// Puts `api` into exactly `products`, where they are said, which `entry` then tells.
async fn put_into(
    db: &mut SqliteConnection,
    api: &Api,
    products: Option<&[ProductId]>,
    entry: Entry,
) -> Result<Entry, AppError> {
    let Some(products) = products else { return Ok(entry) };
    let before = store::products::list(&mut *db, &api.id).await?;
    if !store::products::replace(db, &api.id, products, api.updated_at).await? {
        return Err(ApiError::field("products", Message::NotUnderstood).into());
    }
    let after = store::products::list(db, &api.id).await?;
    Ok(if before == after { entry } else { entry.without("products", before).with("products", after) })
}

/// What the audit log says of `api`.
pub(super) fn entry(action: Action, api: &Api) -> Entry {
    Entry::new(action, api.id.as_str(), api.input.slug.as_str())
}

/// A new API of `input`, whose slug gets a number where somebody has it already.
async fn free_slug(state: &AppState, db: &mut SqliteConnection, mut input: ApiInput) -> Result<Api, AppError> {
    let wanted = input.slug.clone();
    for number in 2..COPIES {
        let api = new_api(state, input);
        let mut fields = collisions(db, None, &api).await?;
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
        if collisions(db, None, &copy).await?.is_empty() {
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
    for (at, server) in input.servers.iter().enumerate().filter(|(_, server)| Url::parse(&server.url).is_err()) {
        let field = format!("servers.{at}.url");
        let is_fine = fields.iter().all(|error| !error.field.starts_with(&format!("servers.{at}.")));
        // One that begins with a slash is at the host of the Web service URL.
        if is_fine && !server.url.starts_with('/') {
            fields.push(FieldError { field, message: Message::NotAServiceUrl });
        }
    }
    if fields.is_empty() { Ok(input) } else { Err(ApiError::Invalid { fields }) }
}

async fn check_unique(db: &mut SqliteConnection, suffix: Option<&str>, api: &Api) -> Result<(), AppError> {
    let fields = collisions(db, suffix, api).await?;
    if fields.is_empty() { Ok(()) } else { Err(ApiError::Invalid { fields }.into()) }
}

/// What another API has already. `suffix` is the one that the API itself had until now. Asked inside the writing
/// transaction, so that nobody comes in between.
///
/// Those with the same suffix are versions of one API, if calls say which one they mean.
pub(super) async fn collisions(
    db: &mut SqliteConnection,
    suffix: Option<&str>,
    api: &Api,
) -> Result<Vec<FieldError>, AppError> {
    let input = &api.input;
    let mut fields = Vec::new();
    if store::apis::find_by_slug(db, &input.slug).await?.is_some_and(|other| other.id != api.id) {
        fields.push(complaint("slug", Message::Taken));
    }
    let mut others = store::versions::list_versions(&mut *db, &everything(), &input.suffix).await?;
    others.retain(|other| other.id != api.id.as_str());
    if others.is_empty() {
        return Ok(fields);
    }
    let is_versioned = others.iter().all(|other| other.version_scheme != VersionScheme::None.as_str());
    let is_one_of_them = suffix == Some(&input.suffix);
    if !is_one_of_them && (!is_versioned || input.version_scheme == VersionScheme::None) {
        fields.push(complaint("suffix", Message::Taken));
    } else if input.version_scheme == VersionScheme::None {
        let named = VersionScheme::ALL.into_iter().filter(|scheme| *scheme != VersionScheme::None);
        let allowed = named.map(VersionScheme::as_str).collect::<Vec<_>>().join(", ");
        fields.push(complaint("version_scheme", Message::NotOneOf { allowed }));
    } else if others.iter().any(|other| other.version.eq_ignore_ascii_case(&input.version)) {
        fields.push(complaint("version", Message::Taken));
    }
    Ok(fields)
}

fn complaint(field: &str, message: Message) -> FieldError {
    FieldError { field: field.to_owned(), message }
}

pub(super) fn search_text(api: &Api) -> String {
    let input = &api.input;
    fold(
        &[&input.name, &input.display_name, &input.slug, &input.suffix, &input.tags.join(" "), &input.description]
            .map(String::as_str)
            .join(" "),
    )
}
