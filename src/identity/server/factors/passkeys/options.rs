//! What authenticators are asked for, as `PublicKeyCredential.parse…OptionsFromJSON()` reads it.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use url::Host;

use super::challenge::PATIENCE;
use super::key::ALGORITHMS;
use super::verify::Party;
use crate::identity::model::User;
use crate::kernel::ApiError;
use crate::platform::AppState;

/// What the portal is to authenticators. They know no addresses made of numbers.
pub(super) fn party(state: &AppState) -> Result<Party, ApiError> {
    let url = &state.config.public_url;
    match url.host() {
        Some(Host::Domain(name)) => Ok(Party { id: name.to_owned(), origin: url.origin().ascii_serialization() }),
        _ => Err(ApiError::NotFound),
    }
}

/// A new passkey for `user`, on an authenticator that has none of `known` yet.
pub(super) fn create(state: &AppState, party: &Party, user: &User, known: &[String], challenge: &str) -> Value {
    let algorithms: Vec<Value> = ALGORITHMS.iter().map(|alg| json!({ "type": "public-key", "alg": alg })).collect();
    json!({
        "rp": { "id": party.id, "name": state.config.name },
        "user": { "id": handle(user), "name": user.email, "displayName": user.email },
        "challenge": challenge,
        "pubKeyCredParams": algorithms,
        "timeout": PATIENCE,
        "excludeCredentials": credentials(known),
        // Kept by the authenticator, so that it can be used without a name; where it cannot, it is a second factor still.
        "authenticatorSelection": {
            "residentKey": "preferred", "requireResidentKey": false, "userVerification": "preferred"
        },
        "attestation": "none",
        "extensions": { "credProps": true },
    })
}

/// A signature with one of `allowed`, or with any that the authenticator keeps for the portal. `verified` asks it to
/// recognise the person.
pub(super) fn get(party: &Party, allowed: &[String], verified: bool, challenge: &str) -> Value {
    json!({
        "rpId": party.id,
        "challenge": challenge,
        "timeout": PATIENCE,
        "allowCredentials": credentials(allowed),
        "userVerification": if verified { "required" } else { "preferred" },
    })
}

/// What authenticators know a person by: their id, which says nothing about them.
pub(super) fn handle(user: &User) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(user.id.as_str())
}

fn credentials(ids: &[String]) -> Vec<Value> {
    ids.iter().map(|id| json!({ "type": "public-key", "id": id })).collect()
}
