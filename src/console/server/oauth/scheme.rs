//! Where a security scheme's authorization server is.

use url::Url;

use super::discovery::discover;
use super::stop::Stop;
use crate::catalog::server::service::{UsedScheme, scheme_for_call};
use crate::console::oauth::{Flow, TokenProblem, TokenRequest, TokenStep};
use crate::identity::server::Caller;
use crate::kernel::{ApiError, Message};
use crate::openapi::model;
use crate::platform::AppState;

/// An authorization server, as far as a flow needs it.
#[derive(Debug)]
pub(super) struct Server {
    /// Where people consent; of client credentials there is none.
    pub(super) authorization: Option<Url>,
    /// Where tokens are given out.
    pub(super) token: Url,
    /// Where they are renewed.
    pub(super) refresh: Url,
    /// What it calls itself, when that is known.
    pub(super) issuer: Option<String>,
    /// Whether it names itself when it sends people back (RFC 9207).
    pub(super) names_itself: bool,
}

/// The authorization server that `request` is about.
pub(super) async fn server(state: &AppState, caller: &Caller, request: &TokenRequest) -> Result<Server, Stop> {
    let used = scheme_for_call(state, caller, &request.operation, &request.scheme).await?;
    if request.flow == Flow::OpenIdConnect {
        if used.scheme.kind != "openIdConnect" {
            return Err(unknown_flow().into());
        }
        let url = address(&used, &used.scheme.open_id_connect_url, TokenStep::Discovery)?;
        let found = discover(state, &url).await?;
        return Ok(Server {
            authorization: Some(found.authorization),
            refresh: found.token.clone(),
            token: found.token,
            issuer: Some(found.issuer),
            names_itself: found.names_itself,
        });
    }
    let flow = used.scheme.flows.iter().find(|flow| runs(flow) == Some(request.flow)).ok_or_else(unknown_flow)?;
    let token = address(&used, &flow.token_url, TokenStep::Token)?;
    let refresh = match flow.refresh_url.as_str() {
        "" => token.clone(),
        refresh => address(&used, refresh, TokenStep::Refresh)?,
    };
    let authorization = match request.flow {
        Flow::AuthorizationCode => Some(address(&used, &flow.authorization_url, TokenStep::Authorization)?),
        _ => None,
    };
    Ok(Server { authorization, token, refresh, issuer: None, names_itself: false })
}

/// The way that a documented flow is, if we can go it.
pub(super) fn runs(flow: &model::Flow) -> Option<Flow> {
    match flow.kind.as_str() {
        "authorizationCode" => Some(Flow::AuthorizationCode),
        "clientCredentials" => Some(Flow::ClientCredentials),
        _ => None,
    }
}

fn unknown_flow() -> ApiError {
    let allowed = [Flow::AuthorizationCode, Flow::ClientCredentials, Flow::OpenIdConnect].map(Flow::as_str).join(", ");
    ApiError::field("flow", Message::NotOneOf { allowed })
}

/// An address of the document, which may be relative to where the API is served (OpenAPI 3.1 section 4.6).
fn address(used: &UsedScheme, written: &str, step: TokenStep) -> Result<Url, Stop> {
    let base = Url::parse(&used.service_url).ok();
    let url = (!written.is_empty()).then(|| Url::options().base_url(base.as_ref()).parse(written).ok()).flatten();
    url.and_then(web_address).ok_or(Stop::at(step, TokenProblem::NoAddress))
}

/// `url` without its fragment, if it is one of the web without credentials.
pub(super) fn web_address(mut url: Url) -> Option<Url> {
    url.set_fragment(None);
    let is_plain = url.username().is_empty() && url.password().is_none();
    (matches!(url.scheme(), "http" | "https") && url.has_host() && is_plain).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_of_the_web_and_may_be_relative() {
        let used = |service_url: &str| UsedScheme {
            service_url: service_url.to_owned(),
            scheme: model::SecurityScheme::default(),
            scopes: std::collections::BTreeSet::new(),
        };
        for (service_url, written, expected) in [
            ("https://a.test/v1", "https://b.test/token", Some("https://b.test/token")),
            ("https://a.test/v1", "http://b.test/token?x=1#y", Some("http://b.test/token?x=1")),
            ("https://a.test/v1", "/oauth/token", Some("https://a.test/oauth/token")),
            ("https://a.test/v1/", "token", Some("https://a.test/v1/token")),
            ("", "/oauth/token", None),
            ("https://a.test/v1", "", None),
            ("https://a.test/v1", "javascript:alert(1)", None),
            ("https://a.test/v1", "data:text/html,x", None),
            ("https://a.test/v1", "ftp://b.test/token", None),
            ("https://a.test/v1", "https://me:secret@b.test/token", None),
            ("https://a.test/v1", "https://", None),
        ] {
            let found = address(&used(service_url), written, TokenStep::Token).ok();
            assert_eq!(found.as_ref().map(Url::as_str), expected, "{written} at {service_url}");
        }
    }
}
