//! Registering, changing and removing APIs.

use sqlx::SqliteConnection;
use url::Url;

use super::entries;
use super::operations::current;
use super::owners::{changeable, owner_of};
use super::sight::everything;
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::catalog::model::{Api, ApiInput, FoundKind, VersionScheme};
use crate::catalog::rules::{check_api, tidy_api};
use crate::catalog::server::store::{self, revisions::NewRevision};
use crate::identity::server::{Administrator, Publisher};
use crate::kernel::fold::fold;
use crate::kernel::ids::{ApiId, ProductId, RevisionId, UserId};
use crate::kernel::{ApiError, FieldError, Message};
use crate::platform::{AppError, AppState};

/// Registers an API.
///
/// # Errors
/// `Invalid` names the fields that cannot be accepted.
pub async fn create_api(state: &AppState, permit: &Publisher, input: ApiInput) -> Result<Api, AppError> {
    register(state, permit, input, None).await
}

/// Registers an API and puts it into `products`.
///
/// # Errors
/// `Invalid` names the fields that cannot be accepted.
pub async fn create_api_in(
    state: &AppState,
    permit: &Administrator,
    input: ApiInput,
    products: &[ProductId],
) -> Result<Api, AppError> {
    register(state, permit, input, Some(products)).await
}

async fn register(
    state: &AppState,
    permit: &Publisher,
    input: ApiInput,
    products: Option<&[ProductId]>,
) -> Result<Api, AppError> {
    let input = accept(input)?;
    let mut transaction = state.db.write().await?;
    let api = new_api(state, permit.owner(), input);
    check_unique(&mut transaction, permit, None, &api).await?;
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
/// `NotFound` when it is gone, `Forbidden` when it is somebody else's, `Conflict` when somebody saved it since, `Invalid`
/// names the fields that cannot be accepted.
pub async fn update_api(
    state: &AppState,
    permit: &Publisher,
    id: &ApiId,
    revision: i64,
    input: ApiInput,
) -> Result<Api, AppError> {
    save_api(state, permit, (id, revision), input, Owner::AsBefore, None).await
}

/// What only administrators say of an API when they save it; what they do not say stays as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    /// The e-mail address of whoever it is to belong to; empty for nobody.
    pub owner: Option<&'a str>,
    /// The products that it is to be in, and no others.
    pub products: Option<&'a [ProductId]>,
}

impl Said<'_> {
    /// Whether it is nothing at all.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.owner.is_none() && self.products.is_none()
    }
}

/// Saves an API that was read at `revision`, with what only administrators say of it.
///
/// # Errors
/// As [`update_api`]; `Invalid` at `owner` for somebody who may not publish.
pub async fn update_api_and(
    state: &AppState,
    permit: &Administrator,
    id: &ApiId,
    revision: i64,
    input: ApiInput,
    Said { owner, products }: Said<'_>,
) -> Result<Api, AppError> {
    let owner = match owner {
        None => Owner::AsBefore,
        Some(email) => Owner::Is(owner_of(state, permit, email).await?),
    };
    save_api(state, permit, (id, revision), input, owner, products).await
}

/// Whose an API is when it is saved.
enum Owner {
    AsBefore,
    Is(Option<UserId>),
}

async fn save_api(
    state: &AppState,
    permit: &Publisher,
    (id, revision): (&ApiId, i64),
    input: ApiInput,
    owner: Owner,
    products: Option<&[ProductId]>,
) -> Result<Api, AppError> {
    let input = accept(input)?;
    let mut transaction = state.db.write().await?;
    let before = changeable(&mut transaction, permit, id).await?;
    let api = Api {
        id: before.id.clone(),
        revision: revision.saturating_add(1),
        updated_at: state.clock.now(),
        owner: match owner {
            Owner::AsBefore => before.owner.clone(),
            Owner::Is(owner) => owner,
        },
        input,
    };
    check_unique(&mut transaction, permit, Some(&before.input.suffix), &api).await?;
    if !store::apis::update(&mut transaction, &api, &search_text(&api)).await? {
        return Err(ApiError::Conflict.into());
    }
    store::versions::share_version_scheme(&mut *transaction, &api.input).await?;
    let revision = current(&mut transaction, &api.id).await?;
    store::search::delete(&mut *transaction, &revision, FoundKind::Api, "").await?;
    store::search::insert(&mut transaction, &revision, &entries::api(&api)).await?;
    let mut changes = entry(Action::ApiUpdate, &api).changed(&before.input, &api.input);
    if before.owner != api.owner {
        let id = |owner: Option<&UserId>| owner.map(ToString::to_string).unwrap_or_default();
        changes = changes.without("owner", id(before.owner.as_ref())).with("owner", id(api.owner.as_ref()));
    }
    let changes = put_into(&mut transaction, &api, products, changes).await?;
    record(state, &mut transaction, permit.actor(), changes).await?;
    transaction.commit().await?;
    Ok(api)
}

/// Removes an API with its operations.
///
/// # Errors
/// `NotFound` when it is gone already.
pub async fn delete_api(state: &AppState, permit: &Publisher, id: &ApiId) -> Result<(), AppError> {
    delete_api_if(state, permit, id, |_| true).await
}

/// Removes an API with its operations, if it still is as somebody has seen it.
///
/// # Errors
/// As [`delete_api`]; `Conflict` when it is not.
pub async fn delete_api_if(
    state: &AppState,
    permit: &Publisher,
    id: &ApiId,
    is_as_seen: impl FnOnce(&Api) -> bool + Send,
) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    let api = changeable(&mut transaction, permit, id).await?;
    if !is_as_seen(&api) {
        return Err(ApiError::Conflict.into());
    }
    if !store::apis::delete(&mut *transaction, id).await? {
        return Err(ApiError::NotFound.into());
    }
    record(state, &mut transaction, permit.actor(), entry(Action::ApiDelete, &api).removed(&api.input)).await?;
    transaction.commit().await?;
    Ok(())
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

/// Adds an API whose names are known to be free, with its first revision, which is shown at once.
pub(super) async fn add_api(state: &AppState, db: &mut SqliteConnection, api: &Api) -> Result<RevisionId, AppError> {
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

pub(super) fn new_api(state: &AppState, owner: Option<&UserId>, input: ApiInput) -> Api {
    let (id, updated_at) = (state.rng.id(&state.clock).into(), state.clock.now());
    Api { id, revision: 1, updated_at, owner: owner.cloned(), input }
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

pub(super) async fn check_unique(
    db: &mut SqliteConnection,
    permit: &Publisher,
    suffix: Option<&str>,
    api: &Api,
) -> Result<(), AppError> {
    let fields = collisions(db, permit, suffix, api).await?;
    if fields.is_empty() { Ok(()) } else { Err(ApiError::Invalid { fields }.into()) }
}

/// What another API has already. `suffix` is the one that the API itself had until now. Asked inside the writing
/// transaction, so that nobody comes in between.
///
/// Those with the same suffix are versions of one API, if calls say which one they mean. Nobody adds one to somebody
/// else's API, nor changes how calls name its versions.
pub(super) async fn collisions(
    db: &mut SqliteConnection,
    permit: &Publisher,
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
    let is_theirs =
        |other: &store::versions::Version| permit.may_change(other.owner_id.clone().map(Into::into).as_ref());
    let is_versioned = others.iter().all(|other| other.version_scheme != VersionScheme::None.as_str());
    let is_one_of_them = suffix == Some(&input.suffix);
    let may_join = is_versioned && input.version_scheme != VersionScheme::None && others.iter().any(is_theirs);
    let names_alike = |other: &store::versions::Version| {
        (other.version_scheme.as_str(), &other.version_parameter)
            == (input.version_scheme.as_str(), &input.version_parameter)
    };
    if !is_one_of_them && !may_join || others.iter().any(|other| !is_theirs(other) && !names_alike(other)) {
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
