//! What claims say of a person (OpenID Connect Core 1.0, section 5.1).

use serde_json::{Map, Value};

use super::fetch::{shown, text};
use crate::identity::account::NAME_MOST;
use crate::identity::rules;

/// Somebody at a provider, of whom the signature says that it is them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Person {
    /// By what the provider tells them from others, always.
    pub(super) subject: String,
    /// Their e-mail address; empty when none is named that can be used.
    pub(super) email: String,
    /// Whether the provider has confirmed it; `None` when it says nothing about that.
    pub(super) is_verified: Option<bool>,
    /// What they are called; may be empty.
    pub(super) name: String,
    /// The values of the claim with their groups.
    pub(super) groups: Vec<String>,
}

/// Whether more has to be asked for than what `claims` say.
pub(super) fn lack(claims: &Map<String, Value>, groups_claim: Option<&str>) -> bool {
    !claims.contains_key("email") || groups_claim.is_some_and(|claim| !claims.contains_key(claim))
}

/// The person whom `claims`, and behind them `more`, are about.
pub(super) fn person(claims: &Map<String, Value>, more: &Map<String, Value>, groups_claim: &str) -> Person {
    // An address and whether it is confirmed come from one place.
    let of_email = if claims.contains_key("email") { claims } else { more };
    let email = text(of_email, "email");
    let name = [claims, more].map(|claims| text(claims, "name")).into_iter().find(|name| !name.trim().is_empty());
    let groups = claims.get(groups_claim).or_else(|| more.get(groups_claim));
    Person {
        subject: text(claims, "sub"),
        email: rules::email(&email).map(str::to_owned).unwrap_or_default(),
        is_verified: of_email.get("email_verified").map(is_true),
        name: shown(name.unwrap_or_default().trim()).chars().take(NAME_MOST).collect(),
        groups: groups.map(values).unwrap_or_default(),
    }
}

/// Some providers write it as a text.
fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(value) => *value,
        Value::String(text) => text == "true",
        _ => false,
    }
}

/// The texts of a list, or a single one.
fn values(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(claims: &Value, more: &Value) -> Person {
        person(claims.as_object().unwrap(), more.as_object().unwrap(), "roles")
    }

    #[test]
    fn an_address_is_confirmed_by_whoever_named_it() {
        let named = json!({"sub": "1", "email": "ada@example.com"});
        let verified = json!({"email": "other@example.com", "email_verified": true});
        let person = of(&named, &verified);
        assert_eq!((person.email.as_str(), person.is_verified), ("ada@example.com", None));
        let person = of(&json!({"sub": "1", "email_verified": true}), &json!({"email": "ada@example.com"}));
        assert_eq!(person.is_verified, None);
        let person = of(&json!({"sub": "1"}), &verified);
        assert_eq!((person.email.as_str(), person.is_verified), ("other@example.com", Some(true)));
        for value in [json!(false), json!(1), json!("True"), json!("false"), json!(null), json!([true])] {
            let person = of(&json!({"sub": "1", "email": "a@b.c", "email_verified": value}), &json!({}));
            assert_eq!(person.is_verified, Some(false), "whatever is there says something");
        }
        assert_eq!(of(&json!({"sub": "1", "email": "no address"}), &json!({})).email, "");
    }

    #[test]
    fn names_are_one_line_and_groups_a_list() {
        let claims = json!({"sub": "1", "name": " A\u{202e}da\n", "roles": ["dev", 7, "ops"]});
        let person = of(&claims, &json!({"roles": ["root"]}));
        assert_eq!((person.name.as_str(), person.groups), ("A da", vec!["dev".to_owned(), "ops".to_owned()]));
        assert_eq!(of(&json!({"sub": "1"}), &json!({"roles": "dev"})).groups, ["dev"]);
        assert_eq!(of(&json!({"sub": "1", "roles": {"a": 1}}), &json!({})).groups, Vec::<String>::new());
        assert!(lack(claims.as_object().unwrap(), None), "the address is not there");
        let whole = json!({"email": "a@b.c"});
        assert!(!lack(whole.as_object().unwrap(), None) && lack(whole.as_object().unwrap(), Some("roles")));
    }
}
