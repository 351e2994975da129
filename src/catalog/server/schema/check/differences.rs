//! Where a value is not what a schema says, and how.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::super::keyword::{flag, list, members, required, subschema, text, texts};
use super::Checker;
use crate::catalog::model::Problem;
use crate::kernel::pointer::escaped;

/// The most differences that are told.
const MOST: usize = 100;
/// The longest limit that is told, in bytes of JSON.
const LIMIT: usize = 120;

/// The differences that were found, with the JSON Pointers of what they are about.
pub(super) type Differences = Vec<(String, Problem)>;

/// Where a value stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    /// The properties that do not travel this way.
    hidden: &'p HashSet<String>,
    /// A JSON Pointer.
    at: &'p str,
    /// How deep the schemas are nested.
    depth: usize,
}

impl Place<'_> {
    /// For a schema inside the schema of the same value.
    const fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

impl Checker<'_> {
    /// What is wrong with `value`; nothing where that cannot be decided.
    pub(crate) fn differences(&self, schema: &Value, value: &Value) -> Differences {
        let mut found = Differences::new();
        self.explain_instance(schema, value, "", 0, &mut found);
        found
    }

    fn explain_instance(&self, schema: &Value, value: &Value, at: &str, depth: usize, found: &mut Differences) {
        let mut hidden = HashSet::new();
        if value.is_object() {
            self.hidden(schema, &mut hidden, &mut HashSet::new(), 0);
        }
        self.explain(schema, value, Place { hidden: &hidden, at, depth }, found);
    }

    fn explain(&self, schema: &Value, value: &Value, place: Place<'_>, found: &mut Differences) {
        let Place { hidden, at, depth } = place;
        if found.len() >= MOST || self.schema(schema, value, hidden, depth) != Some(false) {
            return;
        }
        let before = found.len();
        if *schema == Value::Bool(false) {
            found.push((at.to_owned(), Problem::NotAllowed));
        } else if self.kind(schema, value) == Some(false) {
            let (expected, kind) = (texts(schema, "type").join(", "), kind_of(value).to_owned());
            found.push((at.to_owned(), Problem::WrongType { expected, found: kind }));
        } else {
            self.explain_keywords(schema, value, place, found);
            match value {
                Value::Array(elements) => self.explain_elements(schema, elements, place, found),
                Value::Object(object) => self.explain_members(schema, object, place, found),
                _ => {}
            }
            self.explain_combined(schema, value, place, found);
        }
        if found.len() == before {
            found.push((at.to_owned(), Problem::Breaks { keyword: "schema".to_owned(), limit: String::new() }));
        }
        found.truncate(MOST);
    }

    /// The keywords that are about the value itself, each by itself.
    fn explain_keywords(&self, schema: &Value, value: &Value, place: Place<'_>, found: &mut Differences) {
        let Place { hidden, at, depth } = place;
        const ALONE: [&str; 17] = [
            "enum",
            "const",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "format",
            "pattern",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "not",
        ];
        for keyword in ALONE {
            let Some(limit) = schema.get(keyword) else { continue };
            let mut alone = Map::from_iter([(keyword.to_owned(), limit.clone())]);
            // In OpenAPI 3.0 these are booleans, which say how the other is meant.
            for (beside, flags) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
                if keyword == beside && flag(schema, flags) {
                    alone.insert(flags.to_owned(), Value::Bool(true));
                }
            }
            if self.schema(&Value::Object(alone), value, hidden, depth + 1) == Some(false) {
                let limit = Some(limit.to_string()).filter(|limit| limit.len() <= LIMIT).unwrap_or_default();
                found.push((at.to_owned(), Problem::Breaks { keyword: keyword.to_owned(), limit }));
            }
        }
    }

    fn explain_elements(&self, schema: &Value, elements: &[Value], place: Place<'_>, found: &mut Differences) {
        let (prefix, rest) = match schema.get("items") {
            Some(Value::Array(prefix)) => (prefix.as_slice(), subschema(schema, "additionalItems")),
            _ => (list(schema, "prefixItems"), subschema(schema, "items")),
        };
        for (index, element) in elements.iter().enumerate() {
            if let Some(schema) = prefix.get(index).or(rest) {
                self.explain_instance(schema, element, &format!("{}/{index}", place.at), place.depth + 1, found);
            }
        }
    }

    fn explain_members(&self, schema: &Value, object: &Map<String, Value>, place: Place<'_>, found: &mut Differences) {
        let Place { hidden, at, depth } = place;
        for name in required(schema).filter(|name| !object.contains_key(*name) && !hidden.contains(*name)) {
            found.push((at.to_owned(), Problem::Missing { name: name.to_owned() }));
        }
        for (name, value) in object {
            let at = format!("{at}/{}", escaped(name));
            for schema in self.for_property(schema, name).unwrap_or_default() {
                self.explain_instance(schema, value, &at, depth + 1, found);
            }
        }
    }

    fn explain_combined(&self, schema: &Value, value: &Value, place: Place<'_>, found: &mut Differences) {
        let Place { hidden, at, depth } = place;
        let target = text(schema, "$ref").and_then(|pointer| self.schemas.schema(pointer));
        for schema in target.into_iter().chain(list(schema, "allOf")) {
            self.explain(schema, value, place.deeper(), found);
        }
        for keyword in ["anyOf", "oneOf"] {
            let branches = list(schema, keyword);
            let alone = Value::Object(Map::from_iter([(keyword.to_owned(), branches.into())]));
            if branches.is_empty() || self.schema(&alone, value, hidden, depth + 1) != Some(false) {
                continue;
            }
            // What fits best is what was meant, as far as one can tell.
            let of = |branch: &Value| {
                let mut found = Differences::new();
                self.explain(branch, value, place.deeper(), &mut found);
                found
            };
            let nearest = branches.iter().map(of).filter(|differences| !differences.is_empty());
            let is_about_parts = |differences: &Differences| differences.iter().any(|(pointer, _)| pointer != at);
            match nearest.min_by_key(Vec::len).filter(is_about_parts) {
                Some(differences) => found.extend(differences),
                None => {
                    let problem = Problem::Breaks { keyword: keyword.to_owned(), limit: String::new() };
                    found.push((at.to_owned(), problem));
                }
            }
        }
        let condition = subschema(schema, "if").and_then(|condition| self.schema(condition, value, hidden, depth + 1));
        let branch = condition.and_then(|holds| subschema(schema, if holds { "then" } else { "else" }));
        let dependent = members(schema, "dependentSchemas").filter(|(name, _)| value.get(*name).is_some());
        for schema in branch.into_iter().chain(dependent.map(|(_, schema)| schema)) {
            self.explain(schema, value, place.deeper(), found);
        }
    }
}

const fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
