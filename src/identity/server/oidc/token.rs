//! Exchanging a code for tokens (OpenID Connect Core 1.0, section 3.1.3).

use axum::body::Body;
use axum::http::{HeaderValue, Method, header};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use url::form_urlencoded::{Serializer, byte_serialize};

use super::discovery::Metadata;
use super::fetch::{TIMEOUT, headers, object, text};
use crate::identity::provider::ProviderProblem;
use crate::platform::AppState;
use crate::platform::outbound::Call;

/// How many bytes an access token may have; a header must hold it.
const MOST: usize = 16 * 1024;

/// What was given out.
pub(super) struct Tokens {
    pub(super) id_token: String,
    /// Empty when there is none.
    pub(super) access_token: String,
}

/// What is shown to get it.
pub(super) struct Exchange<'a> {
    pub(super) client_id: &'a str,
    /// Empty for a public client.
    pub(super) secret: &'a str,
    pub(super) code: &'a str,
    pub(super) redirect_uri: &'a str,
    pub(super) verifier: &'a str,
}

/// Exchanges a code.
pub(super) async fn exchange(
    state: &AppState,
    metadata: &Metadata,
    exchange: &Exchange<'_>,
) -> Result<Tokens, ProviderProblem> {
    let object = object(state, call(metadata, exchange)).await?;
    let id_token = text(&object, "id_token");
    let access_token = text(&object, "access_token");
    if id_token.is_empty() {
        return Err(ProviderProblem::Missing { member: "id_token".to_owned() });
    }
    if access_token.len() > MOST {
        return Err(ProviderProblem::TooLarge);
    }
    Ok(Tokens { id_token, access_token })
}

fn call(metadata: &Metadata, exchange: &Exchange<'_>) -> Call {
    let mut headers = headers();
    let mut form = Serializer::new(String::new());
    form.append_pair("grant_type", "authorization_code")
        .append_pair("code", exchange.code)
        .append_pair("redirect_uri", exchange.redirect_uri)
        .append_pair("code_verifier", exchange.verifier);
    match exchange.secret {
        // RFC 6749 section 3.2.1: who has no secret says at least who it is.
        "" => {
            form.append_pair("client_id", exchange.client_id);
        }
        secret if metadata.takes_basic => {
            if let Ok(mut value) = HeaderValue::try_from(basic(exchange.client_id, secret)) {
                value.set_sensitive(true);
                headers.insert(header::AUTHORIZATION, value);
            }
        }
        secret => {
            form.append_pair("client_id", exchange.client_id).append_pair("client_secret", secret);
        }
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    let body = Body::from(form.finish());
    Call { method: Method::POST, url: metadata.token.clone(), headers, body, timeout: TIMEOUT }
}

/// RFC 6749 section 2.3.1: both are encoded as a form's values first.
fn basic(id: &str, secret: &str) -> String {
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    format!("Basic {}", BASE64_STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret))))
}
