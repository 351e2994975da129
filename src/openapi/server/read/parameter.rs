//! One parameter.

use serde_json::{Map, Value};

use super::examples::parameter_value;
use super::node::{Node, text_of};
use super::reading::Reading;
use crate::catalog::model::{Location, Parameter, ParameterType};

/// A parameter as the document declares it.
#[derive(Clone)]
pub(super) struct Declared<'a> {
    pub(super) name: String,
    /// Its `in`.
    pub(super) place: String,
    pub(super) node: Node<'a>,
    pub(super) description: String,
}

impl<'a> Reading<'a> {
    /// The parameter that is declared so, at `location` under `name`.
    pub(super) fn parameter(&self, declared: &Declared<'a>, name: &str, location: Location) -> Parameter {
        let node = &declared.node;
        let content = if self.is_v2() { None } else { self.parameter_content(node) };
        let schema = match &content {
            Some(media) => media.get("schema"),
            None if self.is_v2() => Some(node.clone()),
            None => node.get("schema"),
        };
        let mut parameter = Parameter {
            name: name.to_owned(),
            location,
            required: location == Location::Path || self.flag(node, "required").unwrap_or_default(),
            description: declared.description.clone(),
            deprecated: self.flag(node, "deprecated").unwrap_or_default(),
            ..Parameter::default()
        };
        if let Some(schema) = &schema {
            self.take_schema(&mut parameter, schema);
        }
        let found = self.examples(content.as_ref().unwrap_or(node), schema.as_ref());
        let example = found.first().map(|example| example.value).or_else(|| node.value.get("x-example"));
        parameter.example = example.map(parameter_value).unwrap_or_default();
        if content.is_some() {
            // What is sent is the JSON of it, whatever is inside.
            if matches!(parameter.kind, ParameterType::Array | ParameterType::Object) {
                parameter.kind = ParameterType::String;
                parameter.allowed.clear();
                parameter.example = example.map(text_of).unwrap_or_default();
            }
        } else if self.is_v2() {
            self.take_collection_format(&mut parameter, node);
        } else {
            parameter.style = self.line(node, "style");
            parameter.explode = self.flag(node, "explode");
        }
        self.spend(parameter.example.len() + parameter.default.len());
        parameter
    }

    /// The media type object of a parameter or header that is described by content.
    pub(super) fn parameter_content(&self, node: &Node<'a>) -> Option<Node<'a>> {
        let (_, media) = self.members(node, "content").into_iter().next()?;
        self.resolve(media)
    }

    /// Type, default, allowed values and whatever else the schema says.
    fn take_schema(&self, parameter: &mut Parameter, schema: &Node<'a>) {
        parameter.kind = self.kind(schema);
        let target = self.schema(schema.clone());
        parameter.default = target.get("default").map(|node| parameter_value(node.value)).unwrap_or_default();
        // Each of several values is one of those that are allowed for the items.
        let one = match (parameter.kind, target.get("items")) {
            (ParameterType::Array, Some(items)) => self.schema(items),
            _ => target.clone(),
        };
        let scalars = |node: Node<'a>| -> Vec<String> {
            let values = node.items().filter(|item| !item.value.is_null()).map(|item| text_of(item.value));
            values.collect()
        };
        parameter.allowed = match (one.get("enum"), one.get("const")) {
            (Some(list), _) if !list.items().any(|item| item.value.is_object() || item.value.is_array()) => {
                scalars(list)
            }
            (None, Some(only)) if !only.value.is_object() && !only.value.is_array() => vec![text_of(only.value)],
            _ => Vec::new(),
        };
        self.spend(parameter.allowed.iter().map(String::len).sum());
        if self.is_v2() {
            let members = self.schema_members(schema);
            if !says_nothing_more(&members) {
                parameter.schema = Value::Object(members).to_string();
                self.spend(parameter.schema.len());
            }
        } else if !schema.value.as_object().is_some_and(says_nothing_more) {
            parameter.schema = self.schema_text(schema);
        }
    }

    /// Swagger 2.0's word for how several values become one text.
    fn take_collection_format(&self, parameter: &mut Parameter, node: &Node<'a>) {
        if parameter.kind != ParameterType::Array {
            return;
        }
        let format = self.line(node, "collectionFormat");
        let (style, explode) = match (format.as_str(), parameter.location) {
            ("multi", _) => ("form", Some(true)),
            ("ssv", _) => ("spaceDelimited", Some(false)),
            ("tsv", _) => ("tabDelimited", Some(false)),
            ("pipes", _) => ("pipeDelimited", Some(false)),
            (_, Location::Query) => ("form", Some(false)),
            _ => ("", None),
        };
        style.clone_into(&mut parameter.style);
        parameter.explode = explode;
        if !matches!(format.as_str(), "" | "csv" | "ssv" | "tsv" | "pipes" | "multi") {
            self.warn(&node.below("collectionFormat"), "This is no collection format; taken as csv.");
        }
    }
}

/// Whether a parameter's own fields say everything that the schema says.
fn says_nothing_more(schema: &Map<String, Value>) -> bool {
    schema.iter().all(|(keyword, value)| match keyword.as_str() {
        "type" => value.as_str().is_some_and(|name| !matches!(name, "array" | "object")),
        "enum" => value.as_array().is_some_and(|list| list.iter().all(|item| item.is_string() || item.is_number())),
        "default" | "example" | "examples" => true,
        keyword => keyword.starts_with("x-"),
    })
}
