//! Making a call for a person.

use std::borrow::Cow;
use std::time::Duration;

use bytes::Bytes;
use futures_util::Stream;
use tokio::time::{Instant, timeout};

use super::answer::{Sending, answer};
use super::contract::Contract;
use super::environment::{Prepared, prepare};
use super::history::{Keeper, body_size};
use super::outgoing::outgoing;
use super::redirect::{Hop, Redirects};
use super::through::Through;
use super::timeout::timeout_of;
use super::upload::Files;
use super::way::Way;
use crate::catalog::model::OfferedServer;
use crate::catalog::server::service::{operation_for_call, servers_for_call};
use crate::console::model::ConsoleRequest;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::platform::{AppError, AppState};

/// How long a call waits for a free place among the running ones.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends `request`, with the `files` of its body, to the backend of its operation, or through the gateway with the
/// subscription that it names. The frames come as the backend answers; whoever drops them stops the call.
///
/// # Errors
/// `NotFound` when the operation is none that `caller` may see, or the environment or the subscription is not theirs;
/// `Unauthenticated` for one of nobody; `Invalid` for values that the operation does not take, a timeout beyond the
/// operator's and a redirect that can no longer be followed; `Unavailable` while too many calls run, and where a
/// subscription is named and no gateway runs.
pub async fn send(
    state: &AppState,
    caller: &Caller,
    request: &ConsoleRequest,
    files: Option<Files>,
) -> Result<impl Stream<Item = Bytes> + Send + use<>, AppError> {
    let began = Instant::now();
    let (api, operation) = operation_for_call(state, caller, &request.operation).await?;
    let slug = operation.input.slug.clone();
    let input = operation.input.clone().for_calls();
    let within = timeout_of(state, request)?;
    let follow = |sealed: &String| Hop::open(state, caller, &request.operation, sealed);
    let hop = request.follow.as_ref().map(follow).transpose()?;
    // Where an answer leads, it leads straight there.
    let through = match (&request.subscription, &hop) {
        (Some(subscription), None) => Some(Through::of(state, caller, &api, subscription).await?),
        _ => None,
    };
    let (servers, directed) = match &through {
        Some(through) => (vec![through.server()], Cow::Owned(through.direct(request))),
        None => (servers_for_call(state, &api, &operation).await?, Cow::Borrowed(request)),
    };
    let Prepared { request: mut built, mut shown_url } = prepare(state, caller, &servers, &input, &directed).await?;
    if let Some(hop) = &hop {
        hop.lead(&mut built);
        shown_url = None;
    }
    let sent = body_size(&built);
    let redirects = Redirects::of(state, (caller, &request.operation), &built, hop.as_ref());
    let boundary = state.rng.token();
    let call = outgoing(built, within, files, &boundary)?;
    let waiting = Instant::now();
    let backend = hop.as_ref().map_or_else(|| backend(&servers, &directed).to_owned(), Hop::origin);
    let place = timeout(PATIENCE, state.calls.place(&backend)).await;
    let queue = waiting.elapsed();
    let place = place.ok().flatten().ok_or(ApiError::Unavailable)?;
    tracing::info!(
        api = %api.input.slug,
        operation = %slug,
        "a person tries {} of {}",
        slug,
        api.input.slug
    );
    // The history has the call that led there; repeating it leads there again.
    let keeper = match hop {
        None => Keeper::of(state, caller, (&api, &operation), request, sent, began),
        Some(_) => None,
    };
    Ok(answer(Sending {
        way: through.map_or_else(|| Way::Straight(state.outbound.clone()), Way::Through),
        spool: state.spool.clone(),
        call,
        shown_url,
        contract: Contract::new(state, operation),
        redirects,
        name: slug,
        began,
        queue,
        place,
        keeper,
    }))
}

/// Whose places `request` takes: those of the server that it names, whatever it fills in there, so that nobody gets more of
/// them by other names for one backend.
fn backend<'s>(servers: &'s [OfferedServer], request: &ConsoleRequest) -> &'s str {
    let chosen = request.server.as_ref().and_then(|choice| servers.iter().find(|one| one.number == choice.number));
    chosen.or(servers.first()).map_or("", |server| &server.template)
}
