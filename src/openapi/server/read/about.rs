//! What a document says of an API as a whole.

use super::names::one_line;
use super::reading::Reading;
use crate::catalog::model::OperationInput;
use crate::openapi::model::{Contact, Documented, License, SecurityScheme, Tag};

impl Reading<'_> {
    /// Title and description.
    pub(super) fn title(&self) -> (String, String) {
        let Some(info) = self.object(&self.document(), "info") else {
            self.warn("", "The document does not say what the API is called.");
            return (String::new(), String::new());
        };
        let (title, _) = one_line(&self.text(&info, "title"));
        if title.is_empty() {
            self.warn(&info.at, "The document does not say what the API is called.");
        }
        let mut description = self.text(&info, "description");
        if description.is_empty() {
            description = self.text(&info, "summary");
        }
        (title, description)
    }

    /// Everything else, of which the tags need to know the `operations`.
    pub(super) fn about(&self, operations: &[OperationInput], security_schemes: Vec<SecurityScheme>) -> Documented {
        let document = self.document();
        let info = document.get("info").unwrap_or_else(|| document.clone());
        let contact = self.object(&info, "contact").map(|node| Contact {
            name: self.line(&node, "name"),
            url: self.line(&node, "url"),
            email: self.line(&node, "email"),
        });
        let license = info.get("license").map(|node| match node.value.as_str() {
            Some(name) => License { name: name.trim().to_owned(), ..License::default() },
            None => License {
                name: self.line(&node, "name"),
                url: self.line(&node, "url"),
                identifier: self.line(&node, "identifier"),
            },
        });
        Documented {
            version: self.line(&info, "version"),
            terms_of_service: self.line(&info, "termsOfService"),
            contact: contact.filter(|contact| *contact != Contact::default()),
            license: license.filter(|license| *license != License::default()),
            servers: self.servers(),
            tags: self.tags(operations),
            security_schemes,
            external_docs: self.external_docs(&document),
            webhooks: self.webhooks(),
        }
    }

    fn tags(&self, operations: &[OperationInput]) -> Vec<Tag> {
        let mut known = std::collections::HashSet::new();
        let mut tags = Vec::new();
        for node in self.items(&self.document(), "tags") {
            let tag = match node.value.as_str() {
                Some(name) => Tag { name: name.trim().to_owned(), ..Tag::default() },
                None => Tag {
                    name: self.line(&node, "name"),
                    summary: self.line(&node, "summary"),
                    description: self.text(&node, "description"),
                    external_docs: self.external_docs(&node),
                    parent: self.line(&node, "parent"),
                    kind: self.line(&node, "kind"),
                },
            };
            if tag.name.is_empty() {
                self.warn(&node.at, "This tag has no name; left out.");
            } else if known.insert(tag.name.clone()) {
                tags.push(tag);
            } else {
                self.warn(&node.at, format!("The tag {} is declared twice; the first one counts.", tag.name));
            }
        }
        for name in operations.iter().flat_map(|operation| &operation.documented.tags) {
            if known.insert(name.clone()) {
                tags.push(Tag { name: name.clone(), ..Tag::default() });
            }
        }
        tags
    }
}
