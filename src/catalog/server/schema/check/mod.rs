//! Whether a value is valid. Where that cannot be decided, nothing is claimed: a reference that leads nowhere, a pattern
//! that is not understood, too much work.

mod combined;
mod differences;
mod evaluated;
mod object;
mod scalar;

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_json::Value;

use super::decimal::{Decimal, same};
use super::keyword::{flag, list, members, subschema, text, texts};
use super::pattern::Pattern;
use super::{Direction, Schemas};

/// The most subschemas that are looked at.
const STEPS: usize = 300_000;

/// The most work that patterns may be, in instructions.
const WORK: usize = 20_000_000;

/// How many instructions a step of making a text is worth.
const STEP: usize = 20;

/// How deep subschemas are nested at most.
const DEPTH: usize = 150;

/// Checks values. `None` stands for what is not known.
pub(super) struct Checker<'a> {
    pub(super) schemas: &'a dyn Schemas,
    direction: Direction,
    steps: Cell<usize>,
    /// How much work patterns were.
    work: Cell<usize>,
    patterns: RefCell<HashMap<String, Option<Rc<Pattern>>>>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(schemas: &'a dyn Schemas, direction: Direction) -> Self {
        Self { schemas, direction, steps: Cell::new(0), work: Cell::new(0), patterns: RefCell::default() }
    }

    /// Whether `value` is valid for `schema`.
    pub(super) fn holds(&self, schema: &Value, value: &Value) -> Option<bool> {
        self.instance(schema, value, 0)
    }

    /// Counts every part of `value` as a subschema that is looked at; whether that leaves some.
    pub(super) fn can_take(&self, value: &Value) -> bool {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            if self.steps.get() > STEPS {
                return false;
            }
            self.steps.set(self.steps.get() + 1);
            match value {
                Value::Array(elements) => open.extend(elements),
                Value::Object(members) => open.extend(members.values()),
                _ => {}
            }
        }
        true
    }

    /// A pattern, which is read but once.
    pub(super) fn pattern(&self, pattern: &str) -> Option<Rc<Pattern>> {
        let mut patterns = self.patterns.borrow_mut();
        if let Some(known) = patterns.get(pattern) {
            return known.clone();
        }
        let read = Pattern::read(pattern).map(Rc::new);
        patterns.insert(pattern.to_owned(), read.clone());
        read
    }

    /// Whether a pattern is found in `text`.
    fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        let pattern = self.pattern(pattern)?;
        self.work.set(self.work.get().saturating_add(pattern.work(text)));
        if self.work.get() > WORK { None } else { pattern.is_in(text) }
    }

    /// A text that may match a pattern; see [`Pattern::example`].
    pub(super) fn example(&self, pattern: &Pattern, extra: usize, salt: usize) -> Option<String> {
        if self.work.get() > WORK {
            return None;
        }
        let (text, steps) = pattern.example(extra, salt);
        self.work.set(self.work.get().saturating_add(steps.saturating_mul(STEP)));
        text
    }

    /// Enters a value: what is hidden in it is the same for all schemas that apply to it.
    fn instance(&self, schema: &Value, value: &Value, depth: usize) -> Option<bool> {
        let mut hidden = HashSet::new();
        if value.is_object() {
            self.hidden(schema, &mut hidden, &mut HashSet::new(), 0);
        }
        self.schema(schema, value, &hidden, depth)
    }

    fn schema(&self, schema: &Value, value: &Value, hidden: &HashSet<String>, depth: usize) -> Option<bool> {
        self.steps.set(self.steps.get() + 1);
        if depth > DEPTH || self.steps.get() > STEPS {
            return None;
        }
        let Value::Object(_) = schema else {
            return schema.as_bool();
        };
        if ["$dynamicRef", "$recursiveRef"].iter().any(|keyword| schema.get(keyword).is_some()) {
            return None;
        }
        let checks: [&dyn Fn() -> Option<bool>; 6] = [
            &|| self.kind(schema, value),
            &|| Some(Self::listed(schema, value)),
            &|| match value {
                Value::Number(number) => scalar::number(schema, number),
                Value::String(text) => self.string(schema, text),
                _ => Some(true),
            },
            &|| value.as_array().map_or(Some(true), |elements| self.array(schema, elements, depth)),
            &|| value.as_object().map_or(Some(true), |object| self.object(schema, object, hidden, depth)),
            &|| self.combined(schema, value, hidden, depth),
        ];
        all(checks.iter().map(|check| check()))
    }

    fn kind(&self, schema: &Value, value: &Value) -> Option<bool> {
        let types = texts(schema, "type");
        if types.is_empty() {
            return if schema.get("type").is_none() { Some(true) } else { None };
        }
        if value.is_null() && flag(schema, "nullable") {
            return Some(true);
        }
        any(types.into_iter().map(|name| match name {
            "null" => Some(value.is_null()),
            "boolean" => Some(value.is_boolean()),
            "number" => Some(value.is_number()),
            "integer" => match value {
                Value::Number(number) => Decimal::of(number).map(Decimal::is_integer),
                _ => Some(false),
            },
            "string" => Some(value.is_string()),
            "array" => Some(value.is_array()),
            "object" => Some(value.is_object()),
            _ => None,
        }))
    }

    fn listed(schema: &Value, value: &Value) -> bool {
        let in_enum =
            schema.get("enum").and_then(Value::as_array).is_none_or(|all| all.iter().any(|one| same(one, value)));
        in_enum && schema.get("const").is_none_or(|wanted| same(wanted, value))
    }

    fn array(&self, schema: &Value, elements: &[Value], depth: usize) -> Option<bool> {
        let size = scalar::size(schema, "minItems", "maxItems", elements.len());
        if size != Some(true) {
            return size;
        }
        if flag(schema, "uniqueItems") && !is_unique(elements) {
            return Some(false);
        }
        let (prefix, rest) = match schema.get("items") {
            Some(Value::Array(prefix)) => (prefix.as_slice(), subschema(schema, "additionalItems")),
            _ => (list(schema, "prefixItems"), subschema(schema, "items")),
        };
        let each = elements.iter().enumerate().map(|(index, element)| match prefix.get(index).or(rest) {
            Some(schema) => self.instance(schema, element, depth + 1),
            None => Some(true),
        });
        let each = all(each);
        if each != Some(true) {
            return each;
        }
        // What is evaluated among the elements is not kept track of.
        if schema.get("unevaluatedItems").is_some_and(|further| *further != Value::Bool(true)) && !elements.is_empty() {
            return None;
        }
        let Some(contains) = subschema(schema, "contains") else {
            return Some(true);
        };
        let found: Option<Vec<bool>> = elements.iter().map(|one| self.instance(contains, one, depth + 1)).collect();
        let found = found?.into_iter().filter(|found| *found).count();
        let least = if schema.get("minContains").is_some() { Some(true) } else { Some(found > 0) };
        all([least, scalar::size(schema, "minContains", "maxContains", found)].into_iter())
    }

    /// Collects the properties that do not travel this way.
    fn hidden(&self, schema: &Value, names: &mut HashSet<String>, followed: &mut HashSet<String>, depth: usize) {
        if depth > 20 {
            return;
        }
        for (name, property) in members(schema, "properties") {
            if self.hides(property) {
                names.insert(name.to_owned());
            }
        }
        for member in list(schema, "allOf") {
            self.hidden(member, names, followed, depth + 1);
        }
        if let Some(pointer) = text(schema, "$ref").filter(|pointer| followed.insert((*pointer).to_owned()))
            && let Some(target) = self.schemas.schema(pointer)
        {
            self.hidden(target, names, followed, depth + 1);
        }
    }

    /// Whether a property does not travel this way.
    pub(super) fn hides(&self, property: &Value) -> bool {
        let keyword = self.direction.hidden_by();
        let mut schema = property;
        for _ in 0..super::reference::CHAIN {
            if flag(schema, keyword) || list(schema, "allOf").iter().any(|member| flag(member, keyword)) {
                return true;
            }
            let only = list(schema, "allOf");
            let only = only.first().filter(|_| only.len() == 1).and_then(|member| text(member, "$ref"));
            let Some(target) = text(schema, "$ref").or(only).and_then(|pointer| self.schemas.schema(pointer)) else {
                return false;
            };
            schema = target;
        }
        false
    }
}

/// Whether all hold; one that does not decides it.
fn all(verdicts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = true;
    for verdict in verdicts {
        match verdict {
            Some(false) => return Some(false),
            Some(true) => {}
            None => known = false,
        }
    }
    known.then_some(true)
}

/// Whether one holds.
fn any(verdicts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    all(verdicts.map(not)).map(|none| !none)
}

fn not(verdict: Option<bool>) -> Option<bool> {
    verdict.map(|verdict| !verdict)
}

fn is_unique(elements: &[Value]) -> bool {
    // Comparing all with all is quadratic; no sample is that long.
    elements.len() <= 200
        && elements.iter().enumerate().all(|(index, one)| elements.iter().take(index).all(|other| !same(one, other)))
}
