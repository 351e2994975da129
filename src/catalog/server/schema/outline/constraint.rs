//! The keywords that are shown as name and value.

use serde_json::Value;

use super::super::keyword::list;
use super::node::Constraint;
use super::whole::Whole;

/// The most values of `enum`, and of `examples`, that are listed.
const LISTED: usize = 100;
const EXAMPLES: usize = 5;

/// The longest value that is shown whole, in characters.
const LENGTH: usize = 2_000;

/// Limits, which hold whichever part they are in. If several parts set one, the last is shown.
const LIMITS: [&str; 17] = [
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "contentEncoding",
    "contentMediaType",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minContains",
    "maxContains",
    "minProperties",
    "maxProperties",
];

/// All constraints of a schema.
pub(super) fn constraints(whole: &Whole<'_>) -> Vec<Constraint> {
    let last = |keyword: &str| whole.parts.iter().rev().find_map(|part| part.schema.get(keyword));
    let constraint = |name: &str, value: &Value| Constraint { name: name.to_owned(), value: text(value) };
    // `false` is what the keyword's absence means, and objects and lists are no limits.
    let is_limit = |value: &&Value| matches!(value, Value::Number(_) | Value::String(_) | Value::Bool(true));
    let mut constraints: Vec<_> =
        LIMITS.iter().filter_map(|name| last(name).filter(is_limit).map(|value| constraint(name, value))).collect();
    for name in ["additionalProperties", "unevaluatedProperties"] {
        constraints
            .extend(last(name).filter(|value| **value == Value::Bool(false)).map(|value| constraint(name, value)));
    }
    constraints.extend(last("const").map(|value| constraint("const", value)));
    let own = |keyword: &str| whole.own_parts().find_map(|part| part.get(keyword));
    constraints.extend(own("default").map(|value| constraint("default", value)));
    constraints.extend(own("example").map(|value| constraint("example", value)));
    let examples = whole.own_parts().map(|part| list(part, "examples")).find(|examples| !examples.is_empty());
    let examples = examples.unwrap_or_default().iter().take(EXAMPLES);
    constraints.extend(examples.map(|value| constraint("example", value)));
    constraints
}

/// The values of `enum` and how many more there are. Where several parts have one, those in all of them.
pub(super) fn allowed(whole: &Whole<'_>) -> (Vec<String>, usize) {
    let mut lists = whole.parts.iter().filter_map(|part| part.schema.get("enum")?.as_array());
    let Some(first) = lists.next() else {
        return (Vec::new(), 0);
    };
    let others: Vec<_> = lists.collect();
    // Looking each value up in other lists is quadratic; long lists are not worth that.
    let common = |value: &&Value| others.iter().all(|list| list.len() > LISTED || list.contains(value));
    let values: Vec<_> = first.iter().filter(common).collect();
    let listed = values.iter().take(LISTED).map(|value| text(value)).collect();
    (listed, values.len().saturating_sub(LISTED))
}

/// A value as text: text without quotes, unless it would pass for something else, and anything else as JSON.
fn text(value: &Value) -> String {
    let text = match value {
        Value::String(text) if text.is_empty() || serde_json::from_str::<Value>(text).is_ok() => value.to_string(),
        Value::String(text) => text.clone(),
        _ => value.to_string(),
    };
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
