//! Why somebody could not sign in, until the form to sign in has said so. It does not travel in addresses, or anybody could
//! make our form say anything.

use serde::{Deserialize, Serialize};

use super::flow::is_same;
use crate::identity::provider::{ProviderFailure, ProviderProblem};
use crate::identity::server::Token;
use crate::kernel::ids::ProviderId;
use crate::platform::AppState;

/// For how many milliseconds it is remembered.
const KEPT: i64 = 10 * 60 * 1000;

#[derive(Serialize, Deserialize)]
struct Note {
    browser: String,
    failure: ProviderFailure,
}

/// Remembers `failure` for `browser`, and says under which name.
#[must_use]
pub fn note(state: &AppState, browser: &Token, failure: ProviderFailure) -> String {
    let name = state.rng.token();
    if let Ok(text) = serde_json::to_string(&Note { browser: browser.as_str().to_owned(), failure }) {
        state.sign_in_flows.put(&key(&name), text, KEPT);
    }
    name
}

/// What is remembered under `name` for `browser`.
pub(super) fn find(state: &AppState, browser: Option<&Token>, name: &str) -> Option<ProviderFailure> {
    let note: Note = serde_json::from_str(&state.sign_in_flows.get(&key(name))?).ok()?;
    is_same(&note.browser, browser?).then_some(note.failure)
}

/// Logs `failure` at `provider`, without what the provider said of the person.
pub(super) fn log(provider: &ProviderId, failure: &ProviderFailure) {
    let (step, problem) = (failure.step, word(&failure.problem));
    tracing::warn!(%provider, ?step, problem, "signing in with provider {provider} failed at {step:?}: {problem}");
}

/// The problem's own name.
fn word(problem: &ProviderProblem) -> String {
    match serde_json::to_value(problem) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(serde_json::Value::Object(object)) => object.keys().next().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

fn key(name: &str) -> String {
    format!("failed {name}")
}
