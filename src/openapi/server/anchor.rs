//! Schemas that refer to themselves, made good where they stand in a document.
//!
//! A schema by itself is a document of its own, in which `#/$defs/a` leads to its own definitions. In an OpenAPI document
//! the same reference would lead to the document's (OpenAPI 3.1, 4.6).

use serde_json::{Map, Value};

use crate::kernel::pointer::escaped;
use crate::paths::encode;

/// Makes the references of an operation's schemas to themselves lead to where they stand: the operation is written at
/// `path` and `method` of the document.
pub(super) fn anchor(operation: &mut Map<String, Value>, path: &str, method: &str) {
    let at = step(&step("#/paths", path), method);
    for (key, value) in operation {
        walk(value, &step(&at, key));
    }
}

/// Looks for schemas in what is none.
fn walk(value: &mut Value, at: &str) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match key.as_str() {
                    "schema" => {
                        let alone = member.clone();
                        rewrite(member, &alone, &step(at, key));
                    }
                    "example" | "examples" => {}
                    _ => walk(member, &step(at, key)),
                }
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter_mut().enumerate() {
                walk(element, &format!("{at}/{index}"));
            }
        }
        _ => {}
    }
}

/// Rewrites the references in a part of the schema `alone`, which stands at `at`.
fn rewrite(part: &mut Value, alone: &Value, at: &str) {
    match part {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(reference) if key == "$ref" => {
                        let pointer = reference.strip_prefix('#').filter(|pointer| alone.pointer(pointer).is_some());
                        if let Some(pointer) = pointer {
                            *reference = format!("{at}{pointer}");
                        }
                    }
                    Value::Object(_) | Value::Array(_)
                        if matches!(key.as_str(), "const" | "default" | "example" | "examples" | "enum") => {}
                    member => rewrite(member, alone, at),
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|element| rewrite(element, alone, at)),
        _ => {}
    }
}

/// The pointer one step further, as a URI's fragment has it (RFC 6901 section 6).
fn step(at: &str, name: &str) -> String {
    format!("{at}/{}", encode(&escaped(name)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_schema_refers_to_itself_where_it_stands() {
        let schema = json!({
            "properties": {
                "a": { "$ref": "#/$defs/a~1b" },
                "self": { "$ref": "#" },
                "other": { "$ref": "#/components/schemas/Pet" },
                "$ref": { "const": { "$ref": "#/$defs/a~1b" } },
            },
            "$defs": { "a/b": {} },
        });
        let mut operation = json!({ "responses": { "200": { "content": { "application/json": {
            "schema": schema, "example": { "schema": { "$ref": "#" } },
        } } } } });
        anchor(operation.as_object_mut().unwrap(), "/pets/{id}", "get");
        let made = &operation["responses"]["200"]["content"]["application/json"];
        let at = "#/paths/~1pets~1%7Bid%7D/get/responses/200/content/application~1json/schema";
        assert_eq!(made["schema"]["properties"]["a"]["$ref"], format!("{at}/$defs/a~1b"));
        assert_eq!(made["schema"]["properties"]["self"]["$ref"], at);
        assert_eq!(made["schema"]["properties"]["other"]["$ref"], "#/components/schemas/Pet");
        assert_eq!(made["schema"]["properties"]["$ref"]["const"]["$ref"], "#/$defs/a~1b");
        assert_eq!(made["example"]["schema"]["$ref"], "#");
    }
}
