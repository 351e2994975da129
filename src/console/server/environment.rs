//! Filling in the variables of a person's environment.

use crate::catalog::model::{CallInput, OfferedServer};
use crate::console::base_url::{BaseUrl, base_url, shown_base_url};
use crate::console::model::ConsoleRequest;
use crate::console::request::{self, MASK, NeutralRequest};
use crate::console::variables;
use crate::environments::server::service::opened;
use crate::identity::server::Caller;
use crate::kernel::{ApiError, FieldError, Message};
use crate::platform::{AppError, AppState};

/// A call with its values in place, and its address as it is shown.
pub(super) struct Prepared {
    /// What is sent.
    pub(super) request: NeutralRequest,
    /// The address with dots in place of keys and private values; `None` for one without an environment, which is shown
    /// as it is.
    pub(super) shown_url: Option<String>,
}

/// The request of `call` to the one of `servers` that it names, with the values of its environment, which must be the caller's.
///
/// # Errors
/// `Unauthenticated` and `NotFound` when the environment is not the caller's; `Invalid` for values that the operation
/// does not take, without anything private in it.
pub(super) async fn prepare(
    state: &AppState,
    caller: &Caller,
    servers: &[OfferedServer],
    operation: &CallInput,
    call: &ConsoleRequest,
) -> Result<Prepared, AppError> {
    let Some(id) = &call.environment else {
        let request = build(servers, operation, call).map_err(|fields| ApiError::Invalid { fields })?;
        return Ok(Prepared { request, shown_url: None });
    };
    let environment = opened(state, caller, id).await?;
    let (filled, mut complaints) = variables::fill(call.clone(), &|name| environment.value(name).map(str::to_owned));
    let built = build(servers, operation, &filled);
    let request = match built {
        Ok(request) if complaints.is_empty() => request,
        built => {
            complaints.extend(built.err().into_iter().flatten().map(|complaint| without_private(complaint, call)));
            return Err(ApiError::Invalid { fields: complaints }.into());
        }
    };
    let known = |name: &str| {
        let variable = environment.shown.variables.iter().find(|variable| variable.name == name)?;
        Some(variable.value.clone().unwrap_or_else(|| variables::unknown(name)))
    };
    let (shown, _) = variables::fill(call.clone(), &known);
    let BaseUrl { url, .. } = shown_base_url(servers, shown.server.as_ref());
    let shown_url = Some(variables::masked(&request::preview(&url, operation, &shown)));
    Ok(Prepared { request, shown_url })
}

/// The request of `call`, and every complaint about its server and its values.
fn build(
    servers: &[OfferedServer],
    operation: &CallInput,
    call: &ConsoleRequest,
) -> Result<NeutralRequest, Vec<FieldError>> {
    let BaseUrl { url, mut complaints } = base_url(servers, call.server.as_ref());
    match request::build(&url, operation, call) {
        Ok(request) if complaints.is_empty() => Ok(request),
        built => {
            complaints.extend(built.err().into_iter().flatten());
            Err(complaints)
        }
    }
}

/// A complaint that quotes what was filled in quotes it only as the person typed it.
fn without_private(mut complaint: FieldError, call: &ConsoleRequest) -> FieldError {
    if let Message::HeaderNotAllowed { name } = &mut complaint.message
        && !call.headers.iter().any(|(typed, _)| typed.trim() == name)
    {
        MASK.clone_into(name);
    }
    complaint
}
