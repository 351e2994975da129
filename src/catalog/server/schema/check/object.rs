//! Objects.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::super::keyword::{map, members, required, subschema};
use super::scalar::size;
use super::{Checker, all};

impl Checker<'_> {
    pub(super) fn object(
        &self,
        schema: &Value,
        object: &Map<String, Value>,
        hidden: &HashSet<String>,
        depth: usize,
    ) -> Option<bool> {
        let present = required(schema).all(|name| object.contains_key(name) || hidden.contains(name));
        let dependent =
            members(schema, "dependentRequired").filter(|(name, _)| object.contains_key(*name)).all(|(_, needed)| {
                let mut names = needed.as_array().into_iter().flatten().filter_map(Value::as_str);
                names.all(|name| object.contains_key(name) || hidden.contains(name))
            });
        if !present || !dependent {
            return Some(false);
        }
        let size = size(schema, "minProperties", "maxProperties", object.len());
        let names = subschema(schema, "propertyNames").map_or(Some(true), |names| {
            all(object.keys().map(|name| self.instance(names, &Value::String(name.clone()), depth + 1)))
        });
        let properties = object.iter().map(|(name, value)| {
            all(self.for_property(schema, name)?.into_iter().map(|schema| self.instance(schema, value, depth + 1)))
        });
        let properties = all(properties);
        all([size, names, properties].into_iter())
    }

    /// The subschemas of one schema that are about a property.
    pub(in super::super) fn for_property<'s>(&self, schema: &'s Value, name: &str) -> Option<Vec<&'s Value>> {
        let mut schemas: Vec<_> = map(schema, "properties").and_then(|all| all.get(name)).into_iter().collect();
        for (pattern, schema) in members(schema, "patternProperties") {
            if self.matches(pattern, name)? {
                schemas.push(schema);
            }
        }
        if schemas.is_empty() {
            schemas.extend(subschema(schema, "additionalProperties"));
        }
        Some(schemas)
    }
}
