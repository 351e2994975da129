//! What authenticators are asked to sign: random, for one purpose, for some minutes, once.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::kernel::ids::UserId;
use crate::platform::{AppError, AppState};

/// For how many milliseconds an answer is waited for.
pub(super) const PATIENCE: i64 = 5 * 60_000;

/// What a challenge is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Purpose {
    /// Adding a passkey to this person's.
    Add(UserId),
    /// The second step of this person's signing in.
    Step(UserId),
    /// Signing in without a password, whoever it is.
    SignIn,
}

/// A new challenge, in base64url.
pub(super) fn ask(state: &AppState, purpose: &Purpose) -> Result<String, AppError> {
    let text = serde_json::to_string(purpose).map_err(|error| AppError::Unexpected(format!("a challenge: {error}")))?;
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(state.rng.bytes::<32>());
    state.passkey_challenges.put(&challenge, text, PATIENCE);
    Ok(challenge)
}

/// Whether `challenge` was asked for `purpose` and has not been answered: from now on it is. An answer for another purpose
/// uses it up, too.
pub(super) fn answered(state: &AppState, challenge: &str, purpose: &Purpose) -> bool {
    let asked =
        state.passkey_challenges.change(challenge, |text| (Some(String::new()), serde_json::from_str(text).ok()));
    state.passkey_challenges.forget(challenge);
    asked.flatten().as_ref() == Some(purpose)
}
