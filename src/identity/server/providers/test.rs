//! Trying a provider out: whether it can be reached, and whether what it says of itself will do.

use super::store;
use crate::identity::provider::{Finding, ProviderProblem, Tested};
use crate::identity::server::Administrator;
use crate::identity::server::oidc::{discovery, keys};
use crate::kernel::ApiError;
use crate::kernel::ids::ProviderId;
use crate::platform::{AppError, AppState};

/// For how many milliseconds the findings are remembered.
const KEPT: i64 = 10 * 60 * 1000;

/// Asks the provider `id` for all that signing in needs, and says under which name the findings are remembered. What was
/// remembered of the provider before is replaced by what it says now.
///
/// # Errors
/// `NotFound` when it is gone.
pub async fn test(state: &AppState, _: &Administrator, id: &ProviderId) -> Result<String, AppError> {
    let provider = store::find(state.db.reader(), id).await?.ok_or(ApiError::NotFound)?;
    let found = run(state, &provider.issuer).await;
    let name = state.rng.token();
    let text = serde_json::to_string(&found).map_err(|error| AppError::Unexpected(error.to_string()))?;
    state.sign_in_flows.put(&key(id, &name), text, KEPT);
    Ok(name)
}

/// The findings about the provider `id` that are remembered under `name`; none when they are no longer.
pub(super) fn findings(state: &AppState, id: &ProviderId, name: &str) -> Vec<Finding> {
    let text = state.sign_in_flows.get(&key(id, name));
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

async fn run(state: &AppState, issuer: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut note = |tested, problem: Option<ProviderProblem>| findings.push(Finding { tested, problem });
    let object = match discovery::ask(state, issuer).await {
        Ok(object) => object,
        Err(problem) => {
            note(Tested::Metadata, Some(problem));
            return findings;
        }
    };
    note(Tested::Metadata, None);
    let is_known = discovery::check_issuer(issuer, &object);
    note(Tested::Issuer, is_known.clone().err());
    match discovery::read(issuer, &object) {
        Ok(metadata) => {
            note(Tested::Endpoints, None);
            if is_known.is_ok() {
                discovery::keep(state, issuer, &metadata);
            }
            note(Tested::Keys, keys::fetch(state, &metadata.keys).await.err());
        }
        Err(problem) => note(Tested::Endpoints, Some(problem)),
    }
    findings
}

fn key(id: &ProviderId, name: &str) -> String {
    format!("tested {id} {name}")
}
