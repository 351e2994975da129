//! Schemas as JSON text, and those that they refer to.
//!
//! Schemas keep their references, so that a document does not grow. What they lead to is written once, under the very
//! text of the reference.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet, VecDeque};

use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use serde_json::Value;

use super::document::NamedSchema;
use super::node::{Node, kind_of};
use super::pointer::{Key, Step, unescape};
use super::reading::Reading;
use super::references::{Target, unresolved};

/// From how many bytes on the schema of a shared part is referred to instead of repeated with every use of the part.
const SHARED: usize = 1_000;

/// What is known of a document's schemas so far.
#[derive(Default)]
pub(super) struct Schemas<'a> {
    /// References as they were written, and as they are written here.
    references: RefCell<HashMap<String, String>>,
    /// Targets beyond the document's list of schemas, which are still to be written.
    queue: RefCell<VecDeque<(String, Node<'a>)>>,
    queued: RefCell<HashSet<String>>,
    /// The text of schemas in shared parts, by pointer.
    shared: RefCell<HashMap<String, String>>,
    /// What can be referred to by `$id` and `$anchor`; made when the first such reference is met.
    anchors: OnceCell<HashMap<String, Node<'a>>>,
}

impl<'a> Schemas<'a> {
    /// The schema that `reference` names by its `$id` or `$anchor`.
    pub(super) fn anchored(&self, reading: &Reading<'a>, reference: &str) -> Option<Target<'a>> {
        let anchors = self.anchors.get_or_init(|| {
            let mut anchors = HashMap::new();
            for part in ["components", "definitions", "paths"] {
                if let Some(node) = reading.document().get(part) {
                    collect_anchors(&node, &mut anchors);
                }
            }
            anchors
        });
        let node = anchors.get(reference)?.clone();
        Some(Target { node, pointer: reference.to_owned() })
    }

    fn enqueue(&self, pointer: &str, node: Node<'a>) {
        if self.queued.borrow_mut().insert(pointer.to_owned()) {
            self.queue.borrow_mut().push_back((pointer.to_owned(), node));
        }
    }
}

fn collect_anchors<'a>(node: &Node<'a>, anchors: &mut HashMap<String, Node<'a>>) {
    for (keyword, prefix) in [("$anchor", "#"), ("$dynamicAnchor", "#"), ("$id", ""), ("id", "")] {
        // `id` was the keyword before JSON Schema's draft 6; elsewhere it is a word like any other.
        if let Some(name) = node.str(keyword).filter(|name| keyword != "id" || name.starts_with(['#', 'h'])) {
            anchors.entry(format!("{prefix}{name}")).or_insert_with(|| node.clone());
        }
    }
    node.members().for_each(|(_, member)| collect_anchors(&member, anchors));
    node.items().for_each(|item| collect_anchors(&item, anchors));
}

impl<'a> Reading<'a> {
    /// The schema `node` as JSON; empty when it is none.
    pub(super) fn schema_text(&self, node: &Node<'a>) -> String {
        if !matches!(node.value, Value::Object(_) | Value::Bool(_)) {
            self.warn(&node.at, format!("Expected a schema, found {}; left out.", kind_of(node.value)));
            return String::new();
        }
        // What is reached by a reference may be reached a thousand times.
        let parts: &[&str] = if self.is_v2() { &["/parameters/", "/responses/"] } else { &["/components/"] };
        if !parts.iter().any(|part| node.at.starts_with(part)) || node.str("$ref").is_some() {
            return self.write(node);
        }
        let known = self.schemas.shared.borrow().get(&node.at).cloned();
        let text = known.unwrap_or_else(|| {
            let mut text = self.write(node);
            if text.len() > SHARED {
                let pointer = format!("#{}", node.at);
                if !self.is_listed(&node.at) {
                    self.schemas.enqueue(&pointer, node.clone());
                }
                text = serde_json::json!({ "$ref": pointer }).to_string();
            }
            self.schemas.shared.borrow_mut().insert(node.at.clone(), text.clone());
            text
        });
        self.spend(text.len());
        text
    }

    /// The schema `node` as JSON with what it refers to in its place, unless that is long: who shows a header looks up
    /// no references.
    pub(super) fn inlined_schema_text(&self, node: &Node<'a>) -> String {
        let target = self.schema(node.clone());
        if target.at != node.at && target.value.is_object() && target.str("$ref").is_none() {
            let text = self.write(&target);
            if text.len() <= SHARED {
                return text;
            }
        }
        self.schema_text(node)
    }

    /// Every schema of the document, then those elsewhere that anything refers to.
    pub(super) fn named_schemas(&self) -> Vec<NamedSchema> {
        let document = self.document();
        let listed = if self.is_v2() {
            self.object(&document, "definitions")
        } else {
            self.object(&document, "components").and_then(|components| self.object(&components, "schemas"))
        };
        let mut schemas = Vec::new();
        for (name, node) in listed.iter().flat_map(Node::members) {
            let pointer = format!("#{}", Step::below(&Step::start("/components/schemas"), Key::Name(name)).pointer());
            if !matches!(node.value, Value::Object(_) | Value::Bool(_)) {
                self.warn(&node.at, format!("Expected a schema, found {}; left out.", kind_of(node.value)));
                continue;
            }
            schemas.push(NamedSchema { pointer, name: name.to_owned(), schema: self.write(&node) });
        }
        loop {
            let next = self.schemas.queue.borrow_mut().pop_front();
            let Some((pointer, node)) = next.filter(|_| !self.is_exhausted()) else { break };
            let name = unescape(pointer.rsplit(['/', '#']).next().unwrap_or_default());
            let schema = self.write(&node);
            schemas.push(NamedSchema { pointer, name, schema });
        }
        schemas
    }

    /// What a schema says under the keyword `name`, which stands at `node`.
    pub(super) fn keyword(&self, name: &str, node: &Node<'a>) -> Value {
        let role = Role::Schema.of(name);
        let part = Part { reading: self, value: node.value, role, step: Step::start(&node.at) };
        serde_json::to_value(part).unwrap_or_default()
    }

    fn write(&self, node: &Node<'a>) -> String {
        if self.is_exhausted() {
            return String::new();
        }
        let part = Part { reading: self, value: node.value, role: Role::Schema, step: Step::start(&node.at) };
        let text = serde_json::to_string(&part).unwrap_or_default();
        self.spend(text.len());
        text
    }

    /// How the reference in a schema at `step` is written here.
    fn reference(&self, reference: &str, step: &Step<'_>) -> String {
        if let Some(known) = self.schemas.references.borrow().get(reference) {
            return known.clone();
        }
        let written = match self.target(reference) {
            Some(Target { node, pointer }) => {
                // By an anchor, even a listed one is known under another name.
                let is_known = pointer.starts_with("#/") && self.is_listed(&node.at);
                if !is_known && matches!(node.value, Value::Object(_) | Value::Bool(_)) {
                    self.schemas.enqueue(&pointer, node);
                }
                pointer
            }
            None => {
                self.warn(&Step::below(step, Key::Name("$ref")).pointer(), unresolved(reference));
                reference.to_owned()
            }
        };
        self.schemas.references.borrow_mut().insert(reference.to_owned(), written.clone());
        written
    }
}

/// What the members of an object are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Keywords of a schema.
    Schema,
    /// Names that somebody chose, of schemas.
    Names,
    /// Data, in which nothing has a meaning.
    Data,
}

impl Role {
    fn of(self, name: &str) -> Self {
        match (self, name) {
            (Self::Data, _) => Self::Data,
            (Self::Names, _) => Self::Schema,
            (Self::Schema, "properties" | "patternProperties" | "definitions" | "$defs" | "dependentSchemas") => {
                Self::Names
            }
            (Self::Schema, "example" | "examples" | "default" | "enum" | "const") => Self::Data,
            (Self::Schema, name) if name.starts_with("x-") => Self::Data,
            (Self::Schema, _) => Self::Schema,
        }
    }
}

/// A part of a schema that is written with its references as they are spelled here.
struct Part<'p, 'a> {
    reading: &'p Reading<'a>,
    value: &'p Value,
    role: Role,
    step: Step<'p>,
}

impl Serialize for Part<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let part = |value, role, key| Part { reading: self.reading, value, role, step: Step::below(&self.step, key) };
        match self.value {
            Value::Object(object) => {
                let mut map = serializer.serialize_map(Some(object.len()))?;
                for (name, value) in object {
                    match value {
                        Value::String(reference) if self.role == Role::Schema && name == "$ref" => {
                            map.serialize_entry(name, &self.reading.reference(reference, &self.step))?;
                        }
                        value => map.serialize_entry(name, &part(value, self.role.of(name), Key::Name(name)))?,
                    }
                }
                map.end()
            }
            Value::Array(list) => {
                let mut sequence = serializer.serialize_seq(Some(list.len()))?;
                for (index, value) in list.iter().enumerate() {
                    sequence.serialize_element(&part(value, self.role, Key::Index(index)))?;
                }
                sequence.end()
            }
            value => value.serialize(serializer),
        }
    }
}
