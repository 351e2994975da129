//! A call to a provider.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use serde_json::{Map, Value};
use url::Url;

use crate::identity::provider::ProviderProblem;
use crate::platform::AppState;
use crate::platform::outbound::{Call, NotHeld};

/// How long a call may take.
pub(super) const TIMEOUT: Duration = Duration::from_secs(15);
/// How many bytes an answer may have.
const MOST: usize = 512 * 1024;
/// How many characters of what a provider says are shown.
const SHOWN: usize = 300;

/// The headers that every call has.
pub(super) fn headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(header::USER_AGENT, HeaderValue::from_static(concat!("Loggia/", env!("CARGO_PKG_VERSION"))));
    headers
}

/// The JSON object at `url`.
pub(in crate::identity::server) async fn document(
    state: &AppState,
    url: &Url,
) -> Result<Map<String, Value>, ProviderProblem> {
    let call =
        Call { method: Method::GET, url: url.clone(), headers: headers(), body: Body::empty(), timeout: TIMEOUT };
    object(state, call).await
}

/// The JSON object that answers `call`. An error of OAuth is found under any status: some servers send it with 200.
pub(super) async fn object(state: &AppState, call: Call) -> Result<Map<String, Value>, ProviderProblem> {
    let answer = state.outbound.send(call).await.map_err(|failure| ProviderProblem::Call { failure })?;
    let status = answer.status;
    if status.is_redirection() {
        return Err(ProviderProblem::Redirected { status: status.as_u16() });
    }
    let bytes = answer.body.hold(MOST).await.map_err(|error| match error {
        NotHeld::Failed(failure) => ProviderProblem::Call { failure },
        NotHeld::TooLarge => ProviderProblem::TooLarge,
    })?;
    match serde_json::from_slice(&bytes) {
        Ok(Value::Object(object)) if object.contains_key("error") => {
            Err(refusal(&text(&object, "error"), &text(&object, "error_description")))
        }
        Ok(Value::Object(object)) if status.is_success() => Ok(object),
        _ if status.is_success() => Err(ProviderProblem::NotJson),
        _ => Err(ProviderProblem::Status { status: status.as_u16() }),
    }
}

/// The text of a member; empty where there is none.
pub(super) fn text(object: &Map<String, Value>, member: &str) -> String {
    object.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// An error of OAuth, as far as it can be shown.
pub(super) fn refusal(error: &str, description: &str) -> ProviderProblem {
    ProviderProblem::Refused { error: shown(error), description: shown(description) }
}

/// The beginning of what a provider says, in one line that reads as it is written.
pub(super) fn shown(text: &str) -> String {
    let misleads =
        |letter: char| letter.is_control() || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|letter| if misleads(letter) { ' ' } else { letter }).take(SHOWN).collect()
}
