//! The schemas of merge patches in the document: those of the PUT's bodies, of which everything may be missing.

use serde_json::{Map, Value, json};

use super::http::merge::MEDIA_TYPE;

/// Where schemas stand.
const SCHEMAS: &str = "#/components/schemas/";

/// Gives the patches of `document` schemas of their own.
pub(super) fn describe(document: &mut Value) {
    let mut schemas = match document.pointer_mut("/components/schemas").map(Value::take) {
        Some(Value::Object(schemas)) => schemas,
        _ => Map::new(),
    };
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for methods in paths.into_iter().flat_map(Map::values_mut) {
        let schema = methods
            .get_mut("patch")
            .and_then(|patch| patch.get_mut("requestBody")?.get_mut("content")?.get_mut(MEDIA_TYPE)?.get_mut("schema"));
        if let Some(schema) = schema {
            partial(schema, &mut schemas);
        }
    }
    document["components"]["schemas"] = Value::Object(schemas);
}

/// Where `schema` refers to one of an object, makes it refer to one of its parts.
fn partial(schema: &mut Value, schemas: &mut Map<String, Value>) {
    let name = schema.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix(SCHEMAS));
    let Some(name) = name.map(str::to_owned) else { return };
    let Some(whole) = schemas.get(&name).filter(|whole| whole["type"] == "object").cloned() else { return };
    let part = format!("{name}Patch");
    schema["$ref"] = json!(format!("{SCHEMAS}{part}"));
    if !schemas.contains_key(&part) {
        let parts = parts(whole, schemas);
        schemas.insert(part, parts);
    }
}

/// The schema of an object's parts. What need not be there can be taken away with null.
fn parts(mut whole: Value, schemas: &mut Map<String, Value>) -> Value {
    let required = whole.as_object_mut().and_then(|whole| whole.remove("required")).unwrap_or_default();
    let is_required = |name: &str| required.as_array().is_some_and(|names| names.iter().any(|known| known == name));
    if let Some(fields) = whole.get_mut("properties").and_then(Value::as_object_mut) {
        for (name, field) in fields {
            partial(field, schemas);
            if !is_required(name) {
                *field = json!({ "anyOf": [field.take(), { "type": "null" }] });
            }
        }
    }
    whole
}
