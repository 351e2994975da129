//! The policies of all scopes.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::apply::ApplyError;
use super::folder::{Files, FolderError};
use super::text;
use crate::identity::server::Administrator;
use crate::platform::{AppError, AppState};
use crate::policies::model::{Placed, ScopeAddress};
use crate::policies::server::{service, strict};

/// Their file.
pub(super) const PLACE: &str = "policies.yaml";

#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    policies: Vec<Entry>,
}

/// The policies of a scope. Without a product and an API it is every call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    product: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    api: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    operation: String,
    #[serde(deserialize_with = "strictly")]
    policies: Vec<Placed>,
}

fn strictly<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Placed>, D::Error> {
    let policies = Vec::<Value>::deserialize(deserializer)?;
    policies.into_iter().map(|policy| strict::read(policy).map_err(D::Error::custom)).collect()
}

/// Policies by product, API and operation of their scope. None has an id, since these differ from portal to portal.
pub(super) type Described = BTreeMap<(String, String, String), Vec<Placed>>;

/// The policies that a portal has.
pub(super) async fn load(state: &AppState, permit: &Administrator) -> Result<Described, AppError> {
    let all = service::all(state, permit).await?;
    let entry = |(address, policies): (ScopeAddress, Vec<Placed>)| {
        let ScopeAddress { product, api, operation } = address;
        ((product, api, operation), policies.into_iter().map(without_id).collect())
    };
    Ok(all.into_iter().map(entry).collect())
}

fn without_id(placed: Placed) -> Placed {
    Placed { id: String::new(), ..placed }
}

/// Makes the policies of each scope those of `after`, where they are others `before`.
pub(super) async fn establish(
    state: &AppState,
    permit: &Administrator,
    before: &Described,
    after: &Described,
) -> Result<(), ApplyError> {
    let none = Vec::new();
    let scopes = before.keys().chain(after.keys().filter(|key| !before.contains_key(*key)));
    for key in scopes {
        let policies = after.get(key).unwrap_or(&none);
        if before.get(key).unwrap_or(&none) == policies {
            continue;
        }
        let (product, api, operation) = key.clone();
        let place = [PLACE, &product, &api, &operation].into_iter().filter(|part| !part.is_empty());
        let place = place.collect::<Vec<_>>().join(": ");
        let address = ScopeAddress { product, api, operation };
        let replaced = service::replace(state, permit, &address, None, policies.clone()).await;
        replaced.map_err(|error| ApplyError::refused(&place, error))?;
    }
    Ok(())
}

/// The file that says so.
pub(super) fn files(described: &Described) -> Result<Files, AppError> {
    let entry = |((product, api, operation), policies): (&(String, String, String), &Vec<Placed>)| Entry {
        product: product.clone(),
        api: api.clone(),
        operation: operation.clone(),
        policies: policies.clone(),
    };
    let file = File { policies: described.iter().map(entry).collect() };
    Ok(Files::from([(PLACE.to_owned(), text::write(&file)?)]))
}

/// What the file says; `None` without one, which leaves everything as it is.
pub(super) fn parse(bytes: Option<&[u8]>) -> Result<Option<Described>, FolderError> {
    let Some(bytes) = bytes else { return Ok(None) };
    let File { policies } = text::parse(PLACE, bytes)?;
    let mut described = Described::new();
    for Entry { product, api, operation, policies } in policies {
        let is_scope = if product.is_empty() {
            operation.is_empty() || !api.is_empty()
        } else {
            api.is_empty() && operation.is_empty()
        };
        if !is_scope {
            let reason = "a scope is a product, an API, an operation with its API, or none of them";
            return Err(FolderError::wrong(PLACE, reason));
        }
        let key = (product, api, operation);
        let policies = policies.into_iter().map(without_id).collect();
        if described.insert(key.clone(), policies).is_some() {
            return Err(FolderError::wrong(PLACE, &format!("a scope stands twice: {}{} {}", key.0, key.1, key.2)));
        }
    }
    Ok(Some(described))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<Described>, String> {
        parse(Some(text.as_bytes())).map_err(|error| error.to_string())
    }

    #[test]
    fn a_file_says_what_it_was_made_of() {
        let text = "policies:\n- policies:\n  - section: inbound\n    kind: rate-limit\n    calls: 5\n    seconds: 60\n\
            - api: pets\n  operation: list\n  policies:\n  - section: outbound\n    kind: cache-store\n    seconds: 9\n";
        let described = read(text).unwrap().unwrap();
        assert_eq!(described.len(), 2);
        let files = files(&described).unwrap();
        assert_eq!(parse(files.get(PLACE).map(Vec::as_slice)).unwrap(), Some(described));
        assert_eq!(parse(None).unwrap(), None);
        assert_eq!(read("").unwrap(), Some(Described::new()));
    }

    #[test]
    fn what_is_no_scope_or_policy_is_told() {
        for text in [
            "policies:\n- operation: list\n  policies: []\n",
            "policies:\n- product: a\n  api: b\n  policies: []\n",
            "policies:\n- policies: []\n- policies: []\n",
            "policies:\n- policies:\n  - section: inbound\n    kind: moon\n",
            "policies:\n- apis: b\n  policies: []\n",
        ] {
            assert!(read(text).unwrap_err().contains(PLACE), "{text}");
        }
    }
}
