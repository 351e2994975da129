//! One operation.

use std::collections::HashSet;

use super::names::{Slugs, one_line};
use super::node::Node;
use super::paths::PathItem;
use super::reading::Reading;
use crate::catalog::model::{Documented, OperationInput};
use crate::catalog::servers::is_usable;
use crate::openapi::model::SecurityScheme;

/// What the operations of a document share while they are read.
pub(super) struct Siblings {
    pub(super) slugs: Slugs,
    pub(super) ids: HashSet<String>,
    pub(super) schemes: Vec<SecurityScheme>,
}

impl<'a> Reading<'a> {
    /// The operation `verb` of the path item that stands at `path` under `key`.
    pub(super) fn operation(
        &self,
        (key, path): (&str, &Node<'a>),
        item: &PathItem<'a>,
        (verb, node): (String, &Node<'a>),
        siblings: &mut Siblings,
    ) -> OperationInput {
        self.spend(key.len() + 512);
        let owners: Vec<&Node<'a>> = item.owner("parameters").into_iter().chain([node]).collect();
        let declared = self.declared(&owners);
        let (url_template, parameters) = self.parameters(path, key, &declared);
        let body = if self.is_v2() { self.v2_body(node, &declared) } else { self.request_body(node) };
        let served = if node.get("servers").is_some() { Some(node) } else { item.owner("servers") };
        let servers = served.map(|owner| self.servers_of(owner)).unwrap_or_default();
        if !servers.is_empty() && !servers.iter().any(is_usable) {
            self.warn(&node.at, "None of this operation's own servers is an address to call; calls go to the API's.");
        }
        let operation_id = self.line(node, "operationId");
        if !operation_id.is_empty() && !siblings.ids.insert(operation_id.clone()) {
            self.warn(&node.below("operationId"), "Another operation has this operationId, too.");
        }
        let summary = self.summary(node, item);
        let (name, is_cut) = one_line(&summary);
        let mut description = self.text(node, "description");
        if description.is_empty()
            && let Some(owner) = item.owner("description")
        {
            description = self.text(owner, "description");
        }
        if is_cut {
            description = format!("{}\n\n{description}", summary.trim()).trim_end().to_owned();
        }
        let address = format!("{verb} {key}");
        let display_name = [&name, &one_line(&operation_id).0, &one_line(&address).0]
            .into_iter()
            .find(|name| !name.is_empty())
            .cloned();
        OperationInput {
            slug: siblings.slugs.give(&[&operation_id, &name, &address]),
            display_name: display_name.unwrap_or_default(),
            url_template,
            description,
            parameters,
            bodies: body.content,
            responses: self.responses(node),
            documented: Documented {
                operation_id,
                path: key.to_owned(),
                tags: self.tag_names(node),
                deprecated: self.flag(node, "deprecated").unwrap_or_default(),
                external_docs: self.external_docs(node),
                servers,
                security: self.security(node, &siblings.schemes),
                body_description: body.description,
                body_required: body.required,
                callbacks: if self.is_v2() { Vec::new() } else { self.callbacks(node) },
            },
            verb,
        }
    }

    fn summary(&self, node: &Node<'a>, item: &PathItem<'a>) -> String {
        let own = self.text(node, "summary");
        match item.owner("summary") {
            // The path item's says what all of its operations are about, so it needs their methods to be told apart.
            Some(owner) if own.trim().is_empty() && self.methods(item).len() == 1 => self.text(owner, "summary"),
            _ => own,
        }
    }

    fn tag_names(&self, node: &Node<'a>) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for name in self.texts(node, "tags") {
            let name = name.trim().to_owned();
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}
