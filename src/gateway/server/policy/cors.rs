//! `cors`: which pages may call (Fetch standard, 3.2).

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use bytes::Bytes;

use super::call::Outcome;
use super::stop::Answer;
use super::{ActiveSet, Compiled};
use crate::kernel::http::is_header_name;
use crate::policies::model::{self, Section};

/// Stands for any.
const ANY: &str = "*";
/// Methods that need no permission of their own.
const SIMPLE: [&str; 3] = ["GET", "HEAD", "POST"];
/// What headers of permissions begin with.
const PERMISSIONS: &str = "access-control-";

/// A compiled permission.
#[derive(Clone, Debug)]
pub struct Cors {
    origins: Names,
    methods: Names,
    headers: Names,
    expose: Names,
    credentials: bool,
    max_age: Option<u32>,
}

/// Some names, or any.
#[derive(Clone, Debug)]
struct Names {
    any: bool,
    list: Vec<String>,
}

/// What an answer has to say to a page of a permitted origin.
#[derive(Clone, Debug)]
pub struct Permission {
    origin: HeaderValue,
    credentials: bool,
    expose: Names,
}

impl Names {
    fn of(names: &[String]) -> Self {
        Self { any: names.iter().any(|name| name == ANY), list: names.to_vec() }
    }

    fn has(&self, name: &str) -> bool {
        self.any || self.list.iter().any(|known| known.eq_ignore_ascii_case(name))
    }
}

impl Cors {
    /// `None` for any origin with credentials.
    pub(super) fn compile(cors: &model::Cors) -> Option<Self> {
        let compiled = Self {
            origins: Names::of(&cors.origins),
            methods: Names::of(&cors.methods),
            headers: Names::of(&cors.headers),
            expose: Names::of(&cors.expose_headers),
            credentials: cors.credentials,
            max_age: cors.max_age,
        };
        (!(compiled.credentials && compiled.origins.any)).then_some(compiled)
    }

    /// What it permits to pages of the origin that `headers` name.
    fn permission(&self, headers: &HeaderMap) -> Option<Permission> {
        self.permits(headers.get(ORIGIN)?)
    }

    /// What it permits to pages of `origin`.
    fn permits(&self, origin: &HeaderValue) -> Option<Permission> {
        let text = origin.to_str().ok()?;
        // An origin is compared as it stands: browsers write it in one way only.
        if !self.origins.any && !self.origins.list.iter().any(|known| known == text) {
            return None;
        }
        let origin = if self.origins.any { HeaderValue::from_static(ANY) } else { origin.clone() };
        Some(Permission { origin, credentials: self.credentials, expose: self.expose.clone() })
    }

    /// Lets it act on a call, of which others may have acted before.
    pub(super) fn act(&self, headers: &HeaderMap, outcome: &mut Outcome) {
        outcome.has_cors = true;
        outcome.permission = widest(outcome.permission.take().into_iter().chain(self.permission(headers)));
    }

    /// What answers a preflight that it permits.
    fn permitted(&self, headers: &HeaderMap) -> Option<HeaderMap> {
        let permission = self.permission(headers)?;
        let method =
            headers.get(ACCESS_CONTROL_REQUEST_METHOD)?.to_str().ok().filter(|method| is_header_name(method))?;
        let wanted = requested(headers)?;
        // Methods are told apart by case.
        let is_listed = self.methods.any || self.methods.list.iter().any(|known| known == method);
        if !(is_listed || SIMPLE.contains(&method)) || !wanted.iter().all(|name| self.headers.has(name)) {
            return None;
        }
        let mut answer = HeaderMap::new();
        permission.write(&mut answer);
        // What was asked for is repeated: `*` means no method and no header where there are credentials, and never
        // `Authorization`.
        answer.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_str(method).ok()?);
        if !wanted.is_empty() {
            answer.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_str(&wanted.join(", ")).ok()?);
        }
        if let Some(seconds) = self.max_age {
            answer.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from(seconds));
        }
        Some(answer)
    }
}

/// The headers that a preflight asks for; `None` when one is none.
fn requested(headers: &HeaderMap) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    for value in headers.get_all(ACCESS_CONTROL_REQUEST_HEADERS) {
        names.extend(value.to_str().ok()?.split(',').map(str::trim).filter(|name| !name.is_empty()));
    }
    names.iter().all(|name| is_header_name(name)).then_some(names)
}

impl Permission {
    fn write(&self, headers: &mut HeaderMap) {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, self.origin.clone());
        if self.credentials {
            headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        }
    }
}

/// The method that a preflight asks for; `None` for all other calls. The gateway looks for the operation with it.
#[must_use]
pub fn preflight_method(method: &Method, headers: &HeaderMap) -> Option<Method> {
    let is_preflight = *method == Method::OPTIONS && headers.contains_key(ORIGIN);
    let wanted = headers.get(ACCESS_CONTROL_REQUEST_METHOD).filter(|_| is_preflight)?;
    Method::from_bytes(wanted.as_bytes()).ok()
}

/// The `cors` policies of these scopes.
fn policies<'a>(sets: impl IntoIterator<Item = &'a ActiveSet>) -> impl Iterator<Item = &'a Cors> {
    let inbound = sets.into_iter().flat_map(|set| set.section(Section::Inbound));
    inbound.filter_map(|active| if let Compiled::Cors(cors) = &active.policy { Some(cors) } else { None })
}

/// The permission that serves most calls: what may be read with credentials may be read without. Two are never mixed, for
/// nobody has permitted what comes of that.
fn widest(permissions: impl Iterator<Item = Permission>) -> Option<Permission> {
    permissions.min_by_key(|permission| !permission.credentials)
}

/// Whether a policy of these scopes speaks of pages.
#[must_use]
pub fn is_spoken_of<'a>(sets: impl IntoIterator<Item = &'a ActiveSet>) -> bool {
    policies(sets).next().is_some()
}

/// What the policies of these scopes permit to pages of `origin`.
#[must_use]
pub fn permission<'a>(sets: impl IntoIterator<Item = &'a ActiveSet>, origin: &HeaderValue) -> Option<Permission> {
    widest(policies(sets).filter_map(|cors| cors.permits(origin)))
}

/// The answer to a preflight for calls of which these scopes may speak; `None` when it is none, or none speaks of pages: then
/// the backend answers. Where no policy permits the call, the answer says nothing, and the browser does not make it.
#[must_use]
pub fn preflight<'a>(
    sets: impl IntoIterator<Item = &'a ActiveSet>,
    method: &Method,
    headers: &HeaderMap,
) -> Option<Answer> {
    preflight_method(method, headers)?;
    let mut policies = policies(sets).peekable();
    policies.peek()?;
    // As `widest`.
    let permitted = policies.filter_map(|cors| cors.permitted(headers));
    let mut answer =
        permitted.min_by_key(|answer| !answer.contains_key(ACCESS_CONTROL_ALLOW_CREDENTIALS)).unwrap_or_default();
    answer.insert(
        VARY,
        HeaderValue::from_static("Origin, Access-Control-Request-Method, Access-Control-Request-Headers"),
    );
    Some(Answer { status: StatusCode::NO_CONTENT, headers: answer, body: Bytes::new() })
}

/// Puts `permission` into an answer, in place of what the backend permits. For calls that passed a `cors` policy.
pub fn finish(permission: Option<&Permission>, headers: &mut HeaderMap) {
    let theirs: Vec<_> = headers.keys().filter(|name| name.as_str().starts_with(PERMISSIONS)).cloned().collect();
    for name in theirs {
        headers.remove(name);
    }
    let varies = permission.is_none_or(|permission| permission.origin != ANY);
    if varies && !headers.get_all(VARY).iter().any(|value| value == "Origin") {
        headers.append(VARY, HeaderValue::from_static("Origin"));
    }
    let Some(permission) = permission else { return };
    permission.write(headers);
    let exposed: Vec<&str> = match &permission.expose {
        // With credentials `*` is a name like any other.
        Names { any: true, .. } if permission.credentials => headers.keys().map(|name| name.as_str()).collect(),
        Names { any: true, .. } => vec![ANY],
        Names { list, .. } => list.iter().map(String::as_str).collect(),
    };
    if let Ok(exposed) = HeaderValue::from_str(&exposed.join(", "))
        && !exposed.is_empty()
    {
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
}

#[cfg(test)]
mod tests;
