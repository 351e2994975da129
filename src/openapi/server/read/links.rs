//! The links of responses: what can be called next.

use std::collections::HashMap;

use super::node::Node;
use super::pointer::{self, percent_decode, unescape};
use super::reading::Reading;
use crate::catalog::model::{LinkParameter, OperationInput, ResponseLink};

impl<'a> Reading<'a> {
    /// The links of a response. The operations that they lead to are found when all are known.
    pub(super) fn links(&self, response: &Node<'a>) -> Vec<ResponseLink> {
        let mut links = Vec::new();
        for (name, node) in self.object(response, "links").iter().flat_map(Node::members) {
            if self.is_exhausted() {
                break;
            }
            let Some(target) = self.resolve(node.clone()) else { continue };
            let (operation_id, operation_ref) = (self.line(&target, "operationId"), self.line(&target, "operationRef"));
            if operation_id.is_empty() && operation_ref.is_empty() {
                self.warn(&target.at, "This link names no operation.");
            }
            let parameters = self.object(&target, "parameters");
            let parameters = parameters.iter().flat_map(Node::members).map(|(name, node)| {
                self.spend(name.len() + node.value.to_string().len());
                LinkParameter { name: name.to_owned(), value: node.value.clone() }
            });
            let body = target.get("requestBody").map(|node| node.value.clone());
            self.spend(name.len() + body.as_ref().map_or(0, |body| body.to_string().len()));
            links.push(ResponseLink {
                name: name.to_owned(),
                operation_id,
                operation_ref,
                slug: String::new(),
                description: self.description(&node, &target),
                parameters: parameters.collect(),
                body,
            });
        }
        links
    }

    /// Finds the operations that links lead to, now that all have their slugs.
    pub(super) fn follow_links(&self, operations: &mut [OperationInput]) {
        if operations.iter().flat_map(|one| &one.responses).all(|response| response.links.is_empty()) {
            return;
        }
        let known = Known::new(operations);
        for operation in operations {
            let (verb, path) = (operation.verb.to_ascii_lowercase(), &operation.documented.path);
            for link in operation.responses.iter_mut().flat_map(|response| &mut response.links) {
                match known.find(link) {
                    Some(slug) => link.slug.clone_from(slug),
                    // What a reference to another document leads to is not known here.
                    None if link.operation_id.is_empty() && !link.operation_ref.starts_with('#') => {}
                    None => {
                        let mut at = "/paths".to_owned();
                        pointer::push(&mut at, path);
                        pointer::push(&mut at, &verb);
                        self.warn(&at, format!("The link {} leads to no operation of the document.", link.name));
                    }
                }
            }
        }
    }
}

/// The slugs of a document's operations by what links name them by.
struct Known {
    ids: HashMap<String, String>,
    /// By verb and path.
    keys: HashMap<(String, String), String>,
}

impl Known {
    fn new(operations: &[OperationInput]) -> Self {
        let mut known = Self { ids: HashMap::new(), keys: HashMap::new() };
        for operation in operations {
            let slug = || operation.slug.clone();
            let documented = &operation.documented;
            if !documented.operation_id.is_empty() {
                known.ids.entry(documented.operation_id.clone()).or_insert_with(slug);
            }
            known.keys.entry((operation.verb.clone(), documented.path.clone())).or_insert_with(slug);
        }
        known
    }

    fn find(&self, link: &ResponseLink) -> Option<&String> {
        if !link.operation_id.is_empty() {
            return self.ids.get(&link.operation_id);
        }
        let pointer = link.operation_ref.strip_prefix("#/paths/")?;
        let decoded = percent_decode(pointer);
        [Some(pointer), decoded.as_deref()].into_iter().flatten().find_map(|pointer| self.keys.get(&key(pointer)?))
    }
}

/// Verb and path of the operation at `pointer` within `paths`.
fn key(pointer: &str) -> Option<(String, String)> {
    let (path, verb) = pointer.split_once('/')?;
    let verb = verb.strip_prefix("additionalOperations/").unwrap_or(verb);
    Some((unescape(verb).to_ascii_uppercase(), unescape(path)))
}
