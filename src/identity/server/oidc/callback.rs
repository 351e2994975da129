//! Somebody comes back from a provider (OpenID Connect Core 1.0, sections 3.1.2.5 to 3.1.3.7).

use serde_json::Map;
use url::form_urlencoded;

use super::claims::{Person, lack, person};
use super::discovery::{Metadata, discover};
use super::failed::log;
use super::fetch::{refusal, shown, text};
use super::flow::Flow;
use super::id_token::{self, Expected};
use super::token::{Exchange, exchange};
use super::{Stop, account, at, keys, redirect_uri, user_info};
use crate::identity::provider::{Provider, ProviderFailure, ProviderProblem, ProviderStep};
use crate::identity::server::Token;
use crate::identity::server::providers::{service::owner, store};
use crate::identity::server::service::{Opened, Visitor};
use crate::kernel::ids::ProviderId;
use crate::platform::{AppError, AppState};

/// How somebody came back.
#[derive(Debug)]
pub enum Back {
    /// They are who they should be, and go on to `next`, or home when it is empty.
    SignedIn {
        /// What that opens.
        opened: Opened,
        /// Where they wanted to go: a path of ours, or empty.
        next: String,
    },
    /// They are not.
    Failed {
        /// Why.
        failure: ProviderFailure,
        /// Where they wanted to go: a path of ours, or empty.
        next: String,
    },
}

/// Takes a `visitor` back from the provider `id`, with what stands in the `query` of the address that they came back to. It counts
/// once, and only in the `browser` that began: nobody can be made to bring another one's. The browser's `old` session ends.
///
/// # Errors
/// When the database fails.
pub async fn come_back(
    state: &AppState,
    visitor: Visitor<'_>,
    id: &ProviderId,
    query: &str,
    browser: Option<&Token>,
    old: Option<&Token>,
) -> Result<Back, AppError> {
    let provider = store::find(state.db.reader(), id).await?.filter(|provider| provider.is_on);
    let name = provider.as_ref().map(|provider| provider.name.clone()).unwrap_or_default();
    let flow = Flow::take(state, &value(query, "state").unwrap_or_default(), browser, id);
    let next = flow.as_ref().map(|flow| flow.next.clone()).unwrap_or_default();
    let signed_in = async {
        let stop = |problem| Stop::Failed(ProviderStep::Authorization, problem);
        let provider = provider.ok_or_else(|| stop(ProviderProblem::Off))?;
        let flow = flow.ok_or_else(|| stop(ProviderProblem::Over))?;
        let metadata = discover(state, &provider.issuer).await.map_err(at(ProviderStep::Discovery))?;
        let code = code(&flow, &metadata, query).map_err(stop)?;
        let person = identify(state, &provider, &metadata, &flow, &code).await?;
        account::sign_in(state, &provider, &metadata.issuer, &person, visitor, old).await
    };
    match signed_in.await {
        Ok(opened) => Ok(Back::SignedIn { opened, next }),
        Err(Stop::Broken(error)) => Err(error),
        Err(Stop::Failed(step, problem)) => {
            let failure = ProviderFailure { provider: name, step, problem };
            log(id, &failure);
            Ok(Back::Failed { failure, next })
        }
    }
}

/// The first value of this name in a query.
fn value(query: &str, wanted: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
}

/// The code that the provider sent along.
fn code(flow: &Flow, metadata: &Metadata, query: &str) -> Result<String, ProviderProblem> {
    // Somebody may have changed the provider's address meanwhile.
    if flow.issuer != metadata.issuer {
        return Err(ProviderProblem::Over);
    }
    // RFC 9207 section 2.4: an answer of another provider's must not be believed, errors included.
    match value(query, "iss") {
        Some(found) if found == metadata.issuer => {}
        None if !metadata.names_itself => {}
        found => {
            let found = shown(&found.unwrap_or_default());
            return Err(ProviderProblem::Issuer { expected: shown(&metadata.issuer), found });
        }
    }
    if let Some(error) = value(query, "error").filter(|error| !error.is_empty()) {
        return Err(refusal(&error, &value(query, "error_description").unwrap_or_default()));
    }
    let code = value(query, "code").filter(|code| !code.is_empty());
    code.ok_or(ProviderProblem::Missing { member: "code".to_owned() })
}

/// Who it is whom `code` stands for.
async fn identify(
    state: &AppState,
    provider: &Provider,
    metadata: &Metadata,
    flow: &Flow,
    code: &str,
) -> Result<Person, Stop> {
    let secret = match store::find_secret(state.db.reader(), &provider.id).await? {
        Some(sealed) => String::from_utf8_lossy(&state.vault.open(&owner(&provider.id), &sealed)?).into_owned(),
        None => String::new(),
    };
    let shown = Exchange {
        client_id: &provider.client_id,
        secret: &zeroize::Zeroizing::new(secret),
        code,
        redirect_uri: &redirect_uri(state, &provider.id),
        verifier: &flow.verifier,
    };
    let tokens = exchange(state, metadata, &shown).await.map_err(at(ProviderStep::Token))?;
    let head = id_token::head(&tokens.id_token).map_err(at(ProviderStep::IdToken))?;
    let keys = keys::candidates(state, &metadata.keys, head.kid.as_deref(), head.algorithm).await;
    let keys = keys.map_err(at(ProviderStep::Keys))?;
    let expected = Expected {
        issuer: &metadata.issuer,
        client_id: &provider.client_id,
        nonce: &flow.nonce,
        access_token: &tokens.access_token,
        now: state.clock.now(),
    };
    let claims = id_token::verify(&tokens.id_token, &head, &keys, &expected).map_err(at(ProviderStep::IdToken))?;
    let groups_claim = (!provider.groups.is_empty()).then_some(provider.groups_claim.as_str());
    let more = match &metadata.user_info {
        Some(url) if lack(&claims, groups_claim) && !tokens.access_token.is_empty() => {
            let asked = user_info::ask(state, url, &tokens.access_token, &text(&claims, "sub")).await;
            asked.map_err(at(ProviderStep::UserInfo))?
        }
        _ => Map::new(),
    };
    Ok(person(&claims, &more, &provider.groups_claim))
}
