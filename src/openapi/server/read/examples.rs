//! Examples as they would be sent.

use serde_json::Value;

use super::node::{Node, text_of};
use super::reading::Reading;
use crate::catalog::model::NamedExample;
use crate::kernel::http::is_media_type;

/// What the content of a media type looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Text that a structured value cannot be written as, such as XML.
    Markup,
    Other,
}

impl Content {
    fn of(media_type: &str) -> Self {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            "application/x-www-form-urlencoded" => Self::Form,
            "application/xml" | "text/xml" | "text/html" | "text/csv" | "multipart/form-data" => Self::Markup,
            "*/*" | "application/*" | "text/json" => Self::Json,
            essence if essence.contains("json") => Self::Json,
            essence if essence.ends_with("+xml") || essence.starts_with("multipart/") => Self::Markup,
            _ => Self::Other,
        }
    }
}

/// `value` as the body of a message with this media type; empty when it cannot be one.
pub(super) fn body_of(value: &Value, media_type: &str) -> String {
    match (Content::of(media_type), value) {
        // Documents often have JSON as text.
        (Content::Json, Value::String(text)) if is_json_container(text) => text.clone(),
        (Content::Json, value) => pretty(value),
        (_, Value::String(text)) => text.clone(),
        (Content::Form, Value::Object(fields)) => {
            let pairs = fields.iter().flat_map(|(name, value)| match value {
                Value::Array(items) => items.iter().map(|item| (name, text_of(item))).collect(),
                value => vec![(name, text_of(value))],
            });
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
        }
        (Content::Markup, Value::Object(_) | Value::Array(_)) => String::new(),
        (_, Value::Object(_) | Value::Array(_)) => pretty(value),
        (_, value) => text_of(value),
    }
}

/// `value` as a parameter's value is typed: several values with commas between them.
pub(super) fn parameter_value(value: &Value) -> String {
    match value {
        Value::Array(items) if !items.iter().any(|item| item.is_object() || item.is_array()) => {
            items.iter().map(text_of).collect::<Vec<_>>().join(",")
        }
        value => text_of(value),
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

fn is_json_container(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// An example of a media type or parameter: its name, what it shows, and its value.
pub(super) struct Found<'a> {
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) value: &'a Value,
}

impl<'a> Found<'a> {
    pub(super) const fn unnamed(value: &'a Value) -> Self {
        Self { name: String::new(), summary: String::new(), value }
    }
}

impl<'a> Reading<'a> {
    /// The examples of a parameter or media type object: its own, or that of its schema.
    pub(super) fn examples(&self, node: &Node<'a>, schema: Option<&Node<'a>>) -> Vec<Found<'a>> {
        let mut found: Vec<Found<'a>> = node.value.get("example").map(Found::unnamed).into_iter().collect();
        found.extend(self.named_examples(node));
        if found.is_empty()
            && let Some(schema) = schema
        {
            let schema = self.schema(schema.clone());
            let list = schema.get("examples");
            let first = list.as_ref().and_then(|list| list.items().next()).map(|item| item.value);
            found.extend(schema.value.get("example").or(first).map(Found::unnamed));
        }
        found
    }

    /// The examples at `examples`: an object of them, or a list of values as JSON Schema has it.
    fn named_examples(&self, node: &Node<'a>) -> Vec<Found<'a>> {
        let Some(examples) = node.get("examples") else { return Vec::new() };
        if examples.value.is_array() {
            return examples.items().map(|item| Found::unnamed(item.value)).collect();
        }
        let mut found = Vec::new();
        for (name, example) in self.members(node, "examples") {
            if self.is_exhausted() {
                break;
            }
            let Some(target) = self.resolve(example.clone()) else { continue };
            // `dataValue` and `serializedValue` are OpenAPI 3.2's; the latter is what is sent.
            let value = ["serializedValue", "value", "dataValue"].iter().find_map(|key| target.value.get(key));
            match value {
                Some(value) => {
                    let beside = example.get("summary").filter(|_| example.str("$ref").is_some());
                    let from = if beside.is_some() { &example } else { &target };
                    found.push(Found { name: name.to_owned(), summary: self.line(from, "summary"), value });
                }
                None if target.get("externalValue").is_some() => {
                    self.warn(&target.at, "This example stands outside the document, which is not followed.");
                }
                None => self.warn(&target.at, "This example has no value; left out."),
            }
        }
        found
    }

    /// The first of the examples as a sample for `media_type`, and the others.
    pub(super) fn samples(&self, found: &[Found<'a>], media_type: &str) -> (String, Vec<NamedExample>) {
        let mut bodies = found.iter().filter_map(|example| {
            let value = body_of(example.value, media_type);
            self.spend(value.len());
            (!value.is_empty()).then(|| NamedExample {
                name: example.name.clone(),
                summary: example.summary.clone(),
                value,
            })
        });
        let sample = bodies.next().map(|example| example.value).unwrap_or_default();
        (sample, bodies.filter(|_| !self.is_exhausted()).collect())
    }

    /// The media type that a document's `key` for content means.
    pub(super) fn media_type(&self, key: &str, at: &str) -> Option<String> {
        let key = key.trim();
        if is_media_type(key) {
            return Some(key.to_owned());
        }
        let guess = format!("application/{}", key.to_ascii_lowercase());
        if key.contains('/') || !is_media_type(&guess) {
            self.warn(at, "This is not a media type; left out.");
            return None;
        }
        self.warn(at, format!("This is not a media type; taken as {guess}."));
        Some(guess)
    }
}
