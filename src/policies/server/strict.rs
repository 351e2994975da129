//! Reading policies that programs and files say: what is misspelt would be a check that never happens.

use serde_json::Value;

use crate::policies::model::Placed;

/// The policy that `sent` says.
///
/// # Errors
/// The field that there is not, such as `keys.url`; empty when it is no policy at all.
pub fn read(sent: Value) -> Result<Placed, String> {
    let placed: Placed = serde_json::from_value(sent.clone()).map_err(|_| String::new())?;
    let known = serde_json::to_value(&placed).map_err(|_| String::new())?;
    match unknown(&sent, &known) {
        // It is left out where it is empty.
        Some(field) if field != "id" => Err(field),
        _ => Ok(placed),
    }
}

/// The first field of `sent` that `known` does not have: all that there are are written.
fn unknown(sent: &Value, known: &Value) -> Option<String> {
    let below = |name: &str, (sent, known): (&Value, &Value)| Some(format!("{name}.{}", unknown(sent, known)?));
    match (sent, known) {
        (Value::Object(sent), Value::Object(known)) => sent.iter().find_map(|(name, value)| match known.get(name) {
            Some(known) => below(name, (value, known)),
            None => Some(name.clone()),
        }),
        (Value::Array(sent), Value::Array(known)) => {
            sent.iter().zip(known).enumerate().find_map(|(at, pair)| below(&at.to_string(), pair))
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
            read(policy).err()
        };
        assert_eq!(jwt(json!({"id": ""})), None);
        assert_eq!(jwt(json!({"issuers": [], "claims": [{"name": "a", "values": ["b"]}]})), None);
        assert_eq!(jwt(json!({"issuer": "a"})).as_deref(), Some("issuer"));
        assert_eq!(
            jwt(json!({"claims": [{"name": "a"}, {"name": "a", "value": ["b"]}]})).as_deref(),
            Some("claims.1.value")
        );
        assert_eq!(jwt(json!({"claims": 1})).as_deref(), Some(""));
        let quota = json!({
            "section": "inbound", "kind": "quota-by-key", "calls": 5, "seconds": 60, "key": {"by": "address"}, "kilobyte": 1,
        });
        assert_eq!(read(quota).err().as_deref(), Some("kilobyte"));
    }
}
