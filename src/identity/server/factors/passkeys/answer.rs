//! What the browser sends of an authenticator's answer: as `PublicKeyCredential.toJSON()` writes it (WebAuthn section 5.1),
//! of which only what is checked is read.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::Deserialize;

/// A credential that was made or used.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    /// How the authenticator names it, in base64url.
    pub(super) id: String,
    response: Response,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Response {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    authenticator_data: String,
    #[serde(default)]
    signature: String,
    user_handle: Option<String>,
}

/// The same in bytes.
pub(super) struct Parts {
    pub(super) client_data: Vec<u8>,
    pub(super) authenticator_data: Vec<u8>,
    pub(super) signature: Vec<u8>,
    pub(super) user_handle: Option<Vec<u8>>,
}

impl Answer {
    /// Reads what was sent.
    pub(super) fn read(credential: &serde_json::Value) -> Result<Self, &'static str> {
        Self::deserialize(credential).map_err(|_| "not an answer")
    }

    /// Its bytes.
    pub(super) fn parts(&self) -> Result<Parts, &'static str> {
        let bytes = |text: &str| BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| "not base64url");
        Ok(Parts {
            client_data: bytes(&self.response.client_data)?,
            authenticator_data: bytes(&self.response.authenticator_data)?,
            signature: bytes(&self.response.signature)?,
            user_handle: self.response.user_handle.as_deref().map(bytes).transpose()?,
        })
    }
}
