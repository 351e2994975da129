//! What a provider says of itself (OpenID Connect Discovery 1.0).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::Url;

use super::fetch::{document, shown, text};
use crate::identity::provider::ProviderProblem;
use crate::platform::AppState;

/// For how many milliseconds it is believed.
const LIFETIME: i64 = 60 * 60 * 1000;
/// How many characters an address may have.
const MOST: usize = 2000;

/// A provider's metadata (section 3), as far as they are needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::identity::server) struct Metadata {
    /// What it calls itself.
    pub(super) issuer: String,
    /// Where people sign in.
    pub(super) authorization: Url,
    /// Where codes are exchanged.
    pub(super) token: Url,
    /// Where its keys are.
    pub(in crate::identity::server) keys: Url,
    /// Where more is said of a person.
    pub(super) user_info: Option<Url>,
    /// Whether it names itself when it sends people back (RFC 9207 section 3).
    pub(super) names_itself: bool,
    /// Whether a client may show its secret in a header.
    pub(super) takes_basic: bool,
}

/// The metadata of `issuer`, which may be remembered.
pub(super) async fn discover(state: &AppState, issuer: &str) -> Result<Metadata, ProviderProblem> {
    let key = format!("metadata {issuer}");
    let kept = state.provider_documents.get(&key);
    if let Some(metadata) = kept.and_then(|kept| serde_json::from_str(&kept).ok()) {
        return Ok(metadata);
    }
    let object = ask(state, issuer).await?;
    check_issuer(issuer, &object)?;
    let metadata = read(issuer, &object)?;
    keep(state, issuer, &metadata);
    Ok(metadata)
}

/// Remembers the metadata of `issuer`.
pub(in crate::identity::server) fn keep(state: &AppState, issuer: &str, metadata: &Metadata) {
    if let Ok(text) = serde_json::to_string(metadata) {
        state.provider_documents.put(&format!("metadata {issuer}"), text, LIFETIME);
    }
}

/// What is at the address that follows from `issuer` (section 4).
pub(in crate::identity::server) async fn ask(
    state: &AppState,
    issuer: &str,
) -> Result<Map<String, Value>, ProviderProblem> {
    let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    let missing = |_| ProviderProblem::Missing { member: "issuer".to_owned() };
    document(state, &Url::parse(&address).map_err(missing)?).await
}

/// Checks that the metadata are those of `issuer` (section 4.3). A slash at its end was taken off to get there.
pub(in crate::identity::server) fn check_issuer(
    issuer: &str,
    object: &Map<String, Value>,
) -> Result<(), ProviderProblem> {
    let found = text(object, "issuer");
    if found.is_empty() || found.len() > MOST {
        return Err(ProviderProblem::Missing { member: "issuer".to_owned() });
    }
    if found.trim_end_matches('/') != issuer.trim_end_matches('/') {
        return Err(ProviderProblem::Issuer { expected: shown(issuer), found: shown(&found) });
    }
    Ok(())
}

/// The metadata of `issuer`, of whom they were found to be.
pub(in crate::identity::server) fn read(
    issuer: &str,
    object: &Map<String, Value>,
) -> Result<Metadata, ProviderProblem> {
    let is_secure = issuer.starts_with("https:");
    let optional = |member: &str| {
        let text = Some(text(object, member)).filter(|text| text.len() <= MOST);
        // Who is to be asked in confidence does not send us where there is none.
        text.and_then(|text| Url::parse(&text).ok())
            .and_then(web_address)
            .filter(|url| !is_secure || url.scheme() == "https")
    };
    let endpoint = |member: &str| optional(member).ok_or(ProviderProblem::Missing { member: member.to_owned() });
    // Section 3: without the list, it is Basic.
    let methods = object.get("token_endpoint_auth_methods_supported").and_then(Value::as_array);
    Ok(Metadata {
        issuer: text(object, "issuer"),
        authorization: endpoint("authorization_endpoint")?,
        token: endpoint("token_endpoint")?,
        keys: endpoint("jwks_uri")?,
        user_info: optional("userinfo_endpoint"),
        names_itself: object.get("authorization_response_iss_parameter_supported") == Some(&Value::Bool(true)),
        takes_basic: methods.is_none_or(|methods| methods.iter().any(|method| method == "client_secret_basic")),
    })
}

/// `url` without its fragment, if it is one of the web without credentials.
fn web_address(mut url: Url) -> Option<Url> {
    url.set_fragment(None);
    let is_plain = url.username().is_empty() && url.password().is_none();
    (matches!(url.scheme(), "http" | "https") && url.has_host() && is_plain).then_some(url)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn whole() -> Value {
        json!({
            "issuer": "https://a.test", "authorization_endpoint": "https://a.test/a",
            "token_endpoint": "https://a.test/t", "jwks_uri": "https://a.test/k",
        })
    }

    #[test]
    fn a_provider_is_who_its_address_says() {
        for (issuer, found, fine) in [
            ("https://a.test", "https://a.test", true),
            ("https://a.test", "https://a.test/", true),
            ("https://a.test/x/", "https://a.test/x", true),
            ("https://a.test/x", "https://a.test", false),
            ("https://a.test", "https://evil.test", false),
            ("https://a.test", "", false),
        ] {
            let object = json!({"issuer": found});
            assert_eq!(check_issuer(issuer, object.as_object().unwrap()).is_ok(), fine, "{found} at {issuer}");
        }
    }

    #[test]
    fn what_is_needed_must_be_there_and_as_safe_as_the_issuer() {
        let read_json = |value: &Value| read("https://a.test", value.as_object().unwrap());
        assert!(read_json(&whole()).unwrap().takes_basic);
        for (member, value) in [
            ("authorization_endpoint", json!("javascript:alert(1)")),
            ("token_endpoint", json!("/token")),
            ("token_endpoint", json!("http://a.test/t")),
            ("jwks_uri", json!("https://me:secret@a.test/k")),
            ("jwks_uri", json!(null)),
        ] {
            let mut broken = whole();
            broken[member] = value;
            assert_eq!(read_json(&broken), Err(ProviderProblem::Missing { member: member.to_owned() }));
        }
        let mut of_body = whole();
        of_body["token_endpoint_auth_methods_supported"] = json!(["client_secret_post"]);
        assert!(!read_json(&of_body).unwrap().takes_basic);
    }
}
