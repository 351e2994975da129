//! What a call is authenticated with.

use serde::{Deserialize, Serialize};

use super::{Location, SecurityRequirement};
use crate::openapi::model::SecurityScheme;

/// One way to authenticate a call: all of these together. An empty one means that none is needed.
pub type Authorization = Vec<SchemeInput>;

/// What a security scheme asks a person for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemeInput {
    /// The scheme's name.
    pub scheme: String,
    /// How it authenticates.
    pub kind: SchemeKind,
}

/// How a security scheme authenticates (OpenAPI, Security Scheme Object).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SchemeKind {
    /// A key in a header, the query or a cookie.
    ApiKey {
        /// Where it stands.
        #[serde(rename = "in")]
        location: Location,
        /// What it is called there.
        name: String,
    },
    /// A name and a password (RFC 7617).
    Basic,
    /// A token (RFC 6750), however one comes by it.
    Bearer,
    /// A token of an authorization server (RFC 6749). Its flows are told to whoever wants a token, since most visitors of
    /// an operation want none.
    #[serde(rename = "oauth2")]
    OAuth2,
    /// A token of a provider that describes itself (OpenID Connect Discovery 1.0).
    OpenIdConnect,
}

impl SchemeInput {
    /// What `scheme` asks for; `None` for what a form cannot ask, such as a certificate.
    fn of(scheme: &SecurityScheme) -> Option<Self> {
        let kind = match (scheme.kind.as_str(), scheme.scheme.to_ascii_lowercase().as_str()) {
            ("apiKey", _) => {
                let location = Location::parse(&scheme.place).filter(|location| *location != Location::Path)?;
                SchemeKind::ApiKey { location, name: scheme.parameter.clone() }
            }
            ("http", "basic") => SchemeKind::Basic,
            ("http", "bearer") => SchemeKind::Bearer,
            ("oauth2", _) => SchemeKind::OAuth2,
            ("openIdConnect", _) => SchemeKind::OpenIdConnect,
            _ => return None,
        };
        Some(Self { scheme: scheme.name.clone(), kind })
    }
}

/// The ways to authenticate that `requirements` leave open, given the API's `schemes`.
#[must_use]
pub fn authorizations(requirements: &[SecurityRequirement], schemes: &[SecurityScheme]) -> Vec<Authorization> {
    let mut ways: Vec<Authorization> = Vec::new();
    for requirement in requirements {
        let way: Option<Authorization> = requirement
            .iter()
            .map(|used| schemes.iter().find(|scheme| scheme.name == used.scheme).and_then(SchemeInput::of))
            .collect();
        ways.extend(way.filter(|way| !ways.contains(way)));
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::model::SchemeUse;

    fn scheme(name: &str, kind: &str, more: impl FnOnce(&mut SecurityScheme)) -> SecurityScheme {
        let mut scheme = SecurityScheme { name: name.to_owned(), kind: kind.to_owned(), ..SecurityScheme::default() };
        more(&mut scheme);
        scheme
    }

    #[test]
    fn what_a_form_can_ask_for_is_offered_once() {
        let schemes = [
            scheme("key", "apiKey", |key| (key.place, key.parameter) = ("query".to_owned(), "api_key".to_owned())),
            scheme("basic", "http", |basic| basic.scheme = "Basic".to_owned()),
            scheme("token", "http", |token| token.scheme = "bearer".to_owned()),
            scheme("oauth", "oauth2", |_| ()),
            scheme("oidc", "openIdConnect", |_| ()),
            scheme("certificate", "mutualTLS", |_| ()),
        ];
        let requirement = |names: &[&str]| -> SecurityRequirement {
            names.iter().map(|&name| SchemeUse { scheme: name.to_owned(), scopes: Vec::new() }).collect()
        };
        let ways = authorizations(
            &[
                requirement(&["key", "basic"]),
                requirement(&["certificate"]),
                requirement(&["unknown"]),
                requirement(&[]),
                requirement(&["token"]),
                requirement(&["token"]),
                requirement(&["oauth"]),
                requirement(&["oidc"]),
            ],
            &schemes,
        );
        let input = |scheme: &str, kind| SchemeInput { scheme: scheme.to_owned(), kind };
        let key = SchemeKind::ApiKey { location: Location::Query, name: "api_key".to_owned() };
        assert_eq!(
            ways,
            [
                vec![input("key", key), input("basic", SchemeKind::Basic)],
                vec![],
                vec![input("token", SchemeKind::Bearer)],
                vec![input("oauth", SchemeKind::OAuth2)],
                vec![input("oidc", SchemeKind::OpenIdConnect)]
            ]
        );
    }
}
