//! What is remembered of a person who is at an authorization server, and of the tokens that can be renewed.

use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use url::Url;

use super::endpoint::{Client, Given};
use crate::console::oauth::{Token, TokenOutcome};
use crate::identity::server;
use crate::platform::AppState;

/// For how many milliseconds a person may be away.
pub(super) const AWAY: i64 = 10 * 60 * 1000;
/// For how many milliseconds after its last use a token can be renewed: as long as somebody stays signed in.
const RENEWABLE: i64 = server::session::IDLE;

/// A flow, from its beginning until its time is over.
#[derive(Serialize, Deserialize)]
pub(super) struct Flow {
    /// The token of the browser that began it.
    browser: String,
    /// How far it has come.
    pub(super) stage: Stage,
}

/// How far a flow has come.
#[derive(Serialize, Deserialize)]
pub(super) enum Stage {
    /// The person is away.
    Away(Box<Away>),
    /// They are back, and the code is being exchanged.
    Back,
    /// It has ended, and the console has not heard of it.
    Ended(Box<TokenOutcome>),
    /// The console has.
    Told,
}

/// What is needed when the person comes back.
#[derive(Serialize, Deserialize)]
pub(super) struct Away {
    /// Who asks for the token.
    pub(super) client: Client,
    /// What proves that it is us who began (RFC 7636 section 4.1).
    pub(super) verifier: String,
    /// Where the token is given out.
    pub(super) token: Url,
    /// Where it is renewed.
    pub(super) refresh: Url,
    /// What the authorization server calls itself, when that is known.
    pub(super) issuer: Option<String>,
    /// Whether it says so when it sends people back.
    pub(super) names_itself: bool,
    /// The scopes that are asked for.
    pub(super) scope: String,
}

/// What renews a token.
#[derive(Serialize, Deserialize)]
pub(super) struct Grant {
    /// The token of the browser that it belongs to.
    pub(super) browser: String,
    /// Who asks for the token.
    pub(super) client: Client,
    /// Where it is renewed.
    pub(super) refresh: Url,
    /// The refresh token.
    pub(super) refresh_token: String,
    /// What the token is good for.
    pub(super) scope: String,
}

impl Flow {
    /// A flow of `browser`.
    pub(super) fn new(browser: &server::Token, stage: Stage) -> Self {
        Self { browser: browser.as_str().to_owned(), stage }
    }

    /// Whether it was begun in `browser`.
    pub(super) fn is_of(&self, browser: Option<&server::Token>) -> bool {
        is_same(&self.browser, browser)
    }

    /// As it is remembered.
    pub(super) fn written(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// The flow that `text` is.
    pub(super) fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// Whether `browser` is the one whose token was `remembered`.
fn is_same(remembered: &str, browser: Option<&server::Token>) -> bool {
    browser.is_some_and(|browser| bool::from(remembered.as_bytes().ct_eq(browser.as_str().as_bytes())))
}

impl Grant {
    /// The grant that is remembered under `name`, if it is one of `browser`.
    pub(super) fn find(state: &AppState, name: &str, browser: Option<&server::Token>) -> Option<Self> {
        let grant: Self = serde_json::from_str(&state.oauth_grants.get(name)?).ok()?;
        is_same(&grant.browser, browser).then_some(grant)
    }

    /// The token that was `given`, as the browser gets it. If it can be renewed, that is remembered under `name`.
    pub(super) fn hand_out(mut self, state: &AppState, name: String, given: Given) -> Token {
        if let Some(refresh_token) = given.refresh_token {
            self.refresh_token = refresh_token;
        }
        if let Some(scope) = given.scope {
            self.scope = scope;
        }
        let scope = self.scope.clone();
        let is_renewable = !self.refresh_token.is_empty();
        if let Some(text) = is_renewable.then(|| serde_json::to_string(&self).ok()).flatten() {
            state.oauth_grants.put(&name, text, RENEWABLE);
        }
        Token {
            access_token: given.access_token,
            token_type: given.token_type,
            expires_in: given.expires_in,
            scope,
            has_id_token: given.has_id_token,
            refresh: is_renewable.then_some(name),
        }
    }
}
