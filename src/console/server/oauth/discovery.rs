//! What an OpenID provider says of itself (OpenID Connect Discovery 1.0).

use axum::body::Body;
use axum::http::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::Url;

use super::fetch::{TIMEOUT, headers, object, shown, text};
use super::scheme::web_address;
use super::stop::Stop;
use crate::console::oauth::{TokenProblem, TokenStep};
use crate::platform::AppState;
use crate::platform::outbound::Call;

/// For how many milliseconds it is believed.
const LIFETIME: i64 = 10 * 60 * 1000;
/// How many characters an address may have.
const MOST: usize = 2000;
/// How the address ends where a provider has its metadata (section 4).
const WELL_KNOWN: &str = "/.well-known/openid-configuration";

/// A provider's metadata (section 3), as far as they are needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Metadata {
    /// What it calls itself.
    pub(super) issuer: String,
    /// Where people sign in.
    pub(super) authorization: Url,
    /// Where tokens are given out.
    pub(super) token: Url,
    /// Whether it names itself when it sends people back (RFC 9207 section 3).
    pub(super) names_itself: bool,
}

/// The metadata at `url`.
pub(super) async fn discover(state: &AppState, url: &Url) -> Result<Metadata, Stop> {
    let kept = state.oauth_metadata.get(url.as_str());
    if let Some(metadata) = kept.and_then(|kept| serde_json::from_str(&kept).ok()) {
        return Ok(metadata);
    }
    let call =
        Call { method: Method::GET, url: url.clone(), headers: headers(), body: Body::empty(), timeout: TIMEOUT };
    let read = object(state, call).await.and_then(|object| read(url, &object));
    let metadata = read.map_err(|problem| Stop::at(TokenStep::Discovery, problem))?;
    if let Ok(text) = serde_json::to_string(&metadata) {
        state.oauth_metadata.put(url.as_str(), text, LIFETIME);
    }
    Ok(metadata)
}

fn read(url: &Url, object: &Map<String, Value>) -> Result<Metadata, TokenProblem> {
    let missing = |member: &str| TokenProblem::Missing { member: member.to_owned() };
    let endpoint = |member: &str| {
        let text = Some(text(object, member)).filter(|text| text.len() <= MOST);
        text.and_then(|text| Url::parse(&text).ok()).and_then(web_address).ok_or_else(|| missing(member))
    };
    let issuer = text(object, "issuer");
    if issuer.is_empty() || issuer.len() > MOST {
        return Err(missing("issuer"));
    }
    // Section 4.3: it must be what the address was made of. A slash at its end was taken off for that (section 4.1).
    if let Some(expected) = url.as_str().strip_suffix(WELL_KNOWN)
        && issuer.trim_end_matches('/') != expected.trim_end_matches('/')
    {
        return Err(TokenProblem::Issuer { expected: shown(expected), found: shown(&issuer) });
    }
    Ok(Metadata {
        issuer,
        authorization: endpoint("authorization_endpoint")?,
        token: endpoint("token_endpoint")?,
        names_itself: object.get("authorization_response_iss_parameter_supported") == Some(&Value::Bool(true)),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read_json(url: &str, value: &Value) -> Result<Metadata, TokenProblem> {
        read(&Url::parse(url).unwrap(), value.as_object().unwrap())
    }

    #[test]
    fn a_provider_is_who_its_address_says() {
        let at = |issuer: &str| json!({"issuer": issuer, "authorization_endpoint": "https://a.test/a", "token_endpoint": "https://a.test/t"});
        for (url, issuer, fine) in [
            ("https://a.test/.well-known/openid-configuration", "https://a.test", true),
            ("https://a.test/.well-known/openid-configuration", "https://a.test/", true),
            ("https://a.test/x/.well-known/openid-configuration", "https://a.test/x", true),
            ("https://a.test/x/.well-known/openid-configuration", "https://a.test", false),
            ("https://a.test/.well-known/openid-configuration", "https://evil.test", false),
            ("https://a.test/metadata", "https://b.test", true),
        ] {
            assert_eq!(read_json(url, &at(issuer)).is_ok(), fine, "{issuer} at {url}");
        }
    }

    #[test]
    fn what_is_needed_must_be_there() {
        let whole = json!({"issuer": "https://a.test", "authorization_endpoint": "https://a.test/a", "token_endpoint": "https://a.test/t"});
        for (member, value) in [
            ("issuer", json!("")),
            ("issuer", json!(7)),
            ("authorization_endpoint", json!("javascript:alert(1)")),
            ("token_endpoint", json!("/token")),
            ("token_endpoint", json!(null)),
        ] {
            let mut broken = whole.clone();
            broken[member] = value;
            let expected = TokenProblem::Missing { member: member.to_owned() };
            assert_eq!(read_json("https://a.test/metadata", &broken), Err(expected));
        }
    }
}
