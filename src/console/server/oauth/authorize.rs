//! Sending a person to the authorization server (RFC 6749 section 4.1.1, RFC 7636), and telling what became of it.

use std::net::IpAddr;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use url::Url;

use super::endpoint::Client;
use super::flow::{AWAY, Away, Flow, Stage};
use super::options::redirect_uri;
use super::scheme::server;
use super::stop::Stop;
use super::wish::{check, count, scope};
use crate::console::oauth::{self, FlowState, TokenProblem, TokenRequest, TokenStep};
use crate::identity::server::{Caller, Token};
use crate::platform::AppState;

/// Begins the flow that `request` asks for, in `browser`. Gives back the flow's name, which is OAuth's `state` too, and
/// where the person has to go.
///
/// # Errors
/// [`Stop`]: `NotFound` when the operation is none that `caller` may see, or does not use such a scheme; `Invalid` for what
/// was filled in; `RateLimited`; or whatever the provider did when it was asked for its metadata.
pub async fn begin(
    state: &AppState,
    caller: &Caller,
    peer: IpAddr,
    browser: &Token,
    request: &TokenRequest,
) -> Result<(String, String), Stop> {
    check(request)?;
    count(state, peer)?;
    let server = server(state, caller, request).await?;
    let authorization = server.authorization.ok_or(Stop::at(TokenStep::Authorization, TokenProblem::NoAddress))?;
    let (name, verifier, nonce) = (state.rng.token(), state.rng.token(), state.rng.token());
    let is_open_id = request.flow == oauth::Flow::OpenIdConnect;
    let mut scope = scope(request);
    if is_open_id && scope.split(' ').all(|one| one != "openid") {
        scope = format!("openid {scope}").trim_end().to_owned();
    }
    let client = Client::of(request);
    let url = with_query(
        authorization,
        &[
            ("response_type", "code"),
            ("client_id", client.id()),
            ("redirect_uri", &redirect_uri(state)),
            ("scope", &scope),
            ("state", &name),
            ("code_challenge", &challenge(&verifier)),
            ("code_challenge_method", "S256"),
            // The ID token is not read, so nothing is compared with it; some providers insist on one.
            ("nonce", if is_open_id { &nonce } else { "" }),
        ],
    );
    let away = Away {
        client,
        verifier,
        token: server.token,
        refresh: server.refresh,
        issuer: server.issuer,
        names_itself: server.names_itself,
        scope,
    };
    if let Some(text) = Flow::new(browser, Stage::Away(Box::new(away))).written() {
        state.oauth_flows.put(&name, text, AWAY);
    }
    Ok((name, url))
}

/// What became of the flow `name`, if it was begun in `browser`. Its end is told once.
#[must_use]
pub fn outcome(state: &AppState, browser: Option<&Token>, name: &str) -> FlowState {
    let told = state.oauth_flows.change(name, |text| {
        let Some(mut flow) = Flow::read(text).filter(|flow| flow.is_of(browser)) else {
            return (None, FlowState::Gone);
        };
        match std::mem::replace(&mut flow.stage, Stage::Told) {
            Stage::Away(_) | Stage::Back => (None, FlowState::Waiting),
            Stage::Told => (None, FlowState::Gone),
            Stage::Ended(outcome) => (flow.written(), FlowState::Done(*outcome)),
        }
    });
    told.unwrap_or(FlowState::Gone)
}

/// RFC 7636 section 4.2.
fn challenge(verifier: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

/// `url` with these pairs instead of its own of the same names; empty ones are left out.
fn with_query(mut url: Url, pairs: &[(&str, &str)]) -> String {
    let is_ours = |name: &str| pairs.iter().any(|(ours, _)| *ours == name);
    let own: Vec<(String, String)> = url.query_pairs().into_owned().filter(|(name, _)| !is_ours(name)).collect();
    url.query_pairs_mut().clear().extend_pairs(own).extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    url.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specifications_challenge_comes_out() {
        assert_eq!(
            challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }

    #[test]
    fn the_documents_own_pairs_stay_unless_they_would_stand_for_ours() {
        let url = Url::parse("https://a.test/authorize?audience=b&state=evil&redirect_uri=https://evil.test").unwrap();
        let pairs = [("redirect_uri", "http://localhost/cb"), ("state", "s & s"), ("scope", "")];
        assert_eq!(
            with_query(url, &pairs),
            "https://a.test/authorize?audience=b&redirect_uri=http%3A%2F%2Flocalhost%2Fcb&state=s+%26+s"
        );
    }
}
