//! What schemas say of the XML of their values.

use serde_json::Value;

use super::super::super::keyword::{flag, text};

/// The XML Objects of a value's schemas as one. Those further out go before the others.
#[derive(Default)]
pub(super) struct About<'a> {
    pub(super) name: Option<&'a str>,
    pub(super) prefix: Option<&'a str>,
    pub(super) namespace: Option<&'a str>,
    pub(super) is_attribute: bool,
    /// Whether it is the text of the element around it (OpenAPI 3.2).
    pub(super) is_text: bool,
    /// Whether the elements of a list stand in one of their own.
    pub(super) is_wrapped: bool,
}

impl<'a> About<'a> {
    pub(super) fn of(parts: &[&'a Value]) -> Self {
        let objects: Vec<&'a Value> = parts.iter().filter_map(|part| part.get("xml")).collect();
        let said = |key| objects.iter().find_map(|xml| text(xml, key)).filter(|text| !text.is_empty());
        let is = |key| objects.iter().any(|xml| flag(xml, key));
        // What OpenAPI 3.2 says instead of the flags.
        let node_type = said("nodeType");
        Self {
            name: said("name"),
            prefix: said("prefix"),
            namespace: said("namespace"),
            is_attribute: is("attribute") || node_type == Some("attribute"),
            is_text: matches!(node_type, Some("text" | "cdata")),
            is_wrapped: is("wrapped") || node_type == Some("element"),
        }
    }
}
