//! What acts on the calls of an operation: the policies of all its scopes, in one list. Pure, for the gateway and the pages
//! alike.

use serde::{Deserialize, Serialize};

use super::model::{Placed, PolicySet, Scope, Section};

/// A policy that acts, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effective {
    /// Where it stands.
    pub scope: Scope,
    /// What it is.
    pub placed: Placed,
    /// Whether one that comes later acts in its place.
    pub is_replaced: bool,
}

/// The policies of `scopes`, which go from the widest to the narrowest, in the order in which they act: by section, within
/// it by scope, within that as they stand. Of several products each call passes one, so none replaces another's.
#[must_use]
pub fn effective(scopes: &[(Scope, PolicySet)]) -> Vec<Effective> {
    let mut list: Vec<Effective> = Vec::new();
    for section in Section::ALL {
        for (scope, set) in scopes {
            for placed in set.policies.iter().filter(|placed| placed.section == section) {
                list.push(Effective { scope: scope.clone(), placed: placed.clone(), is_replaced: false });
            }
        }
    }
    let is_replaced: Vec<bool> =
        list.iter().enumerate().map(|(at, one)| list.iter().skip(at + 1).any(|later| replaces(later, one))).collect();
    for (one, is_replaced) in list.iter_mut().zip(is_replaced) {
        one.is_replaced = is_replaced;
    }
    list
}

fn replaces(later: &Effective, earlier: &Effective) -> bool {
    let (kind, other) = (later.placed.policy.kind(), earlier.placed.policy.kind());
    let are_products =
        matches!((&later.scope, &earlier.scope), (Scope::Product(one), Scope::Product(two)) if one != two);
    // One product's policy may be absent from a call, so what is wider still acts for some.
    let is_sure = !matches!(later.scope, Scope::Product(_)) || later.scope == earlier.scope;
    kind.replaces() && kind == other && later.placed.section == earlier.placed.section && !are_products && is_sure
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policies::model::{BackendTimeouts, Exists, Policy, SetHeader};

    fn header(id: &str, section: Section) -> Placed {
        let set = SetHeader { name: id.to_owned(), value: String::new(), exists: Exists::Override };
        Placed { id: id.to_owned(), section, policy: Policy::SetHeader(set) }
    }

    fn forward(id: &str) -> Placed {
        let policy = Policy::ForwardRequest(BackendTimeouts::default());
        Placed { id: id.to_owned(), section: Section::Backend, policy }
    }

    fn listed(scopes: Vec<(Scope, Vec<Placed>)>) -> String {
        let scopes: Vec<_> =
            scopes.into_iter().map(|(scope, policies)| (scope, PolicySet { revision: 1, policies })).collect();
        let one = |one: &Effective| {
            format!("{}:{}{}", one.scope.kind(), one.placed.id, if one.is_replaced { "-" } else { "" })
        };
        effective(&scopes).iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn sections_come_before_scopes_and_scopes_before_places() {
        let (inbound, outbound) = (Section::Inbound, Section::Outbound);
        let api = "a".to_owned();
        let scopes = vec![
            (Scope::Global, vec![header("1", outbound), header("2", inbound), header("3", inbound)]),
            (Scope::Product("p".to_owned().into()), vec![header("4", inbound)]),
            (Scope::Api(api.clone().into()), vec![header("5", inbound), header("6", outbound)]),
            (Scope::Operation { api: api.into(), operation: "o".to_owned() }, vec![header("7", inbound)]),
        ];
        assert_eq!(listed(scopes), "global:2 global:3 product:4 api:5 operation:7 global:1 api:6");
    }

    #[test]
    fn of_what_replaces_only_the_narrowest_acts() {
        let product = |id: &str| Scope::Product(id.to_owned().into());
        let api = Scope::Api("a".to_owned().into());
        assert_eq!(
            listed(vec![(Scope::Global, vec![forward("1"), forward("2")]), (api.clone(), vec![forward("3")])]),
            "global:1- global:2- api:3"
        );
        assert_eq!(
            listed(vec![
                (Scope::Global, vec![forward("1")]),
                (product("p"), vec![forward("2")]),
                (product("q"), vec![forward("3")]),
            ]),
            "global:1 product:2 product:3"
        );
        let all = vec![(product("p"), vec![forward("2")]), (api, vec![forward("3"), header("4", Section::Inbound)])];
        assert_eq!(listed(all), "api:4 product:2- api:3");
    }
}
