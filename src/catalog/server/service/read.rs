//! Reading the catalog: what is published for everybody, drafts for administrators and whose they are.

use std::cmp::Reverse;

use sqlx::SqliteConnection;

use super::loaded::Loaded;
use super::operations::current;
use super::owners::{changeable, changeable_by_slug};
use super::servers::servers_of;
use super::shown::Shown;
use super::sight::{everything, may_see, sight};
use crate::catalog::model::{
    Api, ApiDetails, ApiHead, ApiPage, ApiSummary, ApiVersion, Authorization, GatewayAddress, OfferedServer, Operation,
    OperationDetails, OperationInput, OperationPage, OperationSummary, VersionScheme, Visibility, authorizations,
};
use crate::catalog::server::documentation;
use crate::catalog::server::markdown;
use crate::catalog::server::schema::Direction;
use crate::catalog::server::store::operations::Filter;
use crate::catalog::server::store::{self, apis};
use crate::catalog::servers::{default_address, is_plain};
use crate::catalog::template::UrlTemplate;
use crate::identity::server::{Caller, Publisher};
use crate::kernel::fold::fold;
use crate::kernel::ids::{ApiId, OperationId, RevisionId};
use crate::kernel::{ApiError, Page, PageRequest};
use crate::openapi::model::SecurityScheme;
use crate::platform::{AppError, AppState};

/// How long the beginning of a description is in lists, in characters.
const SUMMARY: usize = 180;

/// A page of the APIs that the caller may see.
///
/// # Errors
/// When the database fails.
pub async fn apis(
    state: &AppState,
    caller: &Caller,
    query: &str,
    tag: &str,
    page: PageRequest,
) -> Result<ApiPage, AppError> {
    apis_in(state, caller, query, tag, "", page).await
}

/// The same, of those in the product with the id `product` only, if the caller sees it; of all where it is empty.
///
/// # Errors
/// When the database fails.
pub async fn apis_in(
    state: &AppState,
    caller: &Caller,
    query: &str,
    tag: &str,
    product: &str,
    page: PageRequest,
) -> Result<ApiPage, AppError> {
    let (tag, product) = (tag.to_owned(), product.to_owned());
    let filter = apis::Filter { query: fold(query), tag, product, sight: sight(caller), ..apis::Filter::default() };
    list_apis(state, &filter, page).await
}

/// Which of `apis` the caller sees.
///
/// # Errors
/// When the database fails.
pub async fn seen_among(state: &AppState, caller: &Caller, apis: &[ApiId]) -> Result<Vec<ApiId>, AppError> {
    store::apis::list_seen(state.db.reader(), &sight(caller), apis).await
}

/// A page of all APIs that `permit` is good for.
///
/// # Errors
/// When the database fails.
pub async fn admin_apis(
    state: &AppState,
    permit: &Publisher,
    query: &str,
    page: PageRequest,
) -> Result<ApiPage, AppError> {
    let owner = permit.caller().publishes_as().map(ToString::to_string).unwrap_or_default();
    let filter = apis::Filter { query: fold(query), owner, sight: everything(), ..apis::Filter::default() };
    list_apis(state, &filter, page).await
}

async fn list_apis(state: &AppState, filter: &apis::Filter, page: PageRequest) -> Result<ApiPage, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let total = store::apis::count(&mut *db, filter).await?;
    let mut items = Vec::new();
    for row in store::apis::list(&mut *db, filter, page).await? {
        items.push(ApiSummary {
            tags: store::apis::list_tags(&mut *db, &row.id).await?,
            id: row.id.into(),
            slug: row.slug,
            title: if row.display_name.is_empty() { row.name } else { row.display_name },
            summary: markdown::to_summary(&row.description, SUMMARY),
            version: row.version,
            operations: u64::try_from(row.operations).unwrap_or_default(),
            published: row.published,
        });
    }
    Ok(Page { items, total, request: page })
}

/// An API that the caller may see.
///
/// # Errors
/// `NotFound` when there is none, or only a draft.
pub async fn api_by_slug(state: &AppState, caller: &Caller, slug: &str) -> Result<ApiDetails, AppError> {
    let mut shown = Shown::find(state, caller, slug).await?;
    shown.api.input.description.clear();
    // Which groups there are is nobody else's business.
    shown.api.input.visibility = Visibility::default();
    let versions = match shown.api.input.version_scheme {
        VersionScheme::None => Vec::new(),
        _ => store::versions::list_versions(state.db.reader(), &sight(caller), &shown.api.input.suffix).await?,
    };
    let versions = versions
        .into_iter()
        .filter(|version| version.is_shown && version.is_seen)
        .map(|version| ApiVersion { slug: version.slug, version: version.version, published: version.published })
        .collect();
    Ok(ApiDetails {
        versions,
        address: shown.address(),
        older_revision: shown.older,
        gateway_url: GatewayAddress::of(&shown.api.input, state.config.gateway.public_url.as_str()).base_url,
        may_change: caller.may_change(shown.api.owner.as_ref()),
        api: shown.api,
    })
}

/// A page of the operations of an API that the caller may see.
///
/// # Errors
/// `NotFound` when there is no such API, or only a draft.
pub async fn operations(
    state: &AppState,
    caller: &Caller,
    api_slug: &str,
    query: &str,
    tag: &str,
    page: PageRequest,
) -> Result<OperationPage, AppError> {
    let Shown { revision, .. } = Shown::find(state, caller, api_slug).await?;
    list_operations(&mut *state.db.reader().acquire().await?, &revision, &Filter::new(query, tag), page).await
}

/// How many operations are told to be called by an address.
const CALLED: usize = 5;

/// The operations of an API that the caller may see which a request with `verb` for `path` may call, the closest first.
/// Whatever the path begins with does not matter.
///
/// # Errors
/// `NotFound` when there is no such API, or it is a draft.
pub async fn operations_called(
    state: &AppState,
    caller: &Caller,
    api_slug: &str,
    verb: &str,
    path: &str,
) -> Result<Vec<OperationSummary>, AppError> {
    let Shown { revision, .. } = Shown::find(state, caller, api_slug).await?;
    let all = store::operations::list_with_verb(state.db.reader(), &revision, verb).await?;
    let called = |operation: OperationSummary| {
        let template = UrlTemplate::parse(&operation.url_template).ok()?;
        let found = template.match_end(path)?;
        // The longest part of the path, and of it as much as possible fixed.
        Some(((found.before.len(), Reverse(found.fixed)), operation))
    };
    let mut called: Vec<_> = all.into_iter().filter_map(called).collect();
    called.sort_by_key(|(distance, _)| *distance);
    Ok(called.into_iter().take(CALLED).map(|(_, operation)| operation).collect())
}

/// An operation that the caller may see, with its API.
///
/// # Errors
/// `NotFound` when there is none, or its API is a draft.
pub async fn operation_by_slug(
    state: &AppState,
    caller: &Caller,
    api_slug: &str,
    slug: &str,
) -> Result<OperationDetails, AppError> {
    let shown = Shown::find(state, caller, api_slug).await?;
    let mut db = state.db.reader().acquire().await?;
    let mut operation = shown.operation(&mut db, slug).await?;
    // Only what samples are made of: what it answers is the documentation's, which is drawn by itself.
    let unsampled = operation.input.bodies.iter().filter(|body| body.sample.is_empty());
    let schemas =
        Loaded::of(&mut db, &state.schemas, &shown.revision, unsampled.map(|body| body.schema.as_str())).await?;
    for body in &mut operation.input.bodies {
        documentation::fill_sample(body, Direction::Request, &schemas);
    }
    for parameter in &mut operation.input.parameters {
        documentation::fill_example(parameter, &schemas);
    }
    let authorizations = authorizations_of(&mut db, &shown.revision, &operation.input).await?;
    let servers = servers_of(&mut db, &shown.api, &operation).await?;
    let service_url = servers.first().map(default_address).unwrap_or_default();
    Ok(OperationDetails {
        api: ApiHead {
            address: shown.address(),
            older_revision: shown.older,
            title: shown.api.title().to_owned(),
            slug: shown.api.input.slug,
            service_url,
            published: shown.api.input.published,
            may_change: caller.may_change(shown.api.owner.as_ref()),
        },
        id: operation.id,
        operation: operation.input.for_calls(),
        authorizations,
        servers: if is_plain(&servers) { Vec::new() } else { servers.into_iter().map(in_plain_text).collect() },
    })
}

/// What the console shows of a server.
fn in_plain_text(mut server: OfferedServer) -> OfferedServer {
    server.description = markdown::to_summary(&server.description, SUMMARY);
    for variable in &mut server.variables {
        variable.description = markdown::to_summary(&variable.description, SUMMARY);
    }
    server
}

/// The ways to authenticate a call of `operation`.
async fn authorizations_of(
    db: &mut SqliteConnection,
    revision: &RevisionId,
    operation: &OperationInput,
) -> Result<Vec<Authorization>, AppError> {
    let requirements = operation.documented.security.as_deref().unwrap_or_default();
    // What a document says of itself may be long, and most operations' pages need none of it.
    if requirements.iter().all(Vec::is_empty) {
        return Ok(Vec::new());
    }
    let schemes = store::revisions::security_schemes(&mut *db, revision).await?;
    let schemes: Vec<SecurityScheme> =
        schemes.and_then(|schemes| serde_json::from_str(&schemes).ok()).unwrap_or_default();
    Ok(authorizations(requirements, &schemes))
}

/// An operation that the caller may call, with its API.
///
/// # Errors
/// `NotFound` when there is none, or its API is a draft.
pub async fn operation_for_call(
    state: &AppState,
    caller: &Caller,
    id: &OperationId,
) -> Result<(Api, Operation), AppError> {
    let mut db = state.db.reader().acquire().await?;
    let operation = store::operations::find(&mut *db, id).await?.ok_or(ApiError::NotFound)?;
    let api = store::apis::find(&mut db, &operation.api).await?;
    let api = api.filter(|api| may_see(caller, api)).ok_or(ApiError::NotFound)?;
    Ok((api, operation))
}

/// An API to edit.
///
/// # Errors
/// `NotFound` when there is none, `Forbidden` when it is somebody else's.
pub async fn admin_api_by_slug(state: &AppState, permit: &Publisher, slug: &str) -> Result<Api, AppError> {
    changeable_by_slug(&mut *state.db.reader().acquire().await?, permit, slug).await
}

/// A page of an API's operations to edit.
///
/// # Errors
/// When the database fails.
pub async fn admin_operations(
    state: &AppState,
    permit: &Publisher,
    api: &ApiId,
    query: &str,
    page: PageRequest,
) -> Result<OperationPage, AppError> {
    let mut db = state.db.reader().acquire().await?;
    changeable(&mut db, permit, api).await?;
    let revision = current(&mut db, api).await?;
    list_operations(&mut db, &revision, &Filter::new(query, ""), page).await
}

async fn list_operations(
    db: &mut SqliteConnection,
    revision: &RevisionId,
    filter: &Filter,
    page: PageRequest,
) -> Result<OperationPage, AppError> {
    Ok(Page {
        total: store::operations::count(&mut *db, revision, filter).await?,
        items: store::operations::list(&mut *db, revision, filter, page).await?,
        request: page,
    })
}

/// An operation to edit, with its API.
///
/// # Errors
/// `NotFound` when there is none, `Forbidden` when it is somebody else's.
pub async fn admin_operation_by_slug(
    state: &AppState,
    permit: &Publisher,
    api_slug: &str,
    slug: &str,
) -> Result<(Api, Operation), AppError> {
    let api = admin_api_by_slug(state, permit, api_slug).await?;
    let mut db = state.db.reader().acquire().await?;
    let revision = current(&mut db, &api.id).await?;
    let operation = store::operations::find_by_slug(&mut *db, &revision, slug).await?;
    Ok((api, operation.ok_or(ApiError::NotFound)?))
}

/// Whether no API is registered at all, but for the portal's own.
///
/// # Errors
/// When the database fails.
pub async fn is_empty(state: &AppState) -> Result<bool, AppError> {
    Ok(!store::own::has_others(state.db.reader()).await?)
}
