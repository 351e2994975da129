//! Responses.

use super::node::Node;
use super::reading::{Reading, entries};
use crate::catalog::model::{Representation, ResponseSpec, StatusKey};

impl<'a> Reading<'a> {
    /// The responses of an operation, by ascending status.
    pub(super) fn responses(&self, operation: &Node<'a>) -> Vec<ResponseSpec> {
        let mut responses: Vec<ResponseSpec> = Vec::new();
        for (key, node) in self.members(operation, "responses") {
            if self.is_exhausted() {
                break;
            }
            let Ok(status) = key.trim().parse::<StatusKey>() else {
                self.warn(&node.at, "This is not a status code, nor a class such as 4XX, nor \"default\"; left out.");
                continue;
            };
            if responses.iter().any(|other| other.status == status) {
                self.warn(&node.at, format!("The status {status} is documented twice; the first one counts."));
                continue;
            }
            responses.push(self.response(status, node, operation));
        }
        responses.sort_by_key(|response| response.status);
        responses
    }

    /// A response stays even if nothing can be read of it, since its status says something.
    fn response(&self, status: StatusKey, node: Node<'a>, operation: &Node<'a>) -> ResponseSpec {
        let mut response = ResponseSpec { status, ..ResponseSpec::default() };
        // A description alone is a common mistake.
        if let Some(text) = node.value.as_str() {
            self.warn(&node.at, "Expected an object, found text; taken as the description.");
            text.clone_into(&mut response.description);
            return response;
        }
        if node.value.is_null() {
            return response;
        }
        let Some(target) = self.resolve(node.clone()) else { return response };
        response.description = self.description(&node, &target);
        if response.description.is_empty() {
            // OpenAPI 3.2 has one line of it, too.
            response.description = self.line(&target, "summary");
        }
        response.headers = self.headers(&target);
        if !self.is_v2() {
            response.links = self.links(&target);
        }
        response.representations =
            if self.is_v2() { self.v2_content(&target, operation) } else { self.content(&target) };
        response
    }

    /// Swagger 2.0: one schema for all media types that the operation produces, and examples by media type.
    fn v2_content(&self, response: &Node<'a>, operation: &Node<'a>) -> Vec<Representation> {
        let schema = response.get("schema");
        let examples = self.object(response, "examples");
        let mut types = if schema.is_some() { self.media_types(operation, "produces") } else { Vec::new() };
        for (key, example) in examples.iter().flat_map(entries) {
            types.extend(self.media_type(key, &example.at).filter(|name| !types.contains(name)));
        }
        if types.is_empty() && schema.is_some() {
            types.push("application/json".to_owned());
        }
        let text = match &schema {
            Some(schema) if schema.str("type") == Some("file") => r#"{"type":"string","format":"binary"}"#.to_owned(),
            Some(schema) => self.schema_text(schema),
            None => String::new(),
        };
        let mut representations = Vec::new();
        for content_type in types {
            if self.is_exhausted() {
                break;
            }
            let own = examples.as_ref().and_then(|examples| {
                examples.members().find(|(key, _)| key.trim().eq_ignore_ascii_case(&content_type))
            });
            let found = match own {
                Some((_, example)) => vec![super::examples::Found::unnamed(example.value)],
                None => self.examples(&Node::root(&serde_json::Value::Null), schema.as_ref()),
            };
            let (sample, examples) = self.samples(&found, &content_type);
            self.spend(text.len());
            representations.push(Representation { content_type, sample, schema: text.clone(), examples });
        }
        representations
    }
}
