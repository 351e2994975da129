//! Policies as they are kept and as they cross the wire.

mod kind;
mod parts;
mod scope;

pub use kind::{Kind, Section};
pub use parts::{
    AddressAction, BackendTimeouts, CacheLookup, CacheStore, CheckHeader, Cors, CounterKey, Exists, HeaderLine,
    IpFilter, JwtKeys, LimitConcurrency, MockResponse, QuotaByKey, RateLimitByKey, RequiredClaim, ReturnResponse,
    RewriteUri, SetBackend, SetHeader, SetQueryParameter, ValidateJwt,
};
pub use scope::{NotAScope, Scope, ScopeAddress};
use serde::{Deserialize, Serialize};

use crate::products::model::{Quota, RateLimit};

/// A policy with what it is told. As JSON it is an object whose `kind` says which one it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Policy {
    /// So many calls in a short time, of each subscription.
    RateLimit(RateLimit),
    /// The same of whatever a key tells apart.
    RateLimitByKey(RateLimitByKey),
    /// So many calls or kilobytes in a long time, of each subscription. What was counted survives a restart.
    Quota(Quota),
    /// The same of whatever a key tells apart.
    QuotaByKey(QuotaByKey),
    /// Sets or removes a header, of the call or of the answer by the section that it stands in.
    SetHeader(SetHeader),
    /// Sets or removes a parameter of the query that the backend gets.
    SetQueryParameter(SetQueryParameter),
    /// Calls another path of the backend.
    RewriteUri(RewriteUri),
    /// Calls another backend.
    SetBackend(SetBackend),
    /// Lets calls through by the address that they come from.
    IpFilter(IpFilter),
    /// Lets pages of other origins call (Fetch standard, 3.2).
    Cors(Cors),
    /// Asks for a header.
    CheckHeader(CheckHeader),
    /// Asks for a token that somebody else has signed.
    ValidateJwt(ValidateJwt),
    /// Answers with what was kept of an earlier answer.
    CacheLookup(CacheLookup),
    /// Keeps answers for [`Policy::CacheLookup`].
    CacheStore(CacheStore),
    /// Answers with a documented sample and calls no backend.
    MockResponse(MockResponse),
    /// So many calls at once.
    LimitConcurrency(LimitConcurrency),
    /// How long the backend may take.
    ForwardRequest(BackendTimeouts),
    /// Answers with this and calls no backend.
    ReturnResponse(ReturnResponse),
}

impl Policy {
    /// Which one it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::RateLimit(_) => Kind::RateLimit,
            Self::RateLimitByKey(_) => Kind::RateLimitByKey,
            Self::Quota(_) => Kind::Quota,
            Self::QuotaByKey(_) => Kind::QuotaByKey,
            Self::SetHeader(_) => Kind::SetHeader,
            Self::SetQueryParameter(_) => Kind::SetQueryParameter,
            Self::RewriteUri(_) => Kind::RewriteUri,
            Self::SetBackend(_) => Kind::SetBackend,
            Self::IpFilter(_) => Kind::IpFilter,
            Self::Cors(_) => Kind::Cors,
            Self::CheckHeader(_) => Kind::CheckHeader,
            Self::ValidateJwt(_) => Kind::ValidateJwt,
            Self::CacheLookup(_) => Kind::CacheLookup,
            Self::CacheStore(_) => Kind::CacheStore,
            Self::MockResponse(_) => Kind::MockResponse,
            Self::LimitConcurrency(_) => Kind::LimitConcurrency,
            Self::ForwardRequest(_) => Kind::ForwardRequest,
            Self::ReturnResponse(_) => Kind::ReturnResponse,
        }
    }
}

/// A policy in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Names it for as long as it stands; what it has counted is counted under this. Empty for one that is new.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// When it acts.
    pub section: Section,
    /// What it does.
    #[serde(flatten)]
    pub policy: Policy,
}

/// The policies of a scope. In each section they act in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicySet {
    /// Counts the changes; a save names the revision that it started from. 0 before the first.
    pub revision: i64,
    /// The policies.
    pub policies: Vec<Placed>,
}

impl PolicySet {
    /// The policy with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Placed> {
        self.policies.iter().find(|placed| placed.id == id)
    }

    /// Moves the policy with this id past its neighbour within its section; at the end it stays where it is. `false` when
    /// there is no such policy.
    pub fn move_by_one(&mut self, id: &str, up: bool) -> bool {
        let Some(at) = self.policies.iter().position(|placed| placed.id == id) else { return false };
        let section = self.policies.get(at).map(|placed| placed.section);
        let is_neighbour = |placed: &Placed| Some(placed.section) == section;
        let other = if up {
            self.policies.iter().take(at).rposition(is_neighbour)
        } else {
            self.policies.iter().skip(at + 1).position(is_neighbour).map(|further| at + 1 + further)
        };
        if let Some(other) = other {
            self.policies.swap(at, other);
        }
        true
    }
}

/// What a scope is called, for the headings of its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeNames {
    /// What names it in addresses.
    pub address: ScopeAddress,
    /// The product's name; empty where there is none.
    pub product: String,
    /// The API's title; empty where there is none.
    pub api: String,
    /// The operation's name; empty where there is none.
    pub operation: String,
}

/// What the page of a scope's policies shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoliciesShown {
    /// What the scope is called.
    pub names: ScopeNames,
    /// The scope's own policies.
    pub set: PolicySet,
    /// What acts on calls in the scope, in the order in which it acts; empty for the widest scope.
    pub effective: Vec<super::effective::Effective>,
    /// The products through which the API can be called: id and name.
    pub products: Vec<(String, String)>,
}

/// What the form of a policy needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyFormData {
    /// What the scope is called.
    pub names: ScopeNames,
    /// The revision of the scope's policies.
    pub revision: i64,
    /// The policy; `None` for a new one.
    pub placed: Option<Placed>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(id: &str, section: Section) -> Placed {
        let policy = Policy::RateLimit(RateLimit { calls: 1, seconds: 1 });
        Placed { id: id.to_owned(), section, policy }
    }

    #[test]
    fn a_policy_moves_within_its_section() {
        let (inbound, outbound) = (Section::Inbound, Section::Outbound);
        let policies = vec![placed("a", inbound), placed("x", outbound), placed("b", inbound), placed("c", inbound)];
        let mut set = PolicySet { revision: 1, policies };
        let mut moved = |id: &str, up| {
            let found = set.move_by_one(id, up);
            let ids: Vec<_> = set.policies.iter().map(|placed| placed.id.as_str()).collect();
            (found, ids.concat())
        };
        assert_eq!(moved("b", true), (true, "bxac".to_owned()));
        assert_eq!(moved("b", true), (true, "bxac".to_owned()));
        assert_eq!(moved("a", false), (true, "bxca".to_owned()));
        assert_eq!(moved("x", false), (true, "bxca".to_owned()));
        assert_eq!(moved("y", false), (false, "bxca".to_owned()));
    }

    #[test]
    fn a_placed_policy_is_one_flat_object() {
        let key = CounterKey::Header { name: "x-team".to_owned() };
        let limit = RateLimit { calls: 5, seconds: 60 };
        let policy = Policy::RateLimitByKey(RateLimitByKey { limit, key });
        let placed = Placed { id: "1".to_owned(), section: Section::Inbound, policy };
        let json = serde_json::json!({
            "id": "1", "section": "inbound", "kind": "rate-limit-by-key", "calls": 5, "seconds": 60,
            "key": {"by": "header", "name": "x-team"},
        });
        assert_eq!(serde_json::to_value(&placed).unwrap(), json);
        assert_eq!(serde_json::from_value::<Placed>(json).unwrap(), placed);
        for bad in
            [r#"{"section":"inbound","kind":"nothing"}"#, r#"{"section":"inbound","kind":"rate-limit","calls":-1}"#]
        {
            assert!(serde_json::from_str::<Placed>(bad).is_err(), "{bad}");
        }
    }
}
