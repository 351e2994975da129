//! Reading policies that programs and files say: what is misspelt would be a check that never happens.

use std::fmt;

use serde::Deserialize as _;
use serde_json::Value;

use crate::policies::model::Placed;

/// Why something is not accepted as a policy.
#[derive(Debug, PartialEq, Eq)]
pub enum NotAPolicy {
    /// It has a field that there is not.
    UnknownField {
        /// The field, such as `keys.url`.
        field: String,
        /// Those that there are, separated by commas.
        known: String,
    },
    /// It is none that we know, or lacks something.
    Unreadable(String),
}

impl fmt::Display for NotAPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownField { field, known } => {
                write!(f, "there is no `{field}` in a policy of this kind, but {known}")
            }
            Self::Unreadable(reason) => f.write_str(reason),
        }
    }
}

/// The policy that `sent` says.
///
/// # Errors
/// [`NotAPolicy`] with what is wrong.
pub fn read(sent: Value) -> Result<Placed, NotAPolicy> {
    let placed = Placed::deserialize(&sent).map_err(|error| NotAPolicy::Unreadable(error.to_string()))?;
    let known = serde_json::to_value(&placed).map_err(|error| NotAPolicy::Unreadable(error.to_string()))?;
    match unknown(&sent, &known) {
        // It is left out where it is empty.
        Some((field, _)) if field == "id" => Ok(placed),
        Some((field, known)) => Err(NotAPolicy::UnknownField { field, known: known.join(", ") }),
        None => Ok(placed),
    }
}

/// The first field of `sent` that `known` does not have, where all that there are are written, and those that it has there.
fn unknown<'k>(sent: &Value, known: &'k Value) -> Option<(String, Vec<&'k str>)> {
    let below = |name: &str, sent: &Value, known: &'k Value| {
        unknown(sent, known).map(|(field, fields)| (format!("{name}.{field}"), fields))
    };
    match (sent, known) {
        (Value::Object(sent), Value::Object(known)) => sent.iter().find_map(|(name, value)| match known.get(name) {
            Some(known) => below(name, value, known),
            None => Some((name.clone(), known.keys().map(String::as_str).collect())),
        }),
        (Value::Array(sent), Value::Array(known)) => {
            sent.iter().zip(known).enumerate().find_map(|(at, (sent, known))| below(&at.to_string(), sent, known))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn misspelt_fields_are_told_with_their_place() {
        let jwt = |more: Value| {
            let mut policy = json!({
                "section": "inbound", "kind": "validate-jwt", "keys": {"jwks": "https://id.example/keys"},
            });
            policy.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            read(policy).err().map(|error| error.to_string())
        };
        assert_eq!(jwt(json!({"id": ""})), None);
        assert_eq!(jwt(json!({"issuers": [], "claims": [{"name": "a", "values": ["b"]}]})), None);
        let issuer = jwt(json!({"issuer": "a"})).unwrap();
        assert!(
            issuer.starts_with("there is no `issuer` in a policy of this kind, but section, kind, keys, issuers"),
            "{issuer}"
        );
        let claim = jwt(json!({"claims": [{"name": "a"}, {"name": "a", "value": ["b"]}]})).unwrap();
        assert_eq!(claim, "there is no `claims.1.value` in a policy of this kind, but name, values");
        let quota = json!({
            "section": "inbound", "kind": "quota-by-key", "calls": 5, "seconds": 60, "key": {"by": "address"}, "kilobyte": 1,
        });
        let known = "section, kind, calls, kilobytes, seconds, key".to_owned();
        assert_eq!(read(quota), Err(NotAPolicy::UnknownField { field: "kilobyte".to_owned(), known }));
    }

    #[test]
    fn what_is_no_policy_is_told_with_what_was_expected() {
        for (sent, told) in [
            (json!({"section": "inbound", "kind": "rate-limi", "calls": 1, "seconds": 1}), "`rate-limit`"),
            (json!({"section": "inbound", "kind": "rate-limit", "calls": 1}), "missing field `seconds`"),
            (json!({"section": "in", "kind": "rate-limit", "calls": 1, "seconds": 1}), "`on-error`"),
            (json!({"section": "inbound", "kind": "rate-limit", "calls": "5", "seconds": 1}), "u32"),
            (json!(["rate-limit"]), "invalid type"),
        ] {
            let error = read(sent.clone()).unwrap_err().to_string();
            assert!(error.contains(told), "{sent}: {error}");
        }
    }
}
