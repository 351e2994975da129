//! Finding a value: alternatives are tried one by one, each result is checked.

use serde_json::{Map, Value};

use super::super::check::Checker;
use super::super::keyword::texts;
use super::super::{Direction, Schemas};
use super::whole::Whole;

/// The most values that are made for one sample, those included that are thrown away.
const STEPS: usize = 4_000;

/// How deep values are nested at most.
const DEPTH: usize = 30;

/// Keywords that are about values of one type, for schemas that do not name it.
const TELLING: [(&str, &[&str]); 4] = [
    (
        "object",
        &["properties", "additionalProperties", "patternProperties", "required", "minProperties", "propertyNames"],
    ),
    ("array", &["items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"]),
    ("string", &["pattern", "minLength", "maxLength", "format"]),
    ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
];

/// What is tried for schemas that do not name a type.
const TYPES: [&str; 7] = ["object", "string", "integer", "number", "boolean", "array", "null"];

/// Makes one sample.
pub(super) struct Solver<'a> {
    pub(super) schemas: &'a dyn Schemas,
    pub(super) checker: Checker<'a>,
    /// How many bytes of optional properties there may be.
    pub(super) optional: usize,
    /// About how long the sample is so far.
    pub(super) length: usize,
    /// Another number makes another value, for elements that have to differ.
    pub(super) salt: usize,
    /// The references that are being sampled.
    active: Vec<&'a str>,
    depth: usize,
    steps: usize,
}

impl<'a> Solver<'a> {
    pub(super) fn new(schemas: &'a dyn Schemas, direction: Direction, optional: usize) -> Self {
        let checker = Checker::new(schemas, direction);
        Self { schemas, checker, optional, length: 0, salt: 0, active: Vec::new(), depth: 0, steps: 0 }
    }

    /// A value for which all of `schemas` hold, and whose properties have the values of `fixed`.
    pub(super) fn value(&mut self, schemas: &[&'a Value], fixed: &[(&'a str, String)]) -> Option<Value> {
        self.steps += 1;
        if self.steps > STEPS || self.depth > DEPTH || self.length > super::LENGTH {
            return None;
        }
        let mut whole = Whole::of(schemas, self.schemas, &self.active);
        whole.fixed.extend_from_slice(fixed);
        if whole.blocked {
            return None;
        }
        let before = (self.active.len(), self.length);
        self.active.extend(&whole.references);
        self.depth += 1;
        let value = self.authored(&whole, schemas).or_else(|| self.solve(whole.clone(), schemas));
        let value = value.or_else(|| self.null(&whole, schemas));
        self.depth -= 1;
        self.active.truncate(before.0);
        self.length = before.1;
        let value = value?;
        self.length += length(&value);
        Some(value)
    }

    /// Whether a value is valid.
    pub(super) fn holds(&self, schemas: &[&Value], value: &Value) -> bool {
        schemas.iter().all(|schema| self.checker.holds(schema, value) == Some(true))
    }

    fn solve(&mut self, mut whole: Whole<'a>, schemas: &[&'a Value]) -> Option<Value> {
        let Some(alternatives) = whole.take_choice() else {
            return self.plain(&whole, schemas);
        };
        let from = self.active.len();
        // Null says least.
        let (rest, null): (Vec<_>, Vec<_>) = alternatives.iter().partition(|alternative| !alternative.is_null());
        for alternative in rest.into_iter().chain(null) {
            self.steps += 1;
            if self.steps > STEPS {
                return None;
            }
            // The references of this value are active already; those further up must not be met again.
            let outer = self.active.get(..from.saturating_sub(whole.references.len())).unwrap_or_default();
            let decided = whole.decided(alternative, self.schemas, outer);
            if decided.blocked {
                continue;
            }
            self.active.extend(decided.references.iter().skip(whole.references.len()));
            let value = self.authored(&decided, schemas).or_else(|| self.solve(decided, schemas));
            self.active.truncate(from);
            if value.is_some() {
                return value;
            }
        }
        None
    }

    /// A value where nothing is left to be decided.
    fn plain(&mut self, whole: &Whole<'a>, schemas: &[&'a Value]) -> Option<Value> {
        let length = self.length;
        for name in types(whole) {
            let value = match name {
                "object" => self.object(whole, schemas),
                "array" => self.array(whole, schemas),
                "string" => self.string(whole, schemas),
                "integer" | "number" => self.number(whole, name == "integer", schemas),
                "boolean" => {
                    let first = self.salt.is_multiple_of(2);
                    [first, !first].into_iter().map(Value::Bool).find(|value| self.holds(schemas, value))
                }
                "null" => Some(Value::Null).filter(|value| self.holds(schemas, value)),
                _ => None,
            };
            if value.is_some() {
                return value;
            }
            self.length = length;
        }
        None
    }

    /// Nothing, where there is nothing else.
    fn null(&self, whole: &Whole<'a>, schemas: &[&'a Value]) -> Option<Value> {
        let allowed = whole.parts.iter().all(|part| {
            let types = texts(part, "type");
            types.is_empty() || types.contains(&"null") || super::super::keyword::flag(part, "nullable")
        });
        Some(Value::Null).filter(|value| allowed && !whole.parts.is_empty() && self.holds(schemas, value))
    }
}

/// The types to be tried.
fn types<'a>(whole: &Whole<'a>) -> Vec<&'a str> {
    let mut named: Option<Vec<&str>> = None;
    for part in &whole.parts {
        let types = texts(part, "type");
        if types.is_empty() {
            continue;
        }
        named = Some(match named {
            None => types,
            Some(named) => {
                let among = |list: &[&str], name| list.contains(&name) || name == "integer" && list.contains(&"number");
                let mut both: Vec<_> = named.iter().copied().filter(|name| among(&types, name)).collect();
                both.extend(types.iter().copied().filter(|name| !named.contains(name) && among(&named, name)));
                both
            }
        });
    }
    if let Some(mut named) = named {
        // Null says least.
        named.sort_by_key(|name| *name == "null");
        return named;
    }
    let told =
        |keywords: &[&str]| whole.parts.iter().any(|part| keywords.iter().any(|keyword| part.get(keyword).is_some()));
    let first = TELLING.iter().filter(|(_, keywords)| told(keywords)).map(|(name, _)| *name);
    first.chain(TYPES).collect()
}

/// About how long a value is as indented JSON.
fn length(value: &Value) -> usize {
    let members: &Map<String, Value> = match value {
        Value::String(text) => return text.len() + 12,
        Value::Array(elements) => return elements.iter().map(length).sum::<usize>() + 12,
        Value::Object(members) => members,
        _ => return 14,
    };
    members.iter().map(|(name, value)| name.len() + length(value) + 8).sum::<usize>() + 12
}
