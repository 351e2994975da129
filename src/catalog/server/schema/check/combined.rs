//! Schemas that are made of schemas.

use std::collections::HashSet;

use serde_json::Value;

use super::super::keyword::{list, members, subschema, text};
use super::{Checker, all, any, not};

impl Checker<'_> {
    pub(super) fn combined(
        &self,
        schema: &Value,
        value: &Value,
        hidden: &HashSet<String>,
        depth: usize,
    ) -> Option<bool> {
        let holds = |schema: &Value| self.schema(schema, value, hidden, depth + 1);
        if let Some(pointer) = text(schema, "$ref") {
            let target = holds(self.schemas.schema(pointer)?);
            if target != Some(true) {
                return target;
            }
        }
        let every = all(list(schema, "allOf").iter().map(holds));
        if every != Some(true) {
            return every;
        }
        if schema.get("anyOf").is_some_and(Value::is_array) {
            let one = any(list(schema, "anyOf").iter().map(holds));
            if one != Some(true) {
                return one;
            }
        }
        if schema.get("oneOf").is_some_and(Value::is_array) {
            let verdicts: Option<Vec<bool>> = list(schema, "oneOf").iter().map(holds).collect();
            if verdicts?.into_iter().filter(|holds| *holds).count() != 1 {
                return Some(false);
            }
        }
        let negated = subschema(schema, "not").map_or(Some(true), |negated| not(holds(negated)));
        let branch = match subschema(schema, "if") {
            Some(condition) => {
                let branch = subschema(schema, if holds(condition)? { "then" } else { "else" });
                branch.map_or(Some(true), holds)
            }
            None => Some(true),
        };
        let dependent = members(schema, "dependentSchemas").filter(|(name, _)| value.get(*name).is_some());
        let dependent = all(dependent.map(|(_, schema)| holds(schema)));
        let further = match (subschema(schema, "unevaluatedProperties"), value.as_object()) {
            (Some(further), Some(object)) => {
                let mut names = HashSet::new();
                self.evaluated(schema, value, hidden, depth, &mut names)?;
                let others = object.iter().filter(|(name, _)| !names.contains(*name));
                all(others.map(|(_, value)| self.instance(further, value, depth + 1)))
            }
            _ => Some(true),
        };
        all([negated, branch, dependent, further].into_iter())
    }
}
