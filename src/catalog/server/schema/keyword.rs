//! Reading keywords leniently: a value of the wrong type is as good as none.

use serde_json::{Map, Value};

/// A keyword that is text.
pub(super) fn text<'a>(schema: &'a Value, keyword: &str) -> Option<&'a str> {
    schema.get(keyword)?.as_str()
}

/// Whether a keyword is `true`.
pub(super) fn flag(schema: &Value, keyword: &str) -> bool {
    schema.get(keyword) == Some(&Value::Bool(true))
}

/// The elements of a keyword that is an array.
pub(super) fn list<'a>(schema: &'a Value, keyword: &str) -> &'a [Value] {
    schema.get(keyword).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The members of a keyword that is an object.
pub(super) fn map<'a>(schema: &'a Value, keyword: &str) -> Option<&'a Map<String, Value>> {
    schema.get(keyword)?.as_object()
}

/// The members of a keyword that is an object, none if it is something else.
pub(super) fn members<'a>(schema: &'a Value, keyword: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
    map(schema, keyword).into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

/// A keyword that is a subschema: an object or a boolean.
pub(super) fn subschema<'a>(schema: &'a Value, keyword: &str) -> Option<&'a Value> {
    schema.get(keyword).filter(|value| is_schema(value))
}

/// Whether a value can be a schema.
pub(super) const fn is_schema(value: &Value) -> bool {
    matches!(value, Value::Object(_) | Value::Bool(_))
}

/// The texts of a keyword that is text or an array of texts, such as `type` and `required`.
pub(super) fn texts<'a>(schema: &'a Value, keyword: &str) -> Vec<&'a str> {
    match schema.get(keyword) {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The names that `required` lists. Older drafts had a boolean there.
pub(super) fn required(schema: &Value) -> impl Iterator<Item = &str> {
    list(schema, "required").iter().filter_map(Value::as_str)
}
