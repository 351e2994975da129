//! Which properties `unevaluatedProperties` is not about.

use std::collections::HashSet;

use serde_json::Value;

use super::super::keyword::{list, members, subschema, text};
use super::Checker;

/// Keywords that put all properties that are left under a schema.
const REST: [&str; 2] = ["additionalProperties", "unevaluatedProperties"];

impl Checker<'_> {
    /// Collects the properties of `value` that schemas inside `schema` are about.
    pub(super) fn evaluated(
        &self,
        schema: &Value,
        value: &Value,
        hidden: &HashSet<String>,
        depth: usize,
        names: &mut HashSet<String>,
    ) -> Option<()> {
        let Some(object) = value.as_object() else {
            return Some(());
        };
        if depth > super::DEPTH {
            return None;
        }
        for name in object.keys() {
            let listed = members(schema, "properties").any(|(listed, _)| listed == name);
            if listed || !self.for_property(schema, name)?.is_empty() {
                names.insert(name.clone());
            }
        }
        let mut inside: Vec<&Value> = list(schema, "allOf").iter().collect();
        if let Some(pointer) = text(schema, "$ref") {
            inside.push(self.schemas.schema(pointer)?);
        }
        let mut where_they_hold: Vec<&Value> = list(schema, "anyOf").iter().chain(list(schema, "oneOf")).collect();
        let dependent = members(schema, "dependentSchemas").filter(|(name, _)| object.contains_key(*name));
        inside.extend(dependent.map(|(_, schema)| schema));
        if let Some(condition) = subschema(schema, "if") {
            let holds = self.schema(condition, value, hidden, depth + 1)?;
            where_they_hold.push(condition);
            inside.extend(subschema(schema, if holds { "then" } else { "else" }));
        }
        for schema in where_they_hold {
            if self.schema(schema, value, hidden, depth + 1)? {
                inside.push(schema);
            }
        }
        for schema in inside {
            self.evaluated(schema, value, hidden, depth + 1, names)?;
            if REST.iter().any(|keyword| subschema(schema, keyword).is_some()) {
                names.extend(object.keys().cloned());
            }
        }
        Some(())
    }
}
