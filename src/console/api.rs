//! The data that the console and the page of one's calls ask for.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::examples::{Example, ExampleSummary};
use super::history::{History, HistoryPage};
use super::kept::KeptRequest;
use super::model::GatewayOffer;
use super::oauth::OAuthOptions;
use crate::kernel::ApiError;
use crate::kernel::ids::{ExampleId, HistoryId, OperationId};
use crate::kernel::wire::AsJson;

/// How many calls a page of the list has.
pub const PAGE_SIZE: u32 = 25;

/// The last calls that the caller made of an operation.
#[server(prefix = "/api/private", endpoint = "console/history", input = GetUrl, output = AsJson)]
pub async fn get_history(
    /// The operation.
    operation: OperationId,
) -> Result<History, ApiError> {
    use crate::console::server::history::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::of_operation(&current()?, &Caller::current(), &operation).await)
}

/// A page of all calls that the caller made.
#[server(prefix = "/api/private", endpoint = "history", input = GetUrl, output = AsJson)]
pub async fn list_history(
    /// Words that must occur in names, verb or status; empty for all.
    query: String,
    /// The page, from 1.
    page: u32,
) -> Result<HistoryPage, ApiError> {
    use crate::console::server::history::service;
    use crate::identity::server::Caller;
    use crate::kernel::PageRequest;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::list(&current()?, &Caller::current(), &query, PageRequest::new(page, PAGE_SIZE)).await)
}

/// A call that the caller made of an operation, without its secrets.
#[server(prefix = "/api/private", endpoint = "console/request", input = GetUrl, output = AsJson)]
pub async fn get_request(
    /// The operation.
    operation: OperationId,
    /// The call.
    id: HistoryId,
) -> Result<KeptRequest, ApiError> {
    use crate::console::server::history::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::find(&current()?, &Caller::current(), &operation, &id).await)
}

/// How many seconds a call may take, by the operator's choice.
#[server(prefix = "/api/private", endpoint = "console/timeout", input = GetUrl, output = AsJson)]
pub async fn get_longest_timeout() -> Result<u64, ApiError> {
    use crate::platform::state::current;
    Ok(current()?.config.call_timeout.as_secs())
}

/// The examples of an operation that the caller is offered.
#[server(prefix = "/api/private", endpoint = "console/examples", input = GetUrl, output = AsJson)]
pub async fn get_examples(
    /// The operation.
    operation: OperationId,
) -> Result<Vec<ExampleSummary>, ApiError> {
    use crate::console::server::examples::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::list(&current()?, &Caller::current(), &operation).await)
}

/// An example of an operation that the caller may see.
#[server(prefix = "/api/private", endpoint = "console/example", input = GetUrl, output = AsJson)]
pub async fn get_example(
    /// The operation.
    operation: OperationId,
    /// The example.
    id: ExampleId,
) -> Result<Example, ApiError> {
    use crate::console::server::examples::service;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(service::find(&current()?, &Caller::current(), &operation, &id).await)
}

/// What there is to choose before a token for calls of an operation is asked for.
#[server(prefix = "/api/private", endpoint = "oauth-options", input = GetUrl, output = AsJson)]
pub async fn get_oauth_options(
    /// The operation.
    operation: OperationId,
    /// The security scheme, by its name in the document.
    scheme: String,
) -> Result<OAuthOptions, ApiError> {
    use crate::console::server::oauth::options;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(options(&current()?, &Caller::current(), &operation, &scheme).await)
}

/// With which of the caller's subscriptions an operation can be called through the gateway; `None` where none runs.
#[server(prefix = "/api/private", endpoint = "console/gateway", input = GetUrl, output = AsJson)]
pub async fn get_gateway_offer(
    /// The operation.
    operation: OperationId,
) -> Result<Option<GatewayOffer>, ApiError> {
    use crate::console::server::gateway_offer;
    use crate::identity::server::Caller;
    use crate::platform::respond::answer;
    use crate::platform::state::current;
    answer(gateway_offer(&current()?, &Caller::current(), &operation).await)
}
