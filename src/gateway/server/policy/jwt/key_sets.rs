//! The keys of tokens' issuers: fetched through the outbound policy, remembered, and fetched anew when they change.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::Jwk;
use parking_lot::Mutex;
use serde_json::{Map, Value};
use url::Url;

use super::Source;
use crate::kernel::Timestamp;
use crate::platform::jwt::{Head, keys};
use crate::platform::outbound::{Call, Outbound};

/// For how many milliseconds keys are believed.
const LIFETIME: i64 = 60 * 60 * 1000;
/// For how many milliseconds they are believed when newer ones are not to be had.
const STALE: i64 = 24 * LIFETIME;
/// After how many milliseconds they may be asked for again. Anybody can make a token with an unknown key's name.
const AGAIN: i64 = 60 * 1000;
/// The same while there are none at all.
const AGAIN_WITHOUT: i64 = 5 * 1000;
/// How long fetching may take.
const TIMEOUT: Duration = Duration::from_secs(5);
/// How many bytes a document may have.
const MOST: usize = 512 * 1024;

/// Fetches JSON objects.
pub trait Documents: Send + Sync + 'static {
    /// The object at `url`; the error says for the log why there is none.
    fn get(&self, url: &Url) -> impl Future<Output = Result<Map<String, Value>, String>> + Send;
}

impl Documents for Outbound {
    async fn get(&self, url: &Url) -> Result<Map<String, Value>, String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(header::USER_AGENT, HeaderValue::from_static(concat!("Loggia/", env!("CARGO_PKG_VERSION"))));
        let call = Call { method: Method::GET, url: url.clone(), headers, body: Body::empty(), timeout: TIMEOUT };
        let answer = self.send(call).await.map_err(|failure| format!("{failure:?}"))?;
        if !answer.status.is_success() {
            return Err(format!("status {}", answer.status));
        }
        let bytes = answer.body.hold(MOST).await.map_err(|error| format!("{error:?}"))?;
        serde_json::from_slice(&bytes).map_err(|error| error.to_string())
    }
}

/// The keys of all issuers that policies name.
#[derive(Debug)]
pub struct KeySets<D> {
    documents: Arc<D>,
    issuers: Mutex<HashMap<Source, Arc<Issuer>>>,
}

#[derive(Debug, Default)]
struct Issuer {
    /// Held by whoever fetches.
    fetching: Arc<tokio::sync::Mutex<()>>,
    kept: Mutex<Kept>,
}

#[derive(Clone, Debug, Default)]
struct Kept {
    set: Option<Arc<Set>>,
    asked_at: Option<Timestamp>,
}

#[derive(Debug)]
struct Set {
    keys: Vec<Jwk>,
    issuer: Option<String>,
    fetched_at: Timestamp,
}

/// The keys that can have signed a token.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) keys: Vec<DecodingKey>,
    /// What their owner calls itself.
    pub(super) issuer: Option<String>,
}

/// Why there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// The issuer has others.
    UnknownKey,
    /// The issuer cannot be asked.
    Unavailable,
}

impl<D: Documents> KeySets<D> {
    /// None yet; they come from `documents`.
    #[must_use]
    pub fn new(documents: D) -> Self {
        Self { documents: Arc::new(documents), issuers: Mutex::default() }
    }

    /// The keys at `source` that can have signed a token with this head.
    pub(super) async fn candidates(&self, source: &Source, head: &Head, now: Timestamp) -> Result<Found, Missing> {
        let issuer = Arc::clone(self.issuers.lock().entry(source.clone()).or_default());
        if let Ok(found) = issuer.kept.lock().found(head, now, LIFETIME) {
            return Ok(found);
        }
        self.fetched(source, &issuer, head, now).await
    }

    /// The same, after those that were known have not signed the token: its owner may have changed them and kept their names, or
    /// give them none. `None` when it cannot be asked again yet.
    pub(super) async fn newer(&self, source: &Source, head: &Head, now: Timestamp) -> Option<Found> {
        let issuer = Arc::clone(self.issuers.lock().entry(source.clone()).or_default());
        if !issuer.kept.lock().may_ask(now) {
            return None;
        }
        self.fetched(source, &issuer, head, now).await.ok()
    }

    async fn fetched(
        &self,
        source: &Source,
        issuer: &Arc<Issuer>,
        head: &Head,
        now: Timestamp,
    ) -> Result<Found, Missing> {
        let stale = || issuer.kept.lock().found(head, now, STALE);
        let turn = match Arc::clone(&issuer.fetching).try_lock_owned() {
            Ok(turn) => turn,
            // Somebody else fetches; what is a little old is good enough meanwhile.
            Err(_) => match stale() {
                Ok(found) => return Ok(found),
                Err(_) => Arc::clone(&issuer.fetching).lock_owned().await,
            },
        };
        if issuer.kept.lock().may_ask(now) {
            issuer.kept.lock().asked_at = Some(now);
            // Apart, for whoever asks may hang up, and others want the keys as well.
            let fetching = tokio::spawn({
                let (documents, source, issuer) = (Arc::clone(&self.documents), source.clone(), Arc::clone(issuer));
                async move {
                    match fetch(&*documents, &source, now).await {
                        Ok(set) => issuer.kept.lock().set = Some(Arc::new(set)),
                        Err(reason) => {
                            tracing::warn!(%reason, ?source, "the keys of an issuer cannot be fetched: {reason}");
                        }
                    }
                    drop(turn);
                }
            });
            if let Err(error) = fetching.await {
                tracing::error!(%error, "fetching the keys of an issuer broke off: {error}");
            }
        }
        stale()
    }
}

async fn fetch(documents: &impl Documents, source: &Source, now: Timestamp) -> Result<Set, String> {
    let (url, issuer) = match source {
        Source::Jwks(url) => (url.clone(), None),
        Source::Configuration(url) => {
            let object = documents.get(url).await?;
            let text = |member: &str| object.get(member).and_then(Value::as_str);
            let url = text("jwks_uri").and_then(|url| Url::parse(url).ok()).ok_or("no usable jwks_uri")?;
            (url, Some(text("issuer").ok_or("no issuer")?.to_owned()))
        }
    };
    let object = documents.get(&url).await?;
    let set = object.get("keys").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let keys = keys::read(set);
    if !keys::is_useful(&keys) {
        return Err("no key that can check signatures".to_owned());
    }
    Ok(Set { keys, issuer, fetched_at: now })
}

impl Kept {
    /// Whether the issuer may be asked again.
    fn may_ask(&self, now: Timestamp) -> bool {
        let again = if self.set.is_some() { AGAIN } else { AGAIN_WITHOUT };
        self.asked_at.is_none_or(|asked| now >= asked.plus(again))
    }

    /// The keys that can have signed a token with this head, if they are at most `lifetime` milliseconds old.
    fn found(&self, head: &Head, now: Timestamp, lifetime: i64) -> Result<Found, Missing> {
        let set = self.set.as_ref().filter(|set| now < set.fetched_at.plus(lifetime)).ok_or(Missing::Unavailable)?;
        let keys = keys::candidates(&set.keys, head.kid.as_deref(), head.algorithm);
        if keys.is_empty() { Err(Missing::UnknownKey) } else { Ok(Found { keys, issuer: set.issuer.clone() }) }
    }
}
