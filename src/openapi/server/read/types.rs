//! What kind of value a schema describes.

use serde_json::Value;

use super::node::Node;
use super::reading::Reading;
use crate::catalog::model::ParameterType;

/// How many alternatives are looked at for a type: references may make ever more of them.
const ALTERNATIVES: usize = 32;

impl<'a> Reading<'a> {
    /// The type of what `schema` describes; text when it does not say.
    pub(super) fn kind(&self, schema: &Node<'a>) -> ParameterType {
        self.find_kind(schema, &mut { ALTERNATIVES }).unwrap_or_default()
    }

    fn find_kind(&self, schema: &Node<'a>, left: &mut usize) -> Option<ParameterType> {
        *left = left.checked_sub(1)?;
        let schema = self.schema(schema.clone());
        if let Some(kind) = self.named_type(&schema) {
            return Some(kind);
        }
        if schema.get("items").is_some() {
            return Some(ParameterType::Array);
        }
        if schema.get("properties").is_some() {
            return Some(ParameterType::Object);
        }
        for keyword in ["allOf", "anyOf", "oneOf"] {
            let Some(list) = schema.get(keyword) else { continue };
            // More than are looked at need no pointers made for them.
            if let Some(kind) = list.items().take(ALTERNATIVES).find_map(|item| self.find_kind(&item, left)) {
                return Some(kind);
            }
        }
        let first = schema.get("const").or_else(|| schema.get("enum")?.items().next())?;
        Some(match first.value {
            Value::Bool(_) => ParameterType::Boolean,
            Value::Number(number) if number.is_f64() => ParameterType::Number,
            Value::Number(_) => ParameterType::Integer,
            _ => ParameterType::String,
        })
    }

    /// The type that the schema names; of several the first that is not null.
    fn named_type(&self, schema: &Node<'a>) -> Option<ParameterType> {
        let node = schema.get("type")?;
        let names: Vec<&str> = match node.value {
            Value::String(name) => vec![name],
            Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let name = names.into_iter().find(|name| *name != "null")?;
        let name = name.to_ascii_lowercase();
        let kind = ParameterType::parse(&name).or(match name.as_str() {
            "int" | "int32" | "int64" | "long" => Some(ParameterType::Integer),
            "float" | "double" | "decimal" => Some(ParameterType::Number),
            "bool" => Some(ParameterType::Boolean),
            "file" | "date" | "datetime" | "date-time" | "uuid" | "text" => Some(ParameterType::String),
            _ => None,
        });
        if kind.is_none() {
            let shown: String = name.chars().take(80).collect();
            self.warn(&node.at, format!("\"{shown}\" is no type of JSON Schema; taken as a string."));
        }
        Some(kind.unwrap_or_default())
    }
}
