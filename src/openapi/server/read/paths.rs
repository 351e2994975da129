//! Path items and their methods.

use super::limits;
use super::node::Node;
use super::reading::{Reading, entries};
use super::references::unresolved;
use crate::kernel::http::is_header_name;

/// The methods that path items have members for. `query` came with OpenAPI 3.2.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
/// What else a path item has.
const OTHERS: [&str; 6] = ["$ref", "summary", "description", "servers", "parameters", "additionalOperations"];

/// A path item and those that it refers to, the nearest first: what it says itself goes before what they say.
pub(super) struct PathItem<'a> {
    chain: Vec<Node<'a>>,
}

impl<'a> PathItem<'a> {
    /// The first that has a member `name`.
    pub(super) fn owner(&self, name: &str) -> Option<&Node<'a>> {
        self.chain.iter().find(|item| item.get(name).is_some())
    }
}

impl<'a> Reading<'a> {
    /// The path item `node` with what it refers to.
    pub(super) fn path_item(&self, node: Node<'a>) -> Option<PathItem<'a>> {
        let mut chain = vec![self.is_object(node)?];
        while let Some(reference) = chain.last().and_then(|item| item.str("$ref")) {
            let at = chain.last().map(|item| item.below("$ref")).unwrap_or_default();
            match self.target(reference).and_then(|target| self.is_object(target.node)) {
                Some(target) if chain.len() < limits::REFERENCES && chain.iter().all(|item| item.at != target.at) => {
                    chain.push(target);
                }
                Some(_) => {
                    self.warn(&at, "These references lead in a circle.");
                    break;
                }
                None => {
                    self.warn(&at, unresolved(reference));
                    break;
                }
            }
        }
        Some(PathItem { chain })
    }

    /// The methods of a path item with their verbs in capitals, in the document's order.
    pub(super) fn methods(&self, item: &PathItem<'a>) -> Vec<(String, Node<'a>)> {
        let mut methods: Vec<(String, Node<'a>)> = Vec::new();
        for (depth, part) in item.chain.iter().enumerate() {
            let nearer = methods.len();
            for (name, node) in entries(part) {
                let lower = name.to_ascii_lowercase();
                if METHODS.contains(&lower.as_str()) {
                    if lower != name {
                        self.warn(&node.at, "Methods are written in small letters.");
                    }
                    self.method(lower.to_ascii_uppercase(), node, nearer, &mut methods);
                } else if name == "additionalOperations" {
                    for (name, node) in self.members(part, name) {
                        if is_header_name(name) {
                            self.method(name.to_ascii_uppercase(), node, nearer, &mut methods);
                        } else {
                            self.warn(&node.at, "This is not the name of a method; left out.");
                        }
                    }
                } else if depth == 0 && !OTHERS.contains(&name) {
                    self.warn(&node.at, "This is neither a method nor another part of a path item; left out.");
                }
            }
        }
        methods
    }

    /// Adds a method unless one of the first `nearer`, which stand in nearer path items, is the same.
    fn method(&self, verb: String, node: Node<'a>, nearer: usize, methods: &mut Vec<(String, Node<'a>)>) {
        if methods.iter().take(nearer).any(|(other, _)| *other == verb) {
            return;
        }
        if node.value.is_null() {
            self.warn(&node.at, "Nothing is said of this operation.");
        } else if self.is_object(node.clone()).is_none() {
            return;
        }
        methods.push((verb, node));
    }
}
