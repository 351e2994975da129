//! What a call is authenticated with.

use super::headers::{check_name, check_value};
use crate::catalog::model::{Location, Parameter};
use crate::console::model::Credential;
use crate::console::variables::{is_unknown, unknown};
use crate::kernel::{Checks, base64};

/// What credentials add to a request. What a person wrote into a row wins over them.
#[derive(Default)]
pub(super) struct Added {
    /// Headers.
    pub(super) headers: Vec<(String, String)>,
    /// Pairs of the query.
    pub(super) query: Vec<(String, String)>,
    /// Pairs of the header `Cookie`.
    pub(super) cookies: Vec<String>,
}

/// The names of headers and pairs of the query that hold them; what stands elsewhere has a secret's name anyway.
pub(super) fn names(credentials: &[Credential]) -> Vec<String> {
    let name = |credential: &Credential| match credential {
        Credential::ApiKey { location: Location::Header | Location::Query, name, .. } => Some(name.clone()),
        _ => None,
    };
    credentials.iter().filter_map(name).collect()
}

impl Added {
    /// Whether a value for `parameter` is among it.
    pub(super) fn has(&self, parameter: &Parameter) -> bool {
        match parameter.location {
            Location::Header => self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(&parameter.name)),
            Location::Query => self.query.iter().any(|(name, _)| *name == parameter.name),
            Location::Cookie => self.cookies.iter().any(|pair| pair.split('=').next() == Some(&parameter.name)),
            Location::Path => false,
        }
    }
}

/// What `credentials` add; complaints are named `credentials.0`.
pub(super) fn add(credentials: &[Credential], checks: &mut Checks) -> Added {
    let mut added = Added::default();
    for (position, credential) in credentials.iter().enumerate().filter(|(_, credential)| !credential.is_empty()) {
        let field = format!("credentials.{position}");
        let (location, name, value) = match credential {
            Credential::ApiKey { location, name, value } => (*location, name.as_str(), value.clone()),
            Credential::Basic { user, password } => {
                let pair = format!("{user}:{password}");
                // What is not known cannot be encoded, so that all of it is not known.
                let is_whole = !is_unknown(&pair);
                let credentials = if is_whole { base64::encode(pair.as_bytes()) } else { unknown("credentials") };
                (Location::Header, "Authorization", format!("Basic {credentials}"))
            }
            Credential::Bearer { token } => (Location::Header, "Authorization", format!("Bearer {}", token.trim())),
        };
        if location == Location::Query {
            added.query.push((name.to_owned(), value));
            continue;
        }
        let Some(value) = checks.take(field.clone(), check_value(&value)) else { continue };
        match location {
            Location::Cookie => added.cookies.push(format!("{name}={value}")),
            _ if checks.take(field, check_name(name)).is_some() => {
                added.headers.push((name.to_owned(), value.to_owned()));
            }
            _ => {}
        }
    }
    added
}
