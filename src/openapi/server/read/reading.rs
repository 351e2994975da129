//! A document that is being read: lenient looks at it, and what was noticed on the way.

use std::cell::{Cell, RefCell};

use serde_json::Value;

use super::node::{Node, kind_of, text_of};
use super::schemas::Schemas;
use super::warnings::Warnings;
use super::{Parsed, limits};
use crate::catalog::model::Link;

/// The versions that are read differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// Swagger 2.0.
    V2,
    /// OpenAPI 3.0.
    V30,
    /// OpenAPI 3.1, 3.2 and those to come.
    V31,
}

/// A document that is being read.
pub(super) struct Reading<'a> {
    pub(super) root: &'a Value,
    pub(super) version: Version,
    pub(super) schemas: Schemas<'a>,
    warnings: RefCell<Warnings>,
    /// How many bytes may still be made of it.
    left: Cell<usize>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(parsed: &'a Parsed, version: Version, size: usize) -> Self {
        let mut warnings = Warnings::new();
        parsed.note(&mut warnings);
        Self {
            root: &parsed.root,
            version,
            schemas: Schemas::default(),
            warnings: RefCell::new(warnings),
            left: Cell::new(limits::output(size)),
        }
    }

    pub(super) const fn document(&self) -> Node<'a> {
        Node::root(self.root)
    }

    pub(super) fn is_v2(&self) -> bool {
        self.version == Version::V2
    }

    /// Notes that something is wrong at the pointer `at`.
    pub(super) fn warn(&self, at: &str, message: impl Into<String>) {
        self.warnings.borrow_mut().add(at, message.into());
    }

    pub(super) fn into_warnings(self) -> Warnings {
        self.warnings.into_inner()
    }

    /// Counts `bytes` that were made of the document.
    pub(super) fn spend(&self, bytes: usize) {
        self.left.set(self.left.get().saturating_sub(bytes));
    }

    /// Whether more was made of the document than may be: whoever repeats something stops then.
    pub(super) fn is_exhausted(&self) -> bool {
        self.left.get() == 0
    }

    /// The text at `name`; a number and the like as it would be written. Empty when there is none.
    pub(super) fn text(&self, node: &Node<'a>, name: &str) -> String {
        let Some(found) = node.get(name) else { return String::new() };
        if found.value.is_object() || found.value.is_array() {
            self.warn(&found.at, format!("Expected text, found {}; it was taken as JSON.", kind_of(found.value)));
        }
        let text = text_of(found.value);
        self.spend(text.len());
        text
    }

    /// The text at `name` without white space around it.
    pub(super) fn line(&self, node: &Node<'a>, name: &str) -> String {
        self.text(node, name).trim().to_owned()
    }

    /// Whether `name` says true.
    pub(super) fn flag(&self, node: &Node<'a>, name: &str) -> Option<bool> {
        let found = node.get(name)?;
        match found.value {
            Value::Bool(flag) => Some(*flag),
            // YAML 1.1 and hand-written JSON.
            Value::String(text) if matches!(text.to_ascii_lowercase().as_str(), "true" | "yes" | "on") => Some(true),
            Value::String(text) if matches!(text.to_ascii_lowercase().as_str(), "false" | "no" | "off") => Some(false),
            value => {
                self.warn(&found.at, format!("Expected true or false, found {}; left out.", kind_of(value)));
                None
            }
        }
    }

    /// The object at `name`, if it is one.
    pub(super) fn object(&self, node: &Node<'a>, name: &str) -> Option<Node<'a>> {
        self.is_object(node.get(name)?)
    }

    /// The node, if it is an object; otherwise that is noted.
    pub(super) fn is_object(&self, node: Node<'a>) -> Option<Node<'a>> {
        if node.value.is_object() {
            return Some(node);
        }
        self.warn(&node.at, format!("Expected an object, found {}; left out.", kind_of(node.value)));
        None
    }

    /// The members of the object at `name`, without extensions.
    pub(super) fn members(&self, node: &Node<'a>, name: &str) -> Vec<(&'a str, Node<'a>)> {
        self.object(node, name).map(|object| entries(&object)).unwrap_or_default()
    }

    /// The items of the list at `name`.
    pub(super) fn items(&self, node: &Node<'a>, name: &str) -> Vec<Node<'a>> {
        let Some(list) = node.get(name) else { return Vec::new() };
        if !list.value.is_array() {
            self.warn(&list.at, format!("Expected a list, found {}; left out.", kind_of(list.value)));
        }
        list.items().collect()
    }

    /// The texts in the list at `name`; a text alone counts as a list of itself.
    pub(super) fn texts(&self, node: &Node<'a>, name: &str) -> Vec<String> {
        if let Some(text) = node.str(name) {
            return vec![text.to_owned()];
        }
        let mut texts = Vec::new();
        for item in self.items(node, name) {
            if item.value.is_object() || item.value.is_array() || item.value.is_null() {
                self.warn(&item.at, format!("Expected text, found {}; left out.", kind_of(item.value)));
            } else {
                texts.push(text_of(item.value));
            }
        }
        texts
    }

    /// The object at `externalDocs`.
    pub(super) fn external_docs(&self, node: &Node<'a>) -> Option<Link> {
        let docs = self.object(node, "externalDocs")?;
        let link = Link { url: self.line(&docs, "url"), description: self.text(&docs, "description") };
        if link.url.is_empty() {
            self.warn(&docs.at, "This link has no address; left out.");
            return None;
        }
        Some(link)
    }
}

/// The members of an object, without extensions.
pub(super) fn entries<'a>(object: &Node<'a>) -> Vec<(&'a str, Node<'a>)> {
    object.members().filter(|(name, _)| !name.starts_with("x-")).collect()
}
