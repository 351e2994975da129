//! The schemas of policies in the document: one for each kind, which are not derived, since the rooms that the browser shares
//! know nothing of the management API. A test holds them against what is read and written.

use serde_json::{Map, Value, json};

use crate::policies::model::Kind;

/// By kind: what it does, what it is told, what of this is needed, and an example.
const KINDS: &str = include_str!("kinds.json");

/// Gives the policies of `document` schemas of their own.
pub(in crate::rest) fn describe(document: &mut Value) {
    let kinds: Map<String, Value> = serde_json::from_str(KINDS).unwrap_or_default();
    let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else { return };
    let mut mapping = Map::new();
    for kind in Kind::ALL {
        let name = format!("{kind:?}Policy");
        mapping.insert(kind.as_str().to_owned(), json!(format!("#/components/schemas/{name}")));
        schemas.insert(name, schema(*kind, kinds.get(kind.as_str()).unwrap_or(&Value::Null)));
    }
    let references: Vec<Value> = mapping.values().map(|reference| json!({ "$ref": reference })).collect();
    schemas.insert(
        "Policy".to_owned(),
        json!({
            "description": "What the gateway does to calls.",
            "oneOf": references,
            "discriminator": { "propertyName": "kind", "mapping": mapping },
        }),
    );
    schemas.insert("PolicyKey".to_owned(), key());
    if let Some(items) = schemas.get_mut("Policies").and_then(|all| all.pointer_mut("/properties/policies/items")) {
        *items = json!({ "$ref": "#/components/schemas/Policy" });
    }
}

fn schema(kind: Kind, about: &Value) -> Value {
    let sections: Vec<&str> = kind.sections().iter().map(|section| section.as_str()).collect();
    let mut properties = json!({
        "kind": { "const": kind.as_str() },
        "section": { "description": "When it acts.", "type": "string", "enum": sections },
        "id": {
            "description": "Names it for as long as it stands; without one it is new.",
            "type": "string",
            "maxLength": 64,
        },
    });
    let mut required = vec![json!("kind"), json!("section")];
    let mut example = json!({ "section": sections.first(), "kind": kind.as_str() });
    if let (Some(properties), Some(told)) = (properties.as_object_mut(), about["properties"].as_object()) {
        properties.extend(told.clone());
    }
    required.extend(about["required"].as_array().into_iter().flatten().cloned());
    if let (Some(example), Some(told)) = (example.as_object_mut(), about["example"].as_object()) {
        example.extend(told.clone());
    }
    json!({
        "type": "object",
        "description": about["description"],
        "required": required,
        "properties": properties,
        "additionalProperties": false,
        "examples": [example],
    })
}

/// By what calls are told apart that are counted together.
fn key() -> Value {
    let of = |by: &[&str], name: Option<&str>| {
        let mut properties = json!({ "by": { "type": "string", "enum": by } });
        if let Some(about) = name {
            properties["name"] = json!({ "description": about, "type": "string", "minLength": 1, "maxLength": 2_000 });
        }
        let required: &[&str] = if name.is_some() { &["by", "name"] } else { &["by"] };
        json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false })
    };
    json!({
        "description": "By what calls are told apart that are counted together. Those without it are counted together.",
        "oneOf": [
            of(&["subscription", "address"], None),
            of(&["header"], Some("The header.")),
            of(&["query"], Some("The parameter of the query.")),
        ],
    })
}
