//! What there is to choose before a token is asked for.

use std::collections::BTreeSet;

use super::scheme::runs;
use crate::catalog::server::service::scheme_for_call;
use crate::console::oauth::{Flow, FlowOption, OAuthOptions, ScopeOption};
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::kernel::ids::OperationId;
use crate::openapi::model::Scope;
use crate::paths;
use crate::platform::{AppError, AppState};

/// The scopes of OpenID Connect that providers commonly have (Core 1.0 sections 3.1.2.1, 5.4 and 11), the needed one first.
const OPEN_ID: [&str; 4] = ["openid", "profile", "email", "offline_access"];

/// What the security scheme `scheme` of an operation offers.
///
/// # Errors
/// `NotFound` when the operation is none that `caller` may see, or does not use such a scheme.
pub async fn options(
    state: &AppState,
    caller: &Caller,
    operation: &OperationId,
    scheme: &str,
) -> Result<OAuthOptions, AppError> {
    let used = scheme_for_call(state, caller, operation, scheme).await?;
    let (mut flows, mut others) = (Vec::new(), Vec::new());
    match used.scheme.kind.as_str() {
        "oauth2" => {
            for flow in used.scheme.flows {
                match runs(&flow) {
                    Some(way) => flows.push(FlowOption { flow: way, scopes: scopes(flow.scopes, &used.scopes) }),
                    None => others.push(flow.kind),
                }
            }
        }
        "openIdConnect" => {
            let known = OPEN_ID.map(|name| Scope { name: name.to_owned(), description: String::new() });
            let mut scopes = scopes(known.into(), &used.scopes);
            scopes.iter_mut().take(1).for_each(|openid| openid.required = true);
            flows.push(FlowOption { flow: Flow::OpenIdConnect, scopes });
        }
        _ => return Err(ApiError::NotFound.into()),
    }
    Ok(OAuthOptions { flows, others, redirect_uri: redirect_uri(state) })
}

/// The documented scopes, and behind them those that the operation needs all the same.
fn scopes(documented: Vec<Scope>, needed: &BTreeSet<String>) -> Vec<ScopeOption> {
    let undocumented = needed.iter().filter(|name| documented.iter().all(|scope| scope.name != **name));
    let undocumented = undocumented.map(|name| Scope { name: name.clone(), description: String::new() });
    let undocumented: Vec<Scope> = undocumented.collect();
    let all = documented.into_iter().chain(undocumented);
    all.map(|Scope { name, description }| ScopeOption { required: needed.contains(&name), name, description }).collect()
}

/// Where authorization servers send people back to.
pub(super) fn redirect_uri(state: &AppState) -> String {
    format!("{}{}", state.config.public_url.origin().ascii_serialization(), paths::CONSOLE_OAUTH_CALLBACK)
}
