//! The types that a value may have.

use serde_json::Value;

use super::super::keyword::{flag, texts};
use super::whole::Whole;

/// Keywords that are about values of one type, for schemas that do not name it.
const TELLING: [(&str, &[&str]); 4] = [
    (
        "object",
        &["properties", "additionalProperties", "patternProperties", "required", "minProperties", "maxProperties"],
    ),
    ("array", &["items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"]),
    ("string", &["pattern", "minLength", "maxLength"]),
    ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
];

/// The types that all parts allow.
#[derive(Default)]
pub(super) struct Types<'a> {
    /// Without `null`; empty if any will do.
    pub(super) names: Vec<&'a str>,
    /// Whether `null` will do.
    pub(super) null: bool,
    /// Whether the parts agree on no type.
    pub(super) conflict: bool,
}

impl<'a> Types<'a> {
    pub(super) fn of(whole: &Whole<'a>) -> Self {
        let mut types: Option<Vec<&str>> = None;
        for part in &whole.parts {
            let mut named = texts(part.schema, "type");
            if named.is_empty() {
                continue;
            }
            if flag(part.schema, "nullable") && !named.contains(&"null") {
                named.push("null");
            }
            types = Some(types.map_or(named.clone(), |types| both(&types, &named)));
        }
        let conflict = types.as_ref().is_some_and(Vec::is_empty);
        let mut names = types.unwrap_or_default();
        let null = names.contains(&"null") || whole.null_variant || whole.says("nullable");
        if names.len() > 1 {
            names.retain(|name| *name != "null");
        }
        if names.is_empty() && !conflict {
            names = inferred(whole);
        }
        Self { names, null, conflict }
    }
}

/// The types in both lists. An integer is a number.
fn both<'a>(left: &[&'a str], right: &[&'a str]) -> Vec<&'a str> {
    let among = |list: &[&str], name| list.contains(&name) || name == "integer" && list.contains(&"number");
    let mut types: Vec<_> = left.iter().copied().filter(|name| among(right, name)).collect();
    types.extend(right.iter().copied().filter(|name| !left.contains(name) && among(left, name)));
    types
}

fn inferred<'a>(whole: &Whole<'a>) -> Vec<&'a str> {
    let schemas = || whole.parts.iter().map(|part| part.schema);
    let values = schemas().filter_map(|schema| match schema.get("const") {
        Some(value) => Some(std::slice::from_ref(value)),
        None => schema.get("enum")?.as_array().map(Vec::as_slice),
    });
    if let Some(values) = values.into_iter().next() {
        let mut names: Vec<_> = values.iter().take(100).filter(|value| !value.is_null()).map(name).collect();
        names.sort_unstable();
        names.dedup();
        return names;
    }
    let told = |keywords: &[&str]| schemas().any(|schema| keywords.iter().any(|keyword| schema.get(keyword).is_some()));
    let mut found = TELLING.iter().filter(|(_, keywords)| told(keywords)).map(|(name, _)| *name);
    found.next().into_iter().collect()
}

/// The type of a value.
fn name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
