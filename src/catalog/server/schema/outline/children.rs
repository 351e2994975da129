//! Which nodes are inside a node.

use serde_json::Value;

use super::super::keyword::{is_schema, list, map, members as named, required, subschema, text};
use super::super::reference::{escape, from_mapping};
use super::super::{Direction, Schemas};
use super::node::{Combination, Discriminator, Mapping};
use super::types::Types;
use super::whole::{Part, Whole, alternatives, members};

/// A node to be.
pub(super) struct Child<'a> {
    pub(super) slot: Slot,
    pub(super) schema: &'a Value,
    /// From the root schema.
    pub(super) path: String,
    pub(super) name: Option<&'a str>,
    pub(super) required: bool,
}

/// Where in its parent a node goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Property,
    Pattern,
    Map,
    Prefix,
    Items,
    Contains,
    /// The index of a [`Group`].
    Variant(usize),
}

/// Alternatives to be.
pub(super) struct Group {
    pub(super) combination: Combination,
    pub(super) discriminator: Option<Discriminator>,
}

/// What is inside a node.
#[derive(Default)]
pub(super) struct Plan<'a> {
    pub(super) children: Vec<Child<'a>>,
    pub(super) groups: Vec<Group>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(whole: &Whole<'a>, types: &Types<'_>, schemas: &'a dyn Schemas, direction: Direction) -> Self {
        let mut plan = Self::default();
        if types.conflict {
            plan.unmerged(whole);
            return plan;
        }
        plan.properties(whole, schemas, direction);
        for part in &whole.parts {
            plan.further_properties(part);
            plan.elements(part);
        }
        for part in &whole.parts {
            plan.variants(part, schemas);
        }
        plan
    }

    fn push(&mut self, slot: Slot, schema: &'a Value, path: String) {
        self.children.push(Child { slot, schema, path, name: None, required: false });
    }

    /// The properties of all parts, each where it is first met, as it is last described.
    fn properties(&mut self, whole: &Whole<'a>, schemas: &'a dyn Schemas, direction: Direction) {
        let mut places = std::collections::HashMap::new();
        for part in &whole.parts {
            for (name, schema) in named(part.schema, "properties").filter(|(_, schema)| is_schema(schema)) {
                let path = format!("{}/properties/{}", part.path, escape(name));
                let child = Child { slot: Slot::Property, schema, path, name: Some(name), required: false };
                match places.get(name).and_then(|index: &usize| self.children.get_mut(*index)) {
                    Some(earlier) => *earlier = child,
                    None => {
                        places.insert(name, self.children.len());
                        self.children.push(child);
                    }
                }
            }
        }
        for name in whole.parts.iter().flat_map(|part| required(part.schema)) {
            if let Some(child) = places.get(name).and_then(|index| self.children.get_mut(*index)) {
                child.required = true;
            }
        }
        self.children.retain(|child| !Whole::read(child.schema, "", schemas).says(direction.hidden_by()));
    }

    fn further_properties(&mut self, part: &Part<'a>) {
        for (name, schema) in named(part.schema, "patternProperties").filter(|(_, schema)| is_schema(schema)) {
            let path = format!("{}/patternProperties/{}", part.path, escape(name));
            self.children.push(Child { slot: Slot::Pattern, schema, path, name: Some(name), required: false });
        }
        for keyword in ["additionalProperties", "unevaluatedProperties"] {
            if let Some(schema) = subschema(part.schema, keyword).filter(|schema| says_something(schema)) {
                self.single(Slot::Map, schema, format!("{}/{keyword}", part.path));
            }
        }
    }

    fn elements(&mut self, part: &Part<'a>) {
        // Before 2020-12, `items` was what `prefixItems` is now.
        for keyword in ["prefixItems", "items"] {
            for (index, schema) in members(part.schema, keyword) {
                self.push(Slot::Prefix, schema, format!("{}/{keyword}/{index}", part.path));
            }
        }
        let items = ["items", "additionalItems", "unevaluatedItems"].map(|keyword| (keyword, Slot::Items));
        for (keyword, slot) in items.into_iter().chain([("contains", Slot::Contains)]) {
            if let Some(schema) = subschema(part.schema, keyword).filter(|schema| says_something(schema)) {
                self.single(slot, schema, format!("{}/{keyword}", part.path));
            }
        }
    }

    /// Puts in a node of which there is but one; a later one wins.
    fn single(&mut self, slot: Slot, schema: &'a Value, path: String) {
        self.children.retain(|child| child.slot != slot);
        self.push(slot, schema, path);
    }

    fn variants(&mut self, part: &Part<'a>, schemas: &'a dyn Schemas) {
        let Part { schema, path, own } = part;
        let mut discriminator = discriminator(schema);
        for (keyword, combination) in [("oneOf", Combination::OneOf), ("anyOf", Combination::AnyOf)] {
            let alternatives = alternatives(schema, keyword);
            if alternatives.is_empty() {
                continue;
            }
            let mut discriminator = discriminator.take();
            if let Some(discriminator) = &mut discriminator {
                complete(discriminator, &alternatives);
            }
            let slot = self.group(combination, discriminator);
            for (index, alternative) in alternatives {
                self.push(slot, alternative, format!("{path}/{keyword}/{index}"));
            }
        }
        // A base schema may list the schemas that are made of it nowhere but here.
        if let Some(discriminator) = discriminator.filter(|found| *own && !found.mapping.is_empty()) {
            let slot = self.group(Combination::OneOf, Some(discriminator));
            let mapping = schema.get("discriminator").into_iter().flat_map(|found| named(found, "mapping"));
            for (value, target) in mapping {
                let target = target.as_str().and_then(|target| schemas.schema(&from_mapping(target)));
                if let Some(target) = target {
                    self.push(slot, target, format!("{path}/discriminator/mapping/{}", escape(value)));
                }
            }
        }
        if let Some(not) = subschema(schema, "not") {
            let slot = self.group(Combination::Not, None);
            self.push(slot, not, format!("{path}/not"));
        }
    }

    fn group(&mut self, combination: Combination, discriminator: Option<Discriminator>) -> Slot {
        self.groups.push(Group { combination, discriminator });
        Slot::Variant(self.groups.len() - 1)
    }

    /// The members of `allOf` one by one, where they contradict each other.
    fn unmerged(&mut self, whole: &Whole<'a>) {
        for part in &whole.parts {
            let all = members(part.schema, "allOf");
            if all.len() < 2 {
                continue;
            }
            let slot = self.group(Combination::AllOf, None);
            for (index, member) in all {
                self.push(slot, member, format!("{}/allOf/{index}", part.path));
            }
        }
    }
}

fn says_something(schema: &Value) -> bool {
    schema.as_object().is_some_and(|map| !map.is_empty())
}

fn discriminator(schema: &Value) -> Option<Discriminator> {
    let found = schema.get("discriminator")?;
    // Swagger 2.0 had the bare name.
    let property_name = found.as_str().or_else(|| text(found, "propertyName"))?.to_owned();
    let mapping = map(found, "mapping").into_iter().flatten().filter_map(|(value, target)| {
        Some(Mapping { value: value.clone(), reference: from_mapping(target.as_str()?) })
    });
    Some(Discriminator { property_name, mapping: mapping.collect() })
}

/// Adds the alternatives that `mapping` does not list: their values are their names.
fn complete(discriminator: &mut Discriminator, alternatives: &[(usize, &Value)]) {
    for reference in alternatives.iter().filter_map(|(_, schema)| text(schema, "$ref")) {
        if discriminator.mapping.iter().all(|mapping| mapping.reference != reference) {
            let value = super::super::reference::name(reference);
            discriminator.mapping.push(Mapping { value, reference: reference.to_owned() });
        }
    }
}

/// The elements of a keyword that is an array, for `at`.
pub(super) fn element<'a>(schema: &'a Value, keyword: &str, index: &str) -> Option<&'a Value> {
    list(schema, keyword).get(index.parse::<usize>().ok()?)
}
