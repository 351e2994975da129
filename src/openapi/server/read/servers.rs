//! Where an API is served.

use super::node::{Node, text_of};
use super::reading::Reading;
use crate::openapi::model::{Server, ServerVariable};

impl<'a> Reading<'a> {
    /// The document's servers. Their addresses stay relative when they are.
    pub(super) fn servers(&self) -> Vec<Server> {
        let document = self.document();
        let servers: Vec<Server> = if self.is_v2() { self.v2_servers(&document) } else { self.servers_of(&document) };
        if servers.is_empty() {
            self.warn("", "The document does not say where the API is served.");
        }
        servers
    }

    /// The servers that a document, a path item or an operation names.
    pub(super) fn servers_of(&self, owner: &Node<'a>) -> Vec<Server> {
        let nodes = self.items(owner, "servers").into_iter();
        nodes.filter_map(|node| self.is_object(node)).filter_map(|node| self.server(&node)).collect()
    }

    fn server(&self, node: &Node<'a>) -> Option<Server> {
        let template = self.line(node, "url");
        if template.is_empty() {
            self.warn(&node.at, "This server has no address; left out.");
            return None;
        }
        let variables: Vec<ServerVariable> = self
            .members(node, "variables")
            .into_iter()
            .filter_map(|(name, variable)| Some((name, self.is_object(variable)?)))
            .map(|(name, variable)| {
                let allowed = self.texts(&variable, "enum");
                let default = match variable.get("default") {
                    Some(default) => text_of(default.value),
                    None => {
                        self.warn(&variable.at, "This variable has no default.");
                        allowed.first().cloned().unwrap_or_default()
                    }
                };
                let description = self.text(&variable, "description");
                ServerVariable { name: name.to_owned(), default, allowed, description }
            })
            .collect();
        let mut url = template.clone();
        for variable in &variables {
            // Defaults that name variables could make it grow without end.
            if url.len() < 10_000 {
                url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
            }
        }
        if url.contains('{') {
            self.warn(&node.below("url"), "The address has variables that are not described.");
        }
        let template = if url == template { String::new() } else { template };
        Some(Server { url, template, description: self.text(node, "description"), variables })
    }

    /// Swagger 2.0: every scheme with the host and the base path.
    fn v2_servers(&self, document: &Node<'a>) -> Vec<Server> {
        let host = self.line(document, "host");
        let base = self.line(document, "basePath");
        let slash = if base.is_empty() || base.starts_with('/') { "" } else { "/" };
        if host.is_empty() {
            return if base.is_empty() {
                Vec::new()
            } else {
                self.warn("", "The document names no host, so that it does not say where the API is served.");
                vec![Server { url: format!("{slash}{base}"), ..Server::default() }]
            };
        }
        let host = host.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        let mut schemes = self.texts(document, "schemes");
        if schemes.is_empty() {
            schemes.push("https".to_owned());
        }
        let servers = schemes.into_iter().take(20).map(|scheme| {
            let url = format!("{}://{host}{slash}{base}", scheme.trim().to_ascii_lowercase());
            Server { url, ..Server::default() }
        });
        servers.collect()
    }
}
