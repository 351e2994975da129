//! The schemas that hold for a value that is there already.

use serde_json::Value;

use super::super::check::Checker;
use super::super::keyword::{list, text};
use super::super::{Direction, Schemas};
use super::array;

/// The most schemas that are put together for one value.
const PARTS: usize = 300;

/// The schemas that hold for one value, the outermost first.
#[derive(Default)]
pub(super) struct Parts<'a> {
    /// Those about the value itself; not those about what it has in common with others, which `allOf` adds.
    pub(super) own: Vec<&'a Value>,
    pub(super) all: Vec<&'a Value>,
}

/// Finds the schemas that hold for the parts of a value.
pub(super) struct Holding<'a> {
    schemas: &'a dyn Schemas,
    checker: Checker<'a>,
}

impl<'a> Holding<'a> {
    pub(super) fn new(schemas: &'a dyn Schemas, direction: Direction) -> Self {
        Self { schemas, checker: Checker::new(schemas, direction) }
    }

    /// All that holds for `value`, of which `schemas` do: what they refer to, and of alternatives those that fit.
    pub(super) fn parts(&self, schemas: &[&'a Value], value: &Value) -> Parts<'a> {
        let mut parts = Parts::default();
        for schema in schemas {
            self.gather(schema, value, true, &mut parts);
        }
        parts
    }

    /// The schemas of the member `name` of a value of which `parts` hold.
    pub(super) fn of_member(&self, parts: &Parts<'a>, name: &str) -> Vec<&'a Value> {
        parts.all.iter().flat_map(|part| self.checker.for_property(part, name).unwrap_or_default()).collect()
    }

    fn gather(&self, schema: &'a Value, value: &Value, own: bool, parts: &mut Parts<'a>) {
        let is_known = parts.all.iter().any(|part| std::ptr::eq(*part, schema));
        if is_known || parts.all.len() >= PARTS || !schema.is_object() {
            return;
        }
        parts.all.push(schema);
        if own {
            parts.own.push(schema);
        }
        if let Some(target) = text(schema, "$ref").and_then(|pointer| self.schemas.schema(pointer)) {
            self.gather(target, value, own, parts);
        }
        let members = list(schema, "allOf");
        for member in members {
            // A single one is how OpenAPI 3.0 says something beside a reference.
            self.gather(member, value, own && members.len() == 1, parts);
        }
        for alternative in ["oneOf", "anyOf"].into_iter().flat_map(|keyword| list(schema, keyword)) {
            if self.checker.holds(alternative, value) == Some(true) {
                self.gather(alternative, value, own, parts);
            }
        }
    }
}

/// The schemas of the item `index` of a list of which `parts` hold.
pub(super) fn of_item<'a>(parts: &Parts<'a>, index: usize) -> Vec<&'a Value> {
    parts.all.iter().filter_map(|part| array::element(part, index)).collect()
}
