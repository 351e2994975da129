//! Several values in one field: how they are typed, and how a form, which has a field for each, writes them.

use serde_json::{Map, Value, json};

use crate::catalog::model::ParameterType;
use crate::kernel::Message;

/// Several values as they are typed: with commas between them, or as a JSON array, whose items may hold commas.
#[must_use]
pub fn items(text: &str) -> Vec<String> {
    match serde_json::from_str(text) {
        Ok(Value::Array(items)) => items.into_iter().map(text_of).collect(),
        _ => text.split(',').map(|item| item.trim().to_owned()).collect(),
    }
}

/// Values with names as they are typed: `a=1,b=2`, or a JSON object.
pub(super) fn members(text: &str) -> Result<Vec<(String, String)>, Message> {
    match serde_json::from_str(text) {
        Ok(Value::Object(members)) => Ok(members.into_iter().map(|(name, value)| (name, text_of(value))).collect()),
        _ => {
            let pair = |pair: &str| {
                let (name, value) = pair.split_once('=')?;
                Some((name.trim().to_owned(), value.trim().to_owned()))
            };
            text.split(',').map(|text| pair(text).ok_or(Message::NotNamedValues)).collect()
        }
    }
}

fn text_of(value: Value) -> String {
    match value {
        Value::String(text) => text,
        value => value.to_string(),
    }
}

/// What was typed for a parameter as JSON; numbers and booleans are texts in it unless they were typed as JSON. `None` where
/// it cannot be told what was meant.
#[must_use]
pub fn as_json(kind: ParameterType, typed: &str) -> Option<String> {
    let is_json = |is_it: fn(&Value) -> bool| serde_json::from_str(typed).is_ok_and(|value| is_it(&value));
    match kind {
        ParameterType::Array if is_json(Value::is_array) => Some(typed.to_owned()),
        ParameterType::Array if typed.trim().is_empty() => Some("[]".to_owned()),
        ParameterType::Array => Some(json!(items(typed)).to_string()),
        ParameterType::Object if is_json(Value::is_object) => Some(typed.to_owned()),
        ParameterType::Object if typed.trim().is_empty() => Some("{}".to_owned()),
        ParameterType::Object => {
            let members = members(typed).ok()?.into_iter().map(|(name, value)| (name, Value::String(value)));
            Some(Value::Object(Map::from_iter(members)).to_string())
        }
        _ => Some(Value::from(typed).to_string()),
    }
}

/// The same as [`as_json`]'s with commas, where that says the same; otherwise as it is.
#[must_use]
pub fn as_typed(kind: ParameterType, json: &str) -> String {
    let typed = match kind {
        ParameterType::Array => items(json).join(","),
        ParameterType::Object => {
            let pairs = members(json).unwrap_or_default();
            pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(",")
        }
        _ => return json.to_owned(),
    };
    let is_same = match kind {
        ParameterType::Array => items(&typed) == items(json),
        _ => members(&typed) == members(json),
    };
    if is_same { typed } else { json.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_was_typed_is_put_into_fields_and_back() {
        use ParameterType::{Array, Integer, Object, String};
        for (kind, typed, json, back) in [
            (String, "a \"b\"", Some(r#""a \"b\"""#), None),
            (Integer, "7", Some(r#""7""#), None),
            (Array, "", Some("[]"), Some("[]")),
            (Array, "a, b", Some(r#"["a","b"]"#), Some("a,b")),
            (Array, "[1, 2]", Some("[1, 2]"), Some("1,2")),
            (Array, r#"["a,b"]"#, Some(r#"["a,b"]"#), Some(r#"["a,b"]"#)),
            (Array, r#"[" a"]"#, Some(r#"[" a"]"#), Some(r#"[" a"]"#)),
            (Object, " ", Some("{}"), Some("{}")),
            (Object, "a=1, b=x y", Some(r#"{"a":"1","b":"x y"}"#), Some("a=1,b=x y")),
            (Object, r#"{"a": "1=2"}"#, Some(r#"{"a": "1=2"}"#), Some("a=1=2")),
            (Object, r#"{"a=b": "1"}"#, Some(r#"{"a=b": "1"}"#), Some(r#"{"a=b": "1"}"#)),
            (Object, "a", None, None),
        ] {
            assert_eq!(as_json(kind, typed).as_deref(), json, "{typed}");
            if let (Some(json), Some(back)) = (json, back) {
                assert_eq!(as_typed(kind, json), back, "{typed}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_value_is_lost_between_fields_and_text(values in proptest::collection::vec(".{0,6}", 0..4)) {
            let json = json!(values).to_string();
            prop_assert_eq!(items(&as_typed(ParameterType::Array, &json)), values);
        }

        #[test]
        fn no_name_is_lost_either(members in proptest::collection::btree_map(".{0,4}", ".{0,4}", 0..4)) {
            let json = json!(members).to_string();
            let typed = as_typed(ParameterType::Object, &json);
            prop_assert_eq!(super::members(&typed).unwrap(), Vec::from_iter(members));
        }
    }
}
