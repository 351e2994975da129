//! `cache-lookup` and `cache-store`: answers that are given again. In memory, and never more than so many bytes.
//!
//! What is kept is what the backend said; the policies of the outbound section act on it each time it is given.

mod kept;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use bytes::{Bytes, BytesMut};
use sha2::{Digest as _, Sha256};

pub use self::kept::Cache;
use super::call::{Call, Outcome};
use super::query;
use super::stop::Answer;
use super::{Chain, Compiled};
use crate::kernel::Timestamp;
use crate::platform::rng::hex;
use crate::policies::model::{CacheLookup, CacheStore, Section};

/// The statuses whose answers are kept: those that say something lasting and have a whole body.
const STATUSES: [StatusCode; 5] = [
    StatusCode::OK,
    StatusCode::NON_AUTHORITATIVE_INFORMATION,
    StatusCode::NO_CONTENT,
    StatusCode::MOVED_PERMANENTLY,
    StatusCode::PERMANENT_REDIRECT,
];
/// What answers may not say if they are to be kept (RFC 9111 section 5.2.2).
const PRIVATE: [&str; 3] = ["private", "no-store", "no-cache"];

/// Under what an answer is kept, and by which headers of the call that key was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheKey {
    text: Arc<str>,
    varies: Vec<HeaderName>,
}

/// A compiled `cache-lookup`.
#[derive(Clone, Debug)]
pub struct Lookup {
    headers: Vec<HeaderName>,
    query: Vec<String>,
    takes_authorization: bool,
}

/// A compiled `cache-store`.
#[derive(Clone, Copy, Debug)]
pub struct Store {
    milliseconds: i64,
}

/// An answer that is being kept while it goes to the caller.
#[derive(Debug)]
pub struct Recorder {
    key: CacheKey,
    status: StatusCode,
    headers: HeaderMap,
    body: BytesMut,
    most: usize,
    began: Timestamp,
    milliseconds: i64,
}

impl Lookup {
    /// `None` when the name of a header is none.
    pub(super) fn compile(lookup: &CacheLookup) -> Option<Self> {
        let headers = lookup.vary_headers.iter().map(|name| HeaderName::try_from(name.as_str()).ok());
        let mut query = lookup.vary_query.clone();
        query.sort();
        let takes_authorization = lookup.allow_authorization;
        Some(Self { headers: headers.collect::<Option<_>>()?, query, takes_authorization })
    }

    /// Under what the answer to `call`, which passes `chain`, may be kept and found; `None` when it may not.
    pub(super) fn key(&self, call: &Call<'_>, chain: Chain<'_>) -> Option<CacheKey> {
        let headers = &*call.headers;
        let is_told = |name: &HeaderName| {
            if *name == header::AUTHORIZATION { self.takes_authorization } else { self.headers.contains(name) }
        };
        let tokens = chain.section(Section::Inbound).filter_map(|(_, active)| match &active.policy {
            Compiled::Jwt(check) => Some(check.header()),
            _ => None,
        });
        let mut personal = tokens.chain([&header::AUTHORIZATION, &header::COOKIE]);
        if personal.any(|name| headers.contains_key(name) && !is_told(name)) {
            return None;
        }
        let is_read = matches!(*call.method, Method::GET | Method::HEAD) && !call.has_body;
        if !is_read || headers.contains_key(header::RANGE) {
            return None;
        }
        if directives(headers).any(|directive| directive == "no-store") {
            return None;
        }
        // No part can hold a line break, so none can pass for another.
        let (api, operation) = call.operation;
        let backend = call.outcome.backend.as_ref().map_or(call.service, |backend| backend.url.as_str());
        // The policies of a product may act further down, and its callers' answers then be others.
        let product = chain.product().map(ToString::to_string).unwrap_or_default();
        // The backend is told scheme and host, and may make links and redirects of them (RFC 9111 section 2).
        let host = headers.get(header::HOST).map(|host| hex(&Sha256::digest(host.as_bytes()))).unwrap_or_default();
        let (scheme, writes) = (if call.is_secured { "https" } else { "http" }, call.writes);
        let mut text = format!(
            "{} {api} {operation}\n{product}\n{scheme} {host} {writes}\n{backend}\n{}\n",
            call.method, call.target.path
        );
        let mut pairs: Vec<(String, &str)> = query::pairs(&call.target.query).collect();
        // Pairs of one name keep their order, which may say something.
        pairs.sort_by(|(one, _), (two, _)| one.cmp(two));
        for (name, pair) in pairs {
            if self.query.is_empty() || self.query.binary_search(&name).is_ok() {
                text.push('&');
                text.push_str(pair);
            }
        }
        let mut varies = self.headers.clone();
        if self.takes_authorization {
            varies.push(header::AUTHORIZATION);
        }
        for name in &varies {
            text.push('\n');
            for value in headers.get_all(name) {
                // What may be a secret is not kept.
                text.push_str(&hex(&Sha256::digest(value.as_bytes())));
            }
        }
        Some(CacheKey { text: text.into(), varies })
    }
}

impl Store {
    pub(super) fn compile(store: &CacheStore) -> Self {
        Self { milliseconds: i64::from(store.seconds) * 1000 }
    }
}

/// What keeps the answer of a backend, if it is to be kept. Asked before the policies of the outbound section act.
#[must_use]
pub fn recorder(
    cache: &Cache,
    chain: Chain<'_>,
    outcome: &Outcome,
    (status, headers): (StatusCode, &HeaderMap),
    now: Timestamp,
) -> Option<Recorder> {
    let stores = chain.section(Section::Outbound).filter_map(|(_, active)| match &active.policy {
        Compiled::Store(store) => Some(*store),
        _ => None,
    });
    let (store, key) = (stores.last()?, outcome.cache_key.as_ref()?);
    if !STATUSES.contains(&status) || !may_be_kept(headers, key) {
        return None;
    }
    let mut headers = headers.clone();
    // The length is told anew, and the connection is another one.
    for name in [header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION, header::AGE] {
        headers.remove(name);
    }
    let (key, most, milliseconds) = (key.clone(), cache.most_of_one(), store.milliseconds);
    Some(Recorder { key, status, headers, body: BytesMut::new(), most, began: now, milliseconds })
}

fn may_be_kept(headers: &HeaderMap, key: &CacheKey) -> bool {
    let is_private = directives(headers).any(|directive| PRIVATE.contains(&directive.as_str()));
    // What the backend says its answer depends on has to be in the key.
    let is_in_key = headers.get_all(header::VARY).iter().all(|value| {
        value.to_str().is_ok_and(|names| {
            names
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .all(|name| key.varies.iter().any(|known| known.as_str().eq_ignore_ascii_case(name)))
        })
    });
    !is_private && is_in_key && !headers.contains_key(header::SET_COOKIE)
}

/// The directives of `Cache-Control`, in small letters and without their values.
fn directives(headers: &HeaderMap) -> impl Iterator<Item = String> {
    headers.get_all(header::CACHE_CONTROL).iter().flat_map(|value| {
        let text = String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase();
        text.split(',')
            .map(|directive| directive.split('=').next().unwrap_or_default().trim().to_owned())
            .collect::<Vec<_>>()
    })
}

impl Recorder {
    /// A piece of the body. `false` when the answer has become too large to be kept; then the recorder is of no use.
    #[must_use]
    pub fn push(&mut self, piece: &Bytes) -> bool {
        let fits = self.body.len() + piece.len() <= self.most;
        if fits {
            self.body.extend_from_slice(piece);
        }
        fits
    }

    /// Keeps the answer, whose body has come to its proper end. What did not is dropped instead.
    pub fn finish(self, cache: &Cache) {
        let Self { key, status, headers, body, began, milliseconds, .. } = self;
        cache.put(key.text, Answer { status, headers, body: body.freeze() }, began, began.plus(milliseconds));
    }
}

impl Cache {
    /// The answer that is kept under `key`, with its age (RFC 9111 section 5.1).
    #[must_use]
    pub fn get(&self, key: &CacheKey, now: Timestamp) -> Option<Answer> {
        let (mut answer, age) = self.find(&key.text, now)?;
        answer.headers.insert(header::AGE, HeaderValue::from(age));
        Some(answer)
    }
}
