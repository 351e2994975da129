//! All schemas that hold for one value, without the alternatives among them.

use std::rc::Rc;

use serde_json::Value;

use super::super::Schemas;
use super::super::keyword::{list, members, subschema, text};
use super::super::reference::{from_mapping, name};

/// The most schemas that are put together.
const PARTS: usize = 300;

/// The most alternatives that are tried.
const ALTERNATIVES: usize = 40;

/// The schemas that hold for one value.
#[derive(Clone, Default)]
pub(super) struct Whole<'a> {
    pub(super) parts: Vec<&'a Value>,
    /// The references that were followed.
    pub(super) references: Vec<&'a str>,
    /// What is still to be decided. Shared, because every decision makes a whole of its own.
    choices: Vec<Rc<[Alternative<'a>]>>,
    /// Properties that a discriminator gives a value.
    pub(super) fixed: Vec<(&'a str, String)>,
    /// Whether nothing can be made of it.
    pub(super) blocked: bool,
}

/// One way to go on.
#[derive(Clone, Default)]
pub(super) struct Alternative<'a> {
    schemas: Vec<&'a Value>,
    fixed: Option<(&'a str, String)>,
}

impl Alternative<'_> {
    /// Whether it is for `null` only.
    pub(super) fn is_null(&self) -> bool {
        self.schemas.iter().any(|schema| text(schema, "type") == Some("null"))
    }
}

impl<'a> Whole<'a> {
    /// Puts `schemas` together. Those in `active` are being sampled further up.
    pub(super) fn of(schemas: &[&'a Value], document: &'a dyn Schemas, active: &[&'a str]) -> Self {
        let mut whole = Self::default();
        for schema in schemas {
            whole.add(schema, document, active);
        }
        whole
    }

    fn add(&mut self, schema: &'a Value, document: &'a dyn Schemas, active: &[&'a str]) {
        match schema {
            Value::Bool(true) => return,
            Value::Object(_) if self.parts.len() < PARTS => self.parts.push(schema),
            _ => {
                self.blocked = true;
                return;
            }
        }
        if let Some(pointer) = text(schema, "$ref")
            && !self.references.contains(&pointer)
        {
            self.references.push(pointer);
            match document.schema(pointer).filter(|_| !active.contains(&pointer)) {
                Some(target) => self.add(target, document, active),
                None => self.blocked = true,
            }
        }
        for member in list(schema, "allOf") {
            self.add(member, document, active);
        }
        for keyword in ["oneOf", "anyOf"] {
            if schema.get(keyword).is_some_and(Value::is_array) {
                self.choices.push(alternatives(schema, keyword).into());
            }
        }
        if let Some(condition) = subschema(schema, "if") {
            let then = std::iter::once(condition).chain(subschema(schema, "then")).collect();
            let otherwise = subschema(schema, "else").into_iter().collect();
            self.choices.push(Rc::new([then, otherwise].map(|schemas| Alternative { schemas, fixed: None })));
        }
    }

    /// The alternatives of the next decision.
    pub(super) fn take_choice(&mut self) -> Option<Rc<[Alternative<'a>]>> {
        if self.choices.is_empty() { None } else { Some(self.choices.remove(0)) }
    }

    /// Decides for an alternative.
    pub(super) fn decided(&self, for_it: &Alternative<'a>, document: &'a dyn Schemas, active: &[&'a str]) -> Self {
        let mut whole = self.clone();
        for schema in &for_it.schemas {
            whole.add(schema, document, active);
        }
        whole.fixed.extend(for_it.fixed.clone());
        whole
    }

    /// The largest of a keyword that is a least size.
    pub(super) fn least(&self, keyword: &str) -> Option<usize> {
        self.parts.iter().filter_map(|part| size(part, keyword)).max()
    }

    /// The smallest of a keyword that is a greatest size.
    pub(super) fn most(&self, keyword: &str) -> Option<usize> {
        self.parts.iter().filter_map(|part| size(part, keyword)).min()
    }

    /// The properties that are named, in their order.
    pub(super) fn names(&self) -> Vec<&'a str> {
        let mut seen = std::collections::HashSet::new();
        let names = self.parts.iter().flat_map(|part| members(part, "properties")).map(|(name, _)| name);
        names.filter(|name| seen.insert(*name)).collect()
    }
}

fn size(part: &Value, keyword: &str) -> Option<usize> {
    part.get(keyword)?.as_u64().map(|size| usize::try_from(size).unwrap_or(usize::MAX))
}

fn alternatives<'a>(schema: &'a Value, keyword: &str) -> Vec<Alternative<'a>> {
    let discriminator = schema.get("discriminator");
    let property = discriminator.and_then(|found| found.as_str().or_else(|| text(found, "propertyName")));
    let fixed = |member: &'a Value| {
        let pointer = text(member, "$ref")?;
        let mut mapping = discriminator.into_iter().flat_map(|found| members(found, "mapping"));
        let mapped = mapping.find(|(_, target)| target.as_str().is_some_and(|target| from_mapping(target) == pointer));
        Some((property?, mapped.map_or_else(|| name(pointer), |(value, _)| value.to_owned())))
    };
    let all = list(schema, keyword).iter().take(ALTERNATIVES);
    all.map(|member| Alternative { schemas: vec![member], fixed: fixed(member) }).collect()
}
