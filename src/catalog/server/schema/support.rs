//! What tests of schemas share.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::Schemas;

/// A document whose schemas are found by JSON pointers.
pub(super) struct Document(pub(super) Value);

impl Schemas for Document {
    fn schema(&self, pointer: &str) -> Option<&Value> {
        self.0.pointer(pointer.strip_prefix('#')?)
    }
}

/// Anything, with keywords where they belong and where they do not.
pub(super) fn anything() -> impl Strategy<Value = Value> {
    let keyword = prop::sample::select(vec![
        "type",
        "properties",
        "items",
        "prefixItems",
        "allOf",
        "oneOf",
        "anyOf",
        "not",
        "additionalProperties",
        "patternProperties",
        "required",
        "enum",
        "const",
        "discriminator",
        "mapping",
        "propertyName",
        "$ref",
        "nullable",
        "minimum",
        "description",
        "examples",
        "a",
    ]);
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        any::<i8>().prop_map(Value::from),
        Just(json!("object")),
        Just(json!("array")),
        Just(json!("null")),
        Just(json!("a")),
        Just(json!("#/a")),
        Just(json!("#/a/allOf/0")),
        Just(json!({"$ref": "#/a"})),
        Just(json!({"$ref": "#/b"})),
    ];
    leaf.prop_recursive(6, 60, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((keyword.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())),
        ]
    })
}
