//! Asking a token endpoint (RFC 6749 sections 3.2 and 5).

use axum::body::Body;
use axum::http::{HeaderValue, Method, header};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::Url;
use url::form_urlencoded::{Serializer, byte_serialize};

use super::fetch::{TIMEOUT, headers, object, shown, text};
use crate::console::oauth::{ClientAuthentication, TokenProblem, TokenRequest};
use crate::platform::AppState;
use crate::platform::outbound::Call;

/// How many bytes a token may have; a header must hold it.
const MOST: usize = 64 * 1024;

/// Who asks.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Client {
    id: String,
    secret: String,
    authentication: ClientAuthentication,
}

/// What was given out.
pub(super) struct Given {
    pub(super) access_token: String,
    pub(super) token_type: String,
    pub(super) expires_in: Option<u64>,
    /// `None` when it is what was asked for.
    pub(super) scope: Option<String>,
    pub(super) refresh_token: Option<String>,
    pub(super) has_id_token: bool,
}

impl Client {
    /// Who makes `request`.
    pub(super) fn of(request: &TokenRequest) -> Self {
        Self {
            id: request.client_id.trim().to_owned(),
            secret: request.client_secret.clone(),
            authentication: request.client_authentication,
        }
    }

    /// What the authorization server knows it by.
    pub(super) fn id(&self) -> &str {
        &self.id
    }
}

/// Asks the token endpoint at `url` for a token, as `client` and with these fields.
pub(super) async fn ask(
    state: &AppState,
    url: &Url,
    client: &Client,
    fields: &[(&str, &str)],
) -> Result<Given, TokenProblem> {
    let call = call(url, client, fields);
    given(&object(state, call).await?)
}

fn call(url: &Url, client: &Client, fields: &[(&str, &str)]) -> Call {
    let mut headers = headers();
    let mut form = Serializer::new(String::new());
    form.extend_pairs(fields.iter().filter(|(_, value)| !value.is_empty()));
    match (client.secret.as_str(), client.authentication) {
        // Section 3.2.1: who has no secret says at least who it is.
        ("", _) => {
            form.append_pair("client_id", &client.id);
        }
        (secret, ClientAuthentication::Body) => {
            form.append_pair("client_id", &client.id).append_pair("client_secret", secret);
        }
        (secret, ClientAuthentication::Basic) => {
            if let Ok(mut value) = HeaderValue::try_from(basic(&client.id, secret)) {
                value.set_sensitive(true);
                headers.insert(header::AUTHORIZATION, value);
            }
        }
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    let body = Body::from(form.finish());
    Call { method: Method::POST, url: url.clone(), headers, body, timeout: TIMEOUT }
}

/// Section 2.3.1: both are encoded as a form's values first.
fn basic(id: &str, secret: &str) -> String {
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    format!("Basic {}", BASE64_STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret))))
}

/// Section 5.1.
fn given(object: &Map<String, Value>) -> Result<Given, TokenProblem> {
    let optional = |member: &str| Some(text(object, member)).filter(|text| !text.is_empty());
    let access_token = optional("access_token").ok_or(TokenProblem::Missing { member: "access_token".to_owned() })?;
    let refresh_token = optional("refresh_token");
    if access_token.len().max(refresh_token.as_ref().map_or(0, String::len)) > MOST {
        return Err(TokenProblem::TooLarge);
    }
    // Some servers leave it out, though section 5.1 wants it; a bearer token is what all of them mean.
    let token_type = optional("token_type").unwrap_or_else(|| "Bearer".to_owned());
    if !token_type.eq_ignore_ascii_case("bearer") {
        return Err(TokenProblem::TokenType { token_type: shown(&token_type) });
    }
    Ok(Given {
        access_token,
        token_type,
        expires_in: object.get("expires_in").and_then(seconds),
        scope: optional("scope").map(|scope| shown(&scope)),
        refresh_token,
        has_id_token: optional("id_token").is_some(),
    })
}

/// A number of seconds, which some servers write as a text.
fn seconds(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn id_and_secret_are_encoded_before_they_are_joined() {
        let value = basic("a:b", "p+q r%ü");
        let decoded = BASE64_STANDARD.decode(value.strip_prefix("Basic ").unwrap()).unwrap();
        assert_eq!(String::from_utf8(decoded).unwrap(), "a%3Ab:p%2Bq+r%25%C3%BC");
    }

    #[test]
    fn only_bearer_tokens_that_fit_a_header_are_taken() {
        let of = |value: Value| given(value.as_object().unwrap());
        assert!(of(json!({"access_token": "t"})).is_ok());
        assert_eq!(
            of(json!({"access_token": "t", "token_type": "bearer", "expires_in": "60"})).ok().unwrap().expires_in,
            Some(60)
        );
        let missing = TokenProblem::Missing { member: "access_token".to_owned() };
        for value in [json!({}), json!({"access_token": ""}), json!({"access_token": 7})] {
            assert_eq!(of(value).err(), Some(missing.clone()));
        }
        let of_type = TokenProblem::TokenType { token_type: "mac".to_owned() };
        assert_eq!(of(json!({"access_token": "t", "token_type": "mac"})).err(), Some(of_type));
        assert_eq!(of(json!({"access_token": "t".repeat(MOST + 1)})).err(), Some(TokenProblem::TooLarge));
    }
}
