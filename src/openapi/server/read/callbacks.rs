//! Requests that the service makes: callbacks and webhooks.

use super::names::one_line;
use super::node::Node;
use super::reading::{Reading, entries};
use crate::catalog::model::Callback;

impl<'a> Reading<'a> {
    /// The callbacks of an operation.
    pub(super) fn callbacks(&self, operation: &Node<'a>) -> Vec<Callback> {
        let mut callbacks = Vec::new();
        for (name, node) in self.members(operation, "callbacks") {
            let Some(target) = self.resolve(node) else { continue };
            for (expression, item) in entries(&target) {
                self.requests(name, expression, item, &mut callbacks);
            }
        }
        callbacks
    }

    /// The webhooks of the document; before OpenAPI 3.1 there was an extension for them.
    pub(super) fn webhooks(&self) -> Vec<Callback> {
        let mut callbacks = Vec::new();
        for key in ["webhooks", "x-webhooks"] {
            for (name, item) in self.members(&self.document(), key) {
                self.requests(name, "", item, &mut callbacks);
            }
        }
        callbacks
    }

    fn requests(&self, name: &str, expression: &str, item: Node<'a>, callbacks: &mut Vec<Callback>) {
        let Some(item) = self.path_item(item) else { return };
        for (verb, operation) in self.methods(&item) {
            if self.is_exhausted() {
                return;
            }
            self.spend(name.len() + expression.len() + 64);
            callbacks.push(Callback {
                name: name.to_owned(),
                expression: expression.to_owned(),
                verb,
                summary: one_line(&self.text(&operation, "summary")).0,
                description: self.text(&operation, "description"),
                bodies: self.request_body(&operation).content,
            });
        }
    }
}
