//! What policies see of a call and may change about it.

use std::net::IpAddr;
use std::sync::Arc;

use axum::http::{HeaderMap, Method};
use parking_lot::Mutex;
use url::Url;

use super::cache::CacheKey;
use super::concurrency::Running;
use super::cors::Permission;
use super::limits::{Holder, Told};
use super::stop::Answer;
use crate::kernel::Timestamp;
use crate::kernel::ids::ApiId;
use crate::policies::model::{Kind, Scope};

/// A call between its key and its backend.
#[derive(Debug)]
pub struct Call<'a> {
    /// Its method.
    pub method: &'a Method,
    /// Its headers, which the backend gets as policies leave them.
    pub headers: &'a mut HeaderMap,
    /// Where at the backend it goes.
    pub target: Target,
    /// Whether it has a body.
    pub has_body: bool,
    /// Whether its client speaks TLS.
    pub is_secured: bool,
    /// How often what it asks for was written before.
    pub writes: u64,
    /// The address of its web service, unless a policy names another.
    pub service: &'a str,
    /// From where it comes.
    pub client: IpAddr,
    /// The id of the subscription whose key it has.
    pub subscription: Option<&'a str>,
    /// What names its operation for good: the API's id and the operation's slug.
    pub operation: (&'a str, &'a str),
    /// The operation's URL template.
    pub template: &'a str,
    /// Names and decoded values of the parameters in the template's path.
    pub path_values: &'a [(String, String)],
    /// When it came.
    pub now: Timestamp,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// Where at a backend a call goes, below the backend's own address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// Percent-encoded; begins with `/`.
    pub path: String,
    /// Percent-encoded, without `?`; empty for none.
    pub query: String,
}

/// A backend in place of the API's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backend {
    /// Its address, without query. The outbound policy decides whether it can be reached.
    pub url: Url,
}

/// What inbound policies found and want to happen later.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The backend that is called instead of the API's.
    pub backend: Option<Arc<Backend>>,
    /// Under what the answer may be kept.
    pub cache_key: Option<CacheKey>,
    /// The answer that was kept.
    pub kept: Option<Answer>,
    /// Whether the answer of the backend is being kept.
    pub is_stored: bool,
    /// What the answer has to say of the page's origin; `None` without a `cors` policy that permits it.
    pub permission: Option<Permission>,
    /// Whether a `cors` policy is there at all: then the backend's own permissions do not count.
    pub has_cors: bool,
    /// What is left of limits, which headers tell.
    pub told: Option<Told>,
    /// What counts the bytes of this call when it has ended.
    pub metered: Vec<Metered>,
    /// The places that it takes among those that run at once, until this is dropped.
    pub running: Vec<Running>,
    /// Where it is noted what acted; `None` when nobody asks.
    pub trail: Option<Trail>,
}

/// A quota of kilobytes that a call draws on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metered {
    /// The policy.
    pub place: Arc<str>,
    /// Whose calls are counted.
    pub holder: Holder,
}

/// What a policy did to a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acted {
    /// Where it stands.
    pub scope: Scope,
    /// Which policy it is.
    pub kind: Kind,
    /// Whether it ended the call.
    pub has_stopped: bool,
    /// What it has left, if it limits something.
    pub told: Option<Told>,
}

/// Where a call notes what happens to it on its way. Clones share it, so that whoever asked can read it behind the answer.
#[derive(Clone, Debug, Default)]
pub struct Trail(Arc<Mutex<Walked>>);

/// What happened to a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// The policies that acted, in their order.
    pub acted: Vec<Acted>,
    /// The API that was reached, and the address at its backend that was called; `None` when none was.
    pub backend: Option<(ApiId, String)>,
}

impl Trail {
    /// Notes what a policy did.
    pub fn note(&self, acted: Acted) {
        self.0.lock().acted.push(acted);
    }

    /// Notes where the call went.
    pub fn went_to(&self, api: ApiId, backend: String) {
        self.0.lock().backend = Some((api, backend));
    }

    /// What was noted so far.
    #[must_use]
    pub fn walked(&self) -> Walked {
        self.0.lock().clone()
    }
}
