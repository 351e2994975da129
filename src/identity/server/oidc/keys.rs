//! A provider's keys: fetched, remembered, and fetched anew when it has changed them.

use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::Value;
use url::Url;

use super::fetch::document;
use crate::identity::provider::ProviderProblem;
use crate::platform::AppState;
use crate::platform::jwt::keys as jwk;

/// For how many milliseconds they are believed.
const LIFETIME: i64 = 60 * 60 * 1000;
/// After how many milliseconds they may be asked for again. Anybody can make a token with an unknown key's name.
const AGAIN: i64 = 60 * 1000;

/// The keys at `url` that can have signed a token with this header. When none can, the provider may have new ones.
pub(super) async fn candidates(
    state: &AppState,
    url: &Url,
    kid: Option<&str>,
    algorithm: Algorithm,
) -> Result<Vec<DecodingKey>, ProviderProblem> {
    let kept = state.provider_documents.get(&kept_at(url));
    if let Some(set) = kept.and_then(|kept| serde_json::from_str::<Vec<Value>>(&kept).ok()) {
        let found = jwk::candidates(&jwk::read(&set), kid, algorithm);
        if !found.is_empty() || state.provider_documents.get(&asked_at(url)).is_some() {
            return if found.is_empty() { Err(ProviderProblem::UnknownKey) } else { Ok(found) };
        }
    }
    let found = jwk::candidates(&fetch(state, url).await?, kid, algorithm);
    if found.is_empty() { Err(ProviderProblem::UnknownKey) } else { Ok(found) }
}

/// The keys at `url` as they are now. They are remembered.
pub(in crate::identity::server) async fn fetch(state: &AppState, url: &Url) -> Result<Vec<Jwk>, ProviderProblem> {
    state.provider_documents.put(&asked_at(url), String::new(), AGAIN);
    let object = document(state, url).await?;
    let set = object.get("keys").and_then(Value::as_array).cloned().unwrap_or_default();
    let keys = jwk::read(&set);
    if !jwk::is_useful(&keys) {
        return Err(ProviderProblem::NoKeys);
    }
    if let Ok(text) = serde_json::to_string(&set) {
        state.provider_documents.put(&kept_at(url), text, LIFETIME);
    }
    Ok(keys)
}

fn kept_at(url: &Url) -> String {
    format!("keys {url}")
}

fn asked_at(url: &Url) -> String {
    format!("asked {url}")
}
