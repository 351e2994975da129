//! The data that the catalog's pages ask for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::model::{
    Api, ApiDetails, ApiPage, CallPart, ChangeLog, FormField, Operation, OperationDetails, OperationPage,
    OperationSummary, SearchResults,
};
use crate::i18n::Locale;
use crate::kernel::ApiError;
use crate::kernel::ids::OperationId;
use crate::kernel::wire::AsJson;

/// How many items a page of the portal's lists has.
pub const PAGE_SIZE: u32 = 24;

/// How many results the search page shows.
pub const SEARCH_RESULTS: u32 = 50;

/// How many operations the list beside a page has before it is paged.
pub const OPERATIONS_PAGE_SIZE: u32 = 100;

/// A page of the APIs that the caller may see.
#[server(prefix = "/api/private", endpoint = "apis", input = GetUrl, output = AsJson)]
pub async fn list_apis(
    /// Words that must occur; empty for all.
    query: String,
    /// A tag that it must have; empty for any.
    tag: String,
    /// The id of a product that it must be in; empty for any.
    #[server(default)]
    product: String,
    /// The page, from 1.
    page: u32,
) -> Result<ApiPage, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::kernel::PageRequest;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    let page = PageRequest::new(page, PAGE_SIZE);
    answer(service::apis_in(&current()?, &Caller::current(), &query, &tag, &product, page).await)
}

/// An API that the caller may see.
#[server(prefix = "/api/private", endpoint = "api", input = GetUrl, output = AsJson)]
pub async fn get_api(
    /// The API's slug.
    slug: String,
) -> Result<ApiDetails, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::api_by_slug(&current()?, &Caller::current(), &slug).await)
}

/// A page of the operations of an API that the caller may see.
#[server(prefix = "/api/private", endpoint = "operations", input = GetUrl, output = AsJson)]
pub async fn list_operations(
    /// The API's slug.
    api: String,
    /// Words that must occur; empty for all.
    query: String,
    /// The tag that they must have first; empty for any.
    tag: String,
    /// The page, from 1.
    page: u32,
) -> Result<OperationPage, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::kernel::PageRequest;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    let page = PageRequest::new(page, OPERATIONS_PAGE_SIZE);
    answer(service::operations(&current()?, &Caller::current(), &api, &query, &tag, page).await)
}

/// The operations of an API that a request may call, the closest first.
#[server(prefix = "/api/private", endpoint = "operations-called", input = GetUrl, output = AsJson)]
pub async fn list_operations_called(
    /// The API's slug.
    api: String,
    /// The request's method.
    verb: String,
    /// The path that it asks for, percent-encoded; what it begins with does not matter.
    path: String,
) -> Result<Vec<OperationSummary>, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::operations_called(&current()?, &Caller::current(), &api, &verb, &path).await)
}

/// The best of what `query` finds among what the caller may see.
#[server(prefix = "/api/private", endpoint = "search", input = GetUrl, output = AsJson)]
pub async fn search_catalog(
    /// What is searched for.
    query: String,
) -> Result<SearchResults, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::search(&current()?, &Caller::current(), &query, SEARCH_RESULTS).await)
}

/// An operation that the caller may see.
#[server(prefix = "/api/private", endpoint = "operation", input = GetUrl, output = AsJson)]
pub async fn get_operation(
    /// The API's slug.
    api: String,
    /// The operation's slug.
    operation: String,
) -> Result<OperationDetails, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::operation_by_slug(&current()?, &Caller::current(), &api, &operation).await)
}

/// What an API that the caller may see is about, as HTML.
#[server(prefix = "/api/private", endpoint = "api/documentation", input = GetUrl, output = AsJson)]
pub async fn get_api_documentation(
    /// The API's slug.
    api: String,
    /// The language.
    locale: Locale,
) -> Result<String, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::api_documentation(&current()?, &Caller::current(), &api, locale).await)
}

/// The documentation of an operation that the caller may see, as HTML.
#[server(prefix = "/api/private", endpoint = "operation/documentation", input = GetUrl, output = AsJson)]
pub async fn get_operation_documentation(
    /// The API's slug.
    api: String,
    /// The operation's slug.
    operation: String,
    /// The language.
    locale: Locale,
) -> Result<String, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::operation_documentation(&current()?, &Caller::current(), &api, &operation, locale).await)
}

/// The operations of an API that the caller may see, grouped by their tags, as HTML.
#[server(prefix = "/api/private", endpoint = "operations/groups", input = GetUrl, output = AsJson)]
pub async fn get_operation_groups(
    /// The API's slug.
    api: String,
    /// The language.
    locale: Locale,
) -> Result<String, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::operation_groups(&current()?, &Caller::current(), &api, locale).await)
}

/// The revisions of an API that the caller may see, newest first.
#[server(prefix = "/api/private", endpoint = "revisions", input = GetUrl, output = AsJson)]
pub async fn list_revisions(
    /// The API's slug.
    api: String,
) -> Result<ChangeLog, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::revisions(&current()?, &Caller::current(), &api).await)
}

/// A schema of an API that the caller may see, by its name, as HTML.
#[server(prefix = "/api/private", endpoint = "schema", input = GetUrl, output = AsJson)]
pub async fn get_schema(
    /// The API's slug.
    api: String,
    /// The schema's name.
    name: String,
    /// The language.
    locale: Locale,
) -> Result<String, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::schema_documentation(&current()?, &Caller::current(), &api, &name, locale).await)
}

/// The next levels of a schema of an API that the caller may see, as HTML.
#[server(prefix = "/api/private", endpoint = "schema/part", input = GetUrl, output = AsJson)]
pub async fn get_schema_part(
    /// The API's slug.
    api: String,
    /// Where it stands: a word that documentation gave out.
    at: String,
    /// The language.
    locale: Locale,
) -> Result<String, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::schema_part(&current()?, &Caller::current(), &api, &at, locale).await)
}

/// What the publisher's page of an API shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminApi {
    /// The API.
    pub api: Api,
    /// A page of its operations.
    pub operations: OperationPage,
    /// Whether its document names the servers.
    pub are_servers_documented: bool,
}

/// A page of all APIs, drafts too.
#[server(prefix = "/api/private", endpoint = "admin/apis", input = GetUrl, output = AsJson)]
pub async fn admin_list_apis(
    /// Words that must occur; empty for all.
    query: String,
    /// The page, from 1.
    page: u32,
) -> Result<ApiPage, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::kernel::PageRequest;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().administrator())?;
    answer(service::admin_apis(&current()?, &permit, &query, PageRequest::new(page, PAGE_SIZE)).await)
}

/// An API to edit, with its operations.
#[server(prefix = "/api/private", endpoint = "admin/api", input = GetUrl, output = AsJson)]
pub async fn admin_get_api(
    /// The API's slug.
    slug: String,
    /// Words that must occur; empty for all.
    query: String,
    /// The page, from 1.
    page: u32,
) -> Result<AdminApi, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::kernel::PageRequest;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().administrator())?;
    let state = current()?;
    let api = answer(service::admin_api_by_slug(&state, &permit, &slug).await)?;
    let page = PageRequest::new(page, OPERATIONS_PAGE_SIZE);
    let operations = answer(service::admin_operations(&state, &permit, &api.id, &query, page).await)?;
    let are_servers_documented = answer(service::are_servers_documented(&state, &permit, &api.id).await)?;
    Ok(AdminApi { api, operations, are_servers_documented })
}

/// An operation to edit, with its API.
#[server(prefix = "/api/private", endpoint = "admin/operation", input = GetUrl, output = AsJson)]
pub async fn admin_get_operation(
    /// The API's slug.
    api: String,
    /// The operation's slug.
    operation: String,
) -> Result<(Api, Operation), ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::{answer, permit};
    use crate::platform::state::current;
    let permit = permit(Caller::current().administrator())?;
    answer(service::admin_operation_by_slug(&current()?, &permit, &api, &operation).await)
}

/// Whether the caller may register an API. The form for a new one needs nothing else.
#[server(prefix = "/api/private", endpoint = "admin/permit", input = GetUrl, output = AsJson)]
pub async fn admin_permit() -> Result<(), ApiError> {
    use crate::identity::server::Caller;
    use crate::platform::respond::permit;
    permit(Caller::current().administrator())?;
    Ok(())
}

/// A sample of the operation's body in one media type.
#[server(prefix = "/api/private", endpoint = "body/sample", input = GetUrl, output = AsJson)]
pub async fn get_body_sample(
    /// The operation.
    operation: OperationId,
    /// The media type.
    content_type: String,
    /// Which of its further examples, from 1; 0 for one that is made of its schema.
    example: u32,
) -> Result<String, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    let (state, caller) = (current()?, Caller::current());
    answer(service::body_sample(&state, &caller, &operation, &content_type, example).await)
}

/// The form for a JSON body or a parameter of an operation, or for what is at `path` in it.
#[server(prefix = "/api/private", endpoint = "call/form", input = GetUrl, output = AsJson)]
pub async fn get_call_form(
    /// The operation.
    operation: OperationId,
    /// What the form is for.
    part: CallPart,
    /// The place: [`FormField::path`] of a field that was left closed; empty for the whole.
    path: String,
) -> Result<FormField, ApiError> {
    use crate::catalog::server::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    let (state, caller) = (current()?, Caller::current());
    answer(service::call_form(&state, &caller, &operation, &part, &path).await)
}
