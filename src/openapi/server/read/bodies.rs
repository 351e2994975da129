//! Request bodies, and what else has content by media type.

use std::collections::HashSet;

use super::node::Node;
use super::reading::{Reading, entries};
use crate::catalog::model::Representation;

/// What is sent along with a request.
#[derive(Default)]
pub(super) struct Body {
    /// Its content, per media type.
    pub(super) content: Vec<Representation>,
    pub(super) description: String,
    /// `None` when there is no body.
    pub(super) required: Option<bool>,
}

impl<'a> Reading<'a> {
    /// An operation's `requestBody`.
    pub(super) fn request_body(&self, operation: &Node<'a>) -> Body {
        let Some(node) = operation.get("requestBody") else { return Body::default() };
        let Some(body) = self.resolve(node.clone()) else { return Body::default() };
        Body {
            content: self.content(&body),
            description: self.description(&node, &body),
            required: Some(self.flag(&body, "required").unwrap_or_default()),
        }
    }

    /// What stands at `content`, per media type.
    pub(super) fn content(&self, node: &Node<'a>) -> Vec<Representation> {
        let mut representations: Vec<Representation> = Vec::new();
        let mut known = HashSet::new();
        for (key, media) in self.object(node, "content").iter().flat_map(entries) {
            if self.is_exhausted() {
                break;
            }
            let Some(content_type) = self.media_type(key, &media.at) else { continue };
            if !known.insert(content_type.clone()) {
                self.warn(&media.at, "This media type is described twice; the first one counts.");
                continue;
            }
            if media.value.is_null() {
                representations.push(Representation { content_type, ..Representation::default() });
                continue;
            }
            let Some(media) = self.resolve(media) else { continue };
            representations.push(self.representation(content_type, &media));
        }
        representations
    }

    fn representation(&self, content_type: String, media: &Node<'a>) -> Representation {
        // Of a stream, OpenAPI 3.2 describes the items.
        let schema = media.get("schema").or_else(|| media.get("itemSchema"));
        let found = self.examples(media, schema.as_ref());
        let (sample, examples) = self.samples(&found, &content_type);
        let schema = schema.map(|schema| self.schema_text(&schema)).unwrap_or_default();
        Representation { content_type, sample, schema, examples }
    }
}
