//! A call to an authorization server.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::{Map, Value};

use crate::console::oauth::TokenProblem;
use crate::platform::AppState;
use crate::platform::outbound::{Call, NotHeld};

/// How long a call may take.
pub(super) const TIMEOUT: Duration = Duration::from_secs(30);
/// How many bytes an answer may have.
const MOST: usize = 1024 * 1024;
/// How many characters of what a server says are shown.
const SHOWN: usize = 500;

/// The headers that every call has.
pub(super) fn headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(header::USER_AGENT, HeaderValue::from_static(concat!("Loggia/", env!("CARGO_PKG_VERSION"))));
    headers
}

/// The JSON object that answers `call`. An error of OAuth is found under any status: some servers send it with 200.
pub(super) async fn object(state: &AppState, call: Call) -> Result<Map<String, Value>, TokenProblem> {
    let answer = state.outbound.send(call).await.map_err(|failure| TokenProblem::Call { failure })?;
    let status = answer.status;
    if status.is_redirection() {
        return Err(TokenProblem::Redirected { status: status.as_u16() });
    }
    let bytes = answer.body.hold(MOST).await.map_err(|error| match error {
        NotHeld::Failed(failure) => TokenProblem::Call { failure },
        NotHeld::TooLarge => TokenProblem::TooLarge,
    })?;
    let object = match serde_json::from_slice(&bytes) {
        Ok(Value::Object(object)) => Some(object),
        _ => None,
    };
    match object {
        Some(object) if object.contains_key("error") => {
            Err(refusal(&text(&object, "error"), &text(&object, "error_description")))
        }
        Some(object) if status == StatusCode::OK || status == StatusCode::CREATED => Ok(object),
        None if status.is_success() => Err(TokenProblem::NotJson),
        _ => Err(TokenProblem::Status { status: status.as_u16() }),
    }
}

/// The text of a member; empty where there is none.
pub(super) fn text(object: &Map<String, Value>, member: &str) -> String {
    object.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// An error of OAuth, as far as it can be shown.
pub(super) fn refusal(error: &str, description: &str) -> TokenProblem {
    TokenProblem::Refused { error: shown(error), description: shown(description) }
}

/// The beginning of what a server says, in one line.
pub(super) fn shown(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(SHOWN).collect()
}
