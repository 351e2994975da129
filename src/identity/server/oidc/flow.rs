//! What is remembered of somebody who is at a provider: in memory, for ten minutes, for their browser only.

use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;

use crate::identity::server::Token;
use crate::kernel::ids::ProviderId;
use crate::platform::AppState;

/// For how many milliseconds a person may be away.
const AWAY: i64 = 10 * 60 * 1000;

/// A flow.
#[derive(Serialize, Deserialize)]
pub(super) struct Flow {
    /// The token of the browser that began it.
    pub(super) browser: String,
    /// At whom the person is.
    pub(super) provider: ProviderId,
    /// What that calls itself.
    pub(super) issuer: String,
    /// What the ID token has to repeat.
    pub(super) nonce: String,
    /// What proves that it is us who began (RFC 7636 section 4.1).
    pub(super) verifier: String,
    /// Where the person wants to go; may be empty.
    pub(super) next: String,
}

impl Flow {
    /// Remembers it under `state`, which the provider repeats.
    pub(super) fn keep(&self, app: &AppState, state: &str) {
        if let Ok(text) = serde_json::to_string(self) {
            app.sign_in_flows.put(&key(state), text, AWAY);
        }
    }

    /// The flow that is remembered under `state`, if it was begun in `browser` and at `provider`. It is gone then: nobody comes
    /// back twice. What others try spoils nothing.
    pub(super) fn take(app: &AppState, state: &str, browser: Option<&Token>, provider: &ProviderId) -> Option<Self> {
        let browser = browser?;
        app.sign_in_flows.change(&key(state), |text| {
            let flow: Option<Self> = serde_json::from_str(text).ok();
            let flow = flow.filter(|flow| is_same(&flow.browser, browser) && flow.provider == *provider);
            (flow.is_some().then(String::new), flow)
        })?
    }
}

/// Whether `browser` is the one whose token was `remembered`.
pub(super) fn is_same(remembered: &str, browser: &Token) -> bool {
    bool::from(remembered.as_bytes().ct_eq(browser.as_str().as_bytes()))
}

fn key(state: &str) -> String {
    format!("flow {state}")
}
