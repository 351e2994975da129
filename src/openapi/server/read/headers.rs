//! The headers of responses.

use serde_json::Value;

use super::examples::parameter_value;
use super::node::Node;
use super::reading::Reading;
use crate::catalog::model::ResponseHeader;
use crate::kernel::http::is_header_name;

impl<'a> Reading<'a> {
    /// The headers of a response, without the one that its media types say.
    pub(super) fn headers(&self, response: &Node<'a>) -> Vec<ResponseHeader> {
        let mut headers = Vec::new();
        for (name, node) in self.object(response, "headers").iter().flat_map(Node::members) {
            if self.is_exhausted() {
                break;
            }
            // The media types say it (OpenAPI 3, Response Object).
            if name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            if !is_header_name(name) {
                self.warn(&node.at, "This is not the name of a header; left out.");
                continue;
            }
            self.spend(name.len());
            headers.push(self.header(name, &node));
        }
        headers
    }

    /// A header stays even if nothing can be read of it, since its name says something.
    fn header(&self, name: &str, node: &Node<'a>) -> ResponseHeader {
        let mut header = ResponseHeader { name: name.to_owned(), ..ResponseHeader::default() };
        let Some(target) = self.resolve(node.clone()) else { return header };
        header.description = self.description(node, &target);
        let example = if self.is_v2() {
            header.schema = self.v2_schema(&target);
            self.spend(header.schema.len());
            target.value.get("x-example")
        } else {
            header.required = self.flag(&target, "required").unwrap_or_default();
            header.deprecated = self.flag(&target, "deprecated").unwrap_or_default();
            let content = self.parameter_content(&target);
            let owner = content.as_ref().unwrap_or(&target);
            let schema = owner.get("schema");
            header.schema = schema.as_ref().map(|schema| self.inlined_schema_text(schema)).unwrap_or_default();
            self.examples(owner, schema.as_ref()).first().map(|found| found.value)
        };
        header.example = example.map(parameter_value).unwrap_or_default();
        self.spend(header.example.len());
        header
    }

    /// Swagger 2.0: the header is its own schema.
    fn v2_schema(&self, header: &Node<'a>) -> String {
        let mut members = self.schema_members(header);
        members.extend(header.value.get("default").map(|value| ("default".to_owned(), value.clone())));
        if members.is_empty() { String::new() } else { Value::Object(members).to_string() }
    }
}
