//! Following references to parts of the document other than schemas.

use super::node::Node;
use super::reading::Reading;
use super::{limits, pointer};

/// What a reference leads to, and how its text is spelled here.
pub(super) struct Target<'a> {
    pub(super) node: Node<'a>,
    /// Where Swagger's definitions stand under `#/components/schemas`, as everybody else's schemas do.
    pub(super) pointer: String,
}

impl<'a> Reading<'a> {
    /// What the part `node` says, or what it refers to. `None`, which is noted, when that cannot be found.
    pub(super) fn resolve(&self, node: Node<'a>) -> Option<Node<'a>> {
        let mut node = node;
        for _ in 0..limits::REFERENCES {
            let Some(reference) = node.str("$ref") else { return self.is_object(node) };
            let at = node.below("$ref");
            node = match self.target(reference) {
                Some(target) => target.node,
                None => {
                    self.warn(&at, unresolved(reference));
                    return None;
                }
            };
        }
        self.warn(&node.at, "These references lead in a circle; left out.");
        None
    }

    /// The schema that `node` is or refers to, for a look at its type: without complaint, since schemas are checked
    /// where they are written.
    pub(super) fn schema(&self, node: Node<'a>) -> Node<'a> {
        let mut node = node;
        for _ in 0..limits::REFERENCES {
            let Some(target) = node.str("$ref").and_then(|reference| self.target(reference)) else { break };
            node = target.node;
        }
        node
    }

    /// What `reference` leads to within the document.
    pub(super) fn target(&self, reference: &str) -> Option<Target<'a>> {
        let local = match reference.split_once('#') {
            Some(("", fragment)) => fragment,
            Some((document, fragment)) if self.root.get("$self").and_then(|own| own.as_str()) == Some(document) => {
                fragment
            }
            _ => return self.schemas.anchored(self, reference),
        };
        if local.is_empty() {
            return None;
        }
        if !local.starts_with('/') {
            return self.schemas.anchored(self, reference);
        }
        // Where both are mixed, Swagger's definitions go first: the pointer of either is the same here.
        let swapped = local.strip_prefix("/components/schemas/").filter(|_| self.is_v2());
        let (value, at) = swapped
            .and_then(|rest| pointer::find(self.root, &format!("/definitions/{rest}")))
            .or_else(|| pointer::find(self.root, local))?;
        let pointer = match at.strip_prefix("/definitions/") {
            Some(rest) if self.is_v2() => format!("#/components/schemas/{rest}"),
            _ => format!("#{at}"),
        };
        Some(Target { node: Node { value, at }, pointer })
    }

    /// Whether the document's list of schemas has the one that stands at `at`.
    pub(super) fn is_listed(&self, at: &str) -> bool {
        let list = if self.is_v2() { "/definitions/" } else { "/components/schemas/" };
        at.strip_prefix(list).is_some_and(|name| !name.contains('/'))
    }

    /// The description beside the reference `node`, which wins from OpenAPI 3.1 on, or that of its `target`.
    pub(super) fn description(&self, node: &Node<'a>, target: &Node<'a>) -> String {
        match node.get("description") {
            Some(_) if node.str("$ref").is_some() => self.text(node, "description"),
            _ => self.text(target, "description"),
        }
    }
}

/// What to say of a reference that leads nowhere.
pub(super) fn unresolved(reference: &str) -> String {
    let shown: String = reference.chars().take(200).collect();
    if reference.starts_with('#') {
        format!("The reference {shown} leads to nothing in the document.")
    } else {
        format!("The reference {shown} leads out of the document, which is not followed.")
    }
}
