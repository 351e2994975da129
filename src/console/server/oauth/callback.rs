//! A person comes back from the authorization server (RFC 6749 section 4.1.2).

use url::form_urlencoded;

use super::endpoint::ask;
use super::fetch::{refusal, shown};
use super::flow::{Away, Flow, Grant, Stage};
use super::landing::Landing;
use super::options::redirect_uri;
use crate::console::oauth::{self, TokenFailure, TokenOutcome, TokenProblem, TokenStep};
use crate::identity::server::Token;
use crate::platform::{AppError, AppState};

/// What the authorization server sent along.
#[derive(Default)]
pub struct Returned {
    code: String,
    state: String,
    error: String,
    error_description: String,
    iss: Option<String>,
}

impl Returned {
    /// What stands in the query of the address that a person came back to. Of a name that stands there twice the first counts.
    #[must_use]
    pub fn read(query: &str) -> Self {
        let value = |wanted: &str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
        };
        let text = |wanted: &str| value(wanted).unwrap_or_default();
        Self {
            code: text("code"),
            state: text("state"),
            error: text("error"),
            error_description: text("error_description"),
            iss: value("iss"),
        }
    }
}

/// What `state` stands for.
enum Found {
    Away(Box<Away>),
    OtherBrowser,
    Used,
}

/// Exchanges the code for a token, which the console asks for afterwards. A flow can be come back to once, and by nobody but
/// the browser that began it; another one's attempt spoils nothing.
///
/// # Errors
/// When the exchange was broken off.
pub async fn come_back(state: &AppState, browser: Option<&Token>, returned: Returned) -> Result<Landing, AppError> {
    let found = state.oauth_flows.change(&returned.state, |text| {
        let Some(mut flow) = Flow::read(text).filter(|flow| flow.is_of(browser)) else {
            return (None, Found::OtherBrowser);
        };
        match std::mem::replace(&mut flow.stage, Stage::Back) {
            Stage::Away(away) => (flow.written(), Found::Away(away)),
            _ => (None, Found::Used),
        }
    });
    let (away, browser) = match (found, browser) {
        (Some(Found::Away(away)), Some(browser)) => (*away, browser.clone()),
        (Some(Found::Used), _) => return Ok(Landing::Used),
        (Some(_), _) => return Ok(Landing::OtherBrowser),
        (None, _) => return Ok(Landing::Unknown),
    };
    let state = state.clone();
    // A window that is closed meanwhile must not leave the console waiting.
    let exchange = tokio::spawn(async move {
        let outcome = exchange(&state, &browser, &away, &returned).await;
        let landing = match &outcome {
            Ok(_) => Landing::Done,
            Err(failure) => Landing::Failed(failure.problem.clone()),
        };
        let outcome = outcome.map_or_else(TokenOutcome::Failed, TokenOutcome::Token);
        let ended = Flow::new(&browser, Stage::Ended(Box::new(outcome))).written();
        state.oauth_flows.change(&returned.state, |_| (ended, ()));
        landing
    });
    exchange.await.map_err(|error| AppError::Unexpected(error.to_string()))
}

async fn exchange(
    state: &AppState,
    browser: &Token,
    away: &Away,
    returned: &Returned,
) -> Result<oauth::Token, TokenFailure> {
    let at = |step| move |problem| TokenFailure { step, problem };
    check_issuer(away, returned).map_err(at(TokenStep::Authorization))?;
    if !returned.error.is_empty() {
        let problem = refusal(&returned.error, &returned.error_description);
        return Err(at(TokenStep::Authorization)(problem));
    }
    if returned.code.is_empty() {
        return Err(at(TokenStep::Authorization)(TokenProblem::Missing { member: "code".to_owned() }));
    }
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", &returned.code),
        ("redirect_uri", &redirect_uri(state)),
        ("code_verifier", &away.verifier),
    ];
    let given = ask(state, &away.token, &away.client, &fields).await.map_err(at(TokenStep::Token))?;
    let grant = Grant {
        browser: browser.as_str().to_owned(),
        client: away.client.clone(),
        refresh: away.refresh.clone(),
        refresh_token: String::new(),
        scope: away.scope.clone(),
    };
    Ok(grant.hand_out(state, state.rng.token(), given))
}

/// RFC 9207 section 2.4: an answer of another server's must not be believed, errors included.
fn check_issuer(away: &Away, returned: &Returned) -> Result<(), TokenProblem> {
    let Some(expected) = &away.issuer else { return Ok(()) };
    match &returned.iss {
        Some(found) if found == expected => Ok(()),
        None if !away.names_itself => Ok(()),
        found => {
            let found = shown(found.as_deref().unwrap_or_default());
            Err(TokenProblem::Issuer { expected: shown(expected), found })
        }
    }
}
