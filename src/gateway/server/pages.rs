//! What pages of other origins may ask and read while nobody knows which product their calls belong to.
//!
//! A preflight (Fetch standard, 4.8) brings no key, and a call that is refused may bring none, or a wrong one. So beside the
//! `cors` policies of all APIs, of the API and of its operation, those of every published product that the API is in count:
//! what one of them permits is permitted. Once a key has said which product a call belongs to, only that product's do.

use axum::http::{HeaderMap, HeaderValue, Method, header};

use super::policy::call::Outcome;
use super::policy::stop::Answer;
use super::policy::{ActiveSet, Chain, cors};
use super::routing::Found;
use super::snapshot::{Api, Family, Snapshot};

/// The page that a call comes from, and what is known of the call. Policies are looked for when they are needed: for calls
/// of pages, and for errors.
#[derive(Clone, Debug, Default)]
pub(super) struct Page<'s> {
    /// `None` when it is no page that calls.
    origin: Option<HeaderValue>,
    snapshot: Option<&'s Snapshot>,
    /// The API that is called.
    pub(super) api: Option<&'s Api>,
    /// Whether a key has said what the call belongs to.
    pub(super) has_key: bool,
}

impl<'s> Page<'s> {
    /// That of a call with these headers, of which nothing else is known.
    pub(super) fn of(snapshot: &'s Snapshot, headers: &HeaderMap) -> Self {
        Self { origin: headers.get(header::ORIGIN).cloned(), snapshot: Some(snapshot), api: None, has_key: false }
    }

    /// Tells the page of a call that needs no key what it may read of the answer. Where nobody permits it anything, what the
    /// backend permits holds.
    pub(super) fn tell(&self, chain: Chain<'s>, outcome: &mut Outcome) {
        let Some(origin) = &self.origin else { return };
        if let Some(permission) = cors::permission(self.speaking(chain), origin) {
            outcome.permission = Some(permission);
            outcome.has_cors = true;
        }
    }

    /// Tells the page what it may read of an error of ours: what speaks of it may not have acted yet.
    pub(super) fn tell_error(&self, chain: Chain<'s>, outcome: &mut Outcome) {
        if outcome.permission.is_none() {
            let speaking = self.speaking(chain);
            outcome.has_cors |= cors::is_spoken_of(speaking.iter().copied());
            outcome.permission = self.origin.as_ref().and_then(|origin| cors::permission(speaking, origin));
        }
    }

    /// Whose `cors` policies count for a call that passes `chain`, as far as that is known.
    fn speaking(&self, chain: Chain<'s>) -> Vec<&'s ActiveSet> {
        let Some(snapshot) = self.snapshot else { return chain.0.into_iter().flatten().collect() };
        let known = match self.api {
            Some(api) => snapshot.policies.chain(api, None, None),
            None => Chain([snapshot.policies.global(), None, None, None]),
        };
        let passed = chain.0.into_iter().zip(known.0).filter_map(|(passed, known)| passed.or(known));
        let products = self.api.filter(|_| !self.has_key).map(|api| snapshot.offers(&api.id)).unwrap_or_default();
        passed.chain(products.iter().filter_map(|product| snapshot.policies.of_product(product))).collect()
    }
}

/// The answer to a preflight for what was `found` at its path; `None` when it is none, or no policy speaks of pages. An
/// operation that is not there is refused when it is called, and the page may read that.
pub(super) fn preflight(
    snapshot: &Snapshot,
    found: Option<(&Family, &str)>,
    query: Option<&str>,
    method: &Method,
    headers: &HeaderMap,
) -> Option<Answer> {
    let wanted = cors::preflight_method(method, headers)?;
    let mut page = Page::of(snapshot, headers);
    let versions = found.map(|(family, rest)| family.asked(rest, query)).unwrap_or_default();
    let mut speaking = page.speaking(Chain::default());
    for (api, path) in versions {
        let operation = match api.tree.find(&wanted, path, query) {
            Found::Operation(number) => api.operations.get(number),
            Found::WrongVerb(_) | Found::Nothing => None,
        };
        page.api = Some(api);
        speaking.extend(page.speaking(snapshot.policies.chain(api, operation, None)));
    }
    cors::preflight(speaking, method, headers)
}
