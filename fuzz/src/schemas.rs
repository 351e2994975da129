//! Schemas and what they refer to.

use std::collections::HashSet;

use loggia::catalog::model::{OperationInput, Representation};
use loggia::openapi::server::read::Document;
use serde::Deserialize as _;
use serde_json::Value;

/// Whether `text` is JSON that can be a schema.
pub(super) fn is_schema(text: &str) -> bool {
    value(text).is_some_and(|value| value.is_object() || value.is_boolean())
}

/// `text` as JSON, however deep.
fn value(text: &str) -> Option<Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.disable_recursion_limit();
    let value = Value::deserialize(&mut deserializer).ok()?;
    deserializer.end().ok().map(|()| value)
}

/// Checks the schemas of `document`, whose tree is `tree`.
pub(super) fn check(document: &Document, tree: &Value) {
    let pointers: HashSet<&str> = document.schemas.iter().map(|schema| schema.pointer.as_str()).collect();
    assert_eq!(pointers.len(), document.schemas.len(), "two schemas have one pointer");
    for schema in &document.schemas {
        assert!(is_schema(&schema.schema), "{}: {}", schema.pointer, schema.schema);
    }
    let is_v2 = document_is_v2(tree);
    let texts =
        document.operations.iter().flat_map(texts).chain(document.schemas.iter().map(|schema| schema.schema.as_str()));
    for text in texts {
        let value = value(text).expect("every schema was found to be JSON");
        let mut references = Vec::new();
        collect(&value, Role::Schema, &mut references);
        for reference in references.into_iter().filter(|reference| !pointers.contains(reference)) {
            assert!(!leads_to_a_schema(tree, is_v2, reference), "{reference} is not among {pointers:?}");
        }
    }
}

fn texts(operation: &OperationInput) -> impl Iterator<Item = &str> {
    let answers = operation.responses.iter().flat_map(|response| &response.representations);
    let calls = operation.documented.callbacks.iter().flat_map(|callback| &callback.bodies);
    let bodies =
        operation.bodies.iter().chain(answers).chain(calls).map(|Representation { schema, .. }| schema.as_str());
    let parameters = operation.parameters.iter().map(|parameter| parameter.schema.as_str());
    bodies.chain(parameters).filter(|schema| !schema.is_empty())
}

fn document_is_v2(tree: &Value) -> bool {
    let version = ["openapi", "swagger"].iter().find_map(|key| tree.get(key));
    version.is_some_and(|version| version.to_string().trim_matches(['"', ' ']).starts_with('2'))
}

/// Whether a reference, as it is written in a schema that was read, leads to a schema of the document.
fn leads_to_a_schema(tree: &Value, is_v2: bool, reference: &str) -> bool {
    let Some(pointer) = reference.strip_prefix("#/") else { return false };
    let swapped = pointer.strip_prefix("components/schemas/").filter(|_| is_v2);
    let found = swapped.and_then(|rest| tree.pointer(&format!("/definitions/{rest}")));
    found.or_else(|| tree.pointer(&format!("/{pointer}"))).is_some_and(|value| value.is_object() || value.is_boolean())
}

/// What the members of an object are.
#[derive(Clone, Copy)]
enum Role {
    Schema,
    /// Schemas under names that somebody chose.
    Names,
}

/// The references in a schema, but not in examples and other data.
fn collect<'v>(value: &'v Value, role: Role, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match (role, name.as_str()) {
                    (Role::Schema, "example" | "examples" | "default" | "enum" | "const") => {}
                    (Role::Schema, name) if name.starts_with("x-") => {}
                    (Role::Schema, "$ref") if member.is_string() => found.extend(member.as_str()),
                    (
                        Role::Schema,
                        "properties" | "patternProperties" | "definitions" | "$defs" | "dependentSchemas",
                    ) => {
                        collect(member, Role::Names, found);
                    }
                    _ => collect(member, Role::Schema, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, role, found)),
        _ => {}
    }
}
