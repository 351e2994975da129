//! Documentation of what the caller may see, drawn as HTML.

use sqlx::SqliteConnection;

use super::loaded::Loaded;
use super::servers::{servers_among, servers_of};
use super::shown::Shown;
use crate::catalog::model::{Representation, TagGroup};
use crate::catalog::server::documentation::{self, Place, Root};
use crate::catalog::server::schema::Direction;
use crate::catalog::server::store;
use crate::i18n::Locale;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::kernel::ids::RevisionId;
use crate::openapi::model::Documented;
use crate::platform::{AppError, AppState};

/// How many operations of a group are shown before there is a list of their own.
const IN_GROUP: u32 = 500;
/// Up to how many operations an API's list shows at once.
const OPEN: u64 = 200;

/// The operations of an API that the caller may see, grouped by their tags, as HTML. Of an API with many of them the
/// groups bring theirs when they are opened.
///
/// # Errors
/// `NotFound` when there is no such API, or only a draft.
pub async fn operation_groups(
    state: &AppState,
    caller: &Caller,
    api_slug: &str,
    locale: Locale,
) -> Result<String, AppError> {
    let shown = Shown::find(state, caller, api_slug).await?;
    let mut db = state.db.reader().acquire().await?;
    let groups = tag_groups(&mut db, &shown.revision).await?;
    let is_large = groups.iter().map(|group| group.operations).sum::<u64>() > OPEN;
    let mut listed = Vec::with_capacity(groups.len());
    for group in groups {
        let operations = match is_large {
            true => None,
            false => Some(store::operations::list_tagged(&mut *db, &shown.revision, &group.tag, IN_GROUP).await?),
        };
        listed.push((group, operations));
    }
    Ok(documentation::groups(locale, &shown.address(), listed))
}

/// The operations of an API that the caller may see whose first tag is `tag`, as HTML.
///
/// # Errors
/// `NotFound` when there is no such API, or only a draft.
pub async fn group_rows(
    state: &AppState,
    caller: &Caller,
    api_slug: &str,
    tag: &str,
    locale: Locale,
) -> Result<String, AppError> {
    let shown = Shown::find(state, caller, api_slug).await?;
    let mut db = state.db.reader().acquire().await?;
    let groups = tag_groups(&mut db, &shown.revision).await?;
    let group = groups.into_iter().find(|group| group.tag == tag).ok_or(ApiError::NotFound)?;
    let operations = store::operations::list_tagged(&mut *db, &shown.revision, tag, IN_GROUP).await?;
    Ok(documentation::group_rows(locale, &shown.address(), &group, operations))
}

/// The tags of a revision's operations in the order of its document, which also says what they are about.
async fn tag_groups(db: &mut SqliteConnection, revision: &RevisionId) -> Result<Vec<TagGroup>, AppError> {
    let documented = store::revisions::documented(&mut *db, revision).await?;
    let documented: Documented = serde_json::from_str(&documented).unwrap_or_default();
    let mut groups: Vec<TagGroup> = store::operations::list_tags(&mut *db, revision)
        .await?
        .into_iter()
        .map(|(tag, operations)| {
            let declared = documented.tags.iter().find(|declared| declared.name == tag);
            TagGroup { description: declared.map(|tag| tag.description.clone()).unwrap_or_default(), tag, operations }
        })
        .collect();
    let place = |group: &TagGroup| documented.tags.iter().position(|tag| tag.name == group.tag).unwrap_or(usize::MAX);
    groups.sort_by_key(place);
    Ok(groups)
}

/// What an API that the caller may see is about, as HTML.
///
/// # Errors
/// `NotFound` when there is no such API, or only a draft.
pub async fn api_documentation(
    state: &AppState,
    caller: &Caller,
    api_slug: &str,
    locale: Locale,
) -> Result<String, AppError> {
    let Shown { api, revision, .. } = Shown::find(state, caller, api_slug).await?;
    let documented = store::revisions::documented(state.db.reader(), &revision).await?;
    let documented: Documented = serde_json::from_str(&documented).unwrap_or_default();
    let servers = servers_among(&api, documented.servers.clone(), &[]);
    Ok(documentation::api(locale, &api.input.description, &documented, servers))
}

/// The documentation of an operation that the caller may see, as HTML.
///
/// # Errors
/// `NotFound` when there is none, or its API is a draft.
pub async fn operation_documentation(
    state: &AppState,
    caller: &Caller,
    api_slug: &str,
    slug: &str,
    locale: Locale,
) -> Result<String, AppError> {
    let shown = Shown::find(state, caller, api_slug).await?;
    let mut db = state.db.reader().acquire().await?;
    let operation = shown.operation(&mut db, slug).await?;
    let schemas = Loaded::of_operation(&mut db, &state.schemas, &shown.revision, &operation.input).await?;
    let servers = servers_of(&mut db, &shown.api, &operation).await?;
    Ok(documentation::operation(locale, &shown.address(), servers, operation.input, &schemas))
}

/// The next levels of a schema at `place`, a word that documentation gave out, as HTML.
///
/// # Errors
/// `NotFound` when there is no such place, or its API is a draft.
pub async fn schema_part(
    state: &AppState,
    caller: &Caller,
    api_slug: &str,
    place: &str,
    locale: Locale,
) -> Result<String, AppError> {
    let place: Place = place.parse().map_err(|()| ApiError::NotFound)?;
    let shown = Shown::find(state, caller, api_slug).await?;
    let mut db = state.db.reader().acquire().await?;
    let root = root(&mut db, &shown.revision, &place.root).await?.ok_or(ApiError::NotFound)?;
    let schemas = Loaded::of(&mut db, &state.schemas, &shown.revision, std::iter::once(root.as_str())).await?;
    let root = serde_json::from_str(&root).map_err(|_| ApiError::NotFound)?;
    Ok(documentation::schema_part(locale, &shown.address(), &place, &root, &schemas).ok_or(ApiError::NotFound)?)
}

/// A schema of an API by its name, as HTML.
///
/// # Errors
/// `NotFound` when there is none, or its API is a draft.
pub async fn schema_documentation(
    state: &AppState,
    caller: &Caller,
    api_slug: &str,
    name: &str,
    locale: Locale,
) -> Result<String, AppError> {
    let Shown { revision, .. } = Shown::find(state, caller, api_slug).await?;
    let pointer = store::revisions::find_schema_named(state.db.reader(), &revision, name).await?;
    let pointer = pointer.ok_or(ApiError::NotFound)?;
    let place = Place { root: Root::Named(pointer), path: String::new(), direction: Direction::Response };
    schema_part(state, caller, api_slug, &place.to_string(), locale).await
}

/// The JSON of the schema that a place begins at.
async fn root(db: &mut SqliteConnection, revision: &RevisionId, root: &Root) -> Result<Option<String>, AppError> {
    let slug = match root {
        Root::Named(pointer) => {
            let found = store::revisions::find_schemas(&mut *db, revision, std::slice::from_ref(pointer)).await?;
            return Ok(found.into_iter().next().map(|(_, schema)| schema));
        }
        Root::Body(slug, _) | Root::Response(slug, ..) | Root::Parameter(slug, ..) => slug,
    };
    let Some(operation) = store::operations::find_by_slug(&mut *db, revision, slug).await? else { return Ok(None) };
    let input = operation.input;
    let of = |representations: Vec<Representation>, content_type: &str| {
        representations.into_iter().find(|one| one.content_type == content_type).map(|one| one.schema)
    };
    Ok(match root {
        Root::Named(_) => None,
        Root::Body(_, content_type) => of(input.bodies, content_type),
        Root::Response(_, status, content_type) => input
            .responses
            .into_iter()
            .find(|response| response.status == *status)
            .and_then(|response| of(response.representations, content_type)),
        Root::Parameter(_, location, name) => input
            .parameters
            .into_iter()
            .find(|parameter| parameter.location == *location && parameter.name == *name)
            .map(|parameter| parameter.schema),
    })
}
