//! Sending somebody to a provider (OpenID Connect Core 1.0, section 3.1.2.1; RFC 7636).

use std::net::IpAddr;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use url::Url;

use super::discovery::discover;
use super::failed::log;
use super::flow::Flow;
use super::{Stop, at, redirect_uri};
use crate::identity::provider::{ProviderFailure, ProviderProblem, ProviderStep};
use crate::identity::rules;
use crate::identity::server::Token;
use crate::identity::server::providers::store;
use crate::kernel::ids::ProviderId;
use crate::platform::throttle::origin;
use crate::platform::{AppError, AppState};

/// Where somebody has to go.
#[derive(Debug)]
pub struct Begun {
    /// The address.
    pub url: String,
    /// What the provider's button says.
    pub provider: String,
}

/// Begins to sign in whoever sits at `browser`, at `peer`, with the provider `id`. In the end they get to `next`, if that is a
/// path of ours. What the provider did wrong is the inner error.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    state: &AppState,
    peer: IpAddr,
    browser: &Token,
    id: &ProviderId,
    next: &str,
) -> Result<Result<Begun, ProviderFailure>, AppError> {
    let found = store::find(state.db.reader(), id).await?.filter(|provider| provider.is_on);
    let name = found.as_ref().map(|provider| provider.name.clone()).unwrap_or_default();
    let Some(provider) = found else {
        return Ok(Err(ProviderFailure {
            provider: name,
            step: ProviderStep::Authorization,
            problem: ProviderProblem::Off,
        }));
    };
    let url = async {
        let too_often = |seconds| Stop::Failed(ProviderStep::Authorization, ProviderProblem::TooOften { seconds });
        state.sign_in_by_address.check(&origin(peer)).map_err(too_often)?;
        let metadata = discover(state, &provider.issuer).await.map_err(at(ProviderStep::Discovery))?;
        let (name, verifier, nonce) = (state.rng.token(), state.rng.token(), state.rng.token());
        let pairs: [(&str, &str); 8] = [
            ("response_type", "code"),
            ("client_id", &provider.client_id),
            ("redirect_uri", &redirect_uri(state, id)),
            ("scope", &provider.scopes),
            ("state", &name),
            ("nonce", &nonce),
            ("code_challenge", &challenge(&verifier)),
            ("code_challenge_method", "S256"),
        ];
        let url = with_query(metadata.authorization, &pairs);
        let flow = Flow {
            browser: browser.as_str().to_owned(),
            provider: id.clone(),
            issuer: metadata.issuer,
            nonce,
            verifier,
            next: rules::local_path(next).unwrap_or_default().to_owned(),
        };
        flow.keep(state, &name);
        Ok(url)
    };
    match url.await {
        Ok(url) => Ok(Ok(Begun { url, provider: name })),
        Err(Stop::Broken(error)) => Err(error),
        Err(Stop::Failed(step, problem)) => {
            let failure = ProviderFailure { provider: name, step, problem };
            log(id, &failure);
            Ok(Err(failure))
        }
    }
}

/// RFC 7636 section 4.2.
fn challenge(verifier: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

/// `url` with these pairs instead of its own of the same names.
fn with_query(mut url: Url, pairs: &[(&str, &str)]) -> String {
    let is_ours = |name: &str| pairs.iter().any(|(ours, _)| *ours == name);
    let own: Vec<(String, String)> = url.query_pairs().into_owned().filter(|(name, _)| !is_ours(name)).collect();
    url.query_pairs_mut().clear().extend_pairs(own).extend_pairs(pairs);
    url.into()
}
