//! Bodies of Swagger 2.0, where they are parameters.

use serde_json::{Map, Value, json};

use super::bodies::Body;
use super::node::Node;
use super::parameter::Declared;
use super::reading::Reading;
use crate::catalog::model::Representation;

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

impl<'a> Reading<'a> {
    /// The media types at `name` (`consumes` or `produces`) of an operation or else of the document.
    pub(super) fn media_types(&self, operation: &Node<'a>, name: &str) -> Vec<String> {
        let owner = if operation.get(name).is_some() { operation.clone() } else { self.document() };
        let at = owner.below(name);
        let mut types: Vec<String> =
            self.texts(&owner, name).iter().filter_map(|text| self.media_type(text, &at)).collect();
        let mut known = std::collections::HashSet::new();
        types.retain(|text| known.insert(text.clone()));
        types
    }

    /// The request body of an operation whose `body` and `formData` parameters are these.
    pub(super) fn v2_body(&self, operation: &Node<'a>, declared: &[Declared<'a>]) -> Body {
        let consumes = self.media_types(operation, "consumes");
        let fields: Vec<&Declared<'a>> = declared.iter().filter(|parameter| parameter.place == "formData").collect();
        if !fields.is_empty() {
            return self.form(consumes, &fields);
        }
        let Some(body) = declared.iter().find(|parameter| parameter.place == "body") else { return Body::default() };
        let schema = body.node.get("schema");
        let types = if consumes.is_empty() { vec!["application/json".to_owned()] } else { consumes };
        let found = self.examples(&body.node, schema.as_ref());
        let text = schema.map(|schema| self.schema_text(&schema)).unwrap_or_default();
        let mut content = Vec::new();
        for content_type in types {
            if self.is_exhausted() {
                break;
            }
            self.spend(text.len());
            let (sample, examples) = self.samples(&found, &content_type);
            content.push(Representation { content_type, sample, schema: text.clone(), examples });
        }
        let required = Some(self.flag(&body.node, "required").unwrap_or_default());
        Body { content, description: body.description.clone(), required }
    }

    /// The fields of a form as one schema.
    fn form(&self, consumes: Vec<String>, fields: &[&Declared<'a>]) -> Body {
        let has_file = fields.iter().any(|field| field.node.str("type") == Some("file"));
        let mut types: Vec<String> =
            consumes.into_iter().filter(|text| text.starts_with(FORM) || text.starts_with(MULTIPART)).collect();
        types.retain(|text| !has_file || text.starts_with(MULTIPART));
        if types.is_empty() {
            types.push(if has_file { MULTIPART } else { FORM }.to_owned());
        }
        let mut properties = Map::new();
        let mut required = Vec::new();
        for field in fields {
            let mut schema = self.schema_members(&field.node);
            if field.node.str("type") == Some("file") {
                schema.insert("type".to_owned(), "string".into());
                schema.insert("format".to_owned(), "binary".into());
            }
            for name in ["description", "default"] {
                if let Some(node) = field.node.get(name) {
                    schema.insert(name.to_owned(), node.value.clone());
                }
            }
            properties.insert(field.name.clone(), Value::Object(schema));
            if self.flag(&field.node, "required") == Some(true) {
                required.push(field.name.clone());
            }
        }
        let is_required = !required.is_empty();
        let mut schema = json!({ "type": "object", "properties": properties });
        if let (Some(schema), true) = (schema.as_object_mut(), is_required) {
            schema.insert("required".to_owned(), required.into());
        }
        let text = schema.to_string();
        let bodies = types.into_iter().map(|content_type| {
            self.spend(text.len());
            Representation { content_type, schema: text.clone(), ..Representation::default() }
        });
        Body { content: bodies.collect(), required: Some(is_required), ..Body::default() }
    }

    /// The members of a parameter or header that are JSON Schema's, without those that the catalog has fields for.
    pub(super) fn schema_members(&self, parameter: &Node<'a>) -> Map<String, Value> {
        const OWN: [&str; 11] = [
            "name",
            "in",
            "required",
            "description",
            "collectionFormat",
            "allowEmptyValue",
            "default",
            "example",
            "examples",
            "schema",
            "deprecated",
        ];
        let members = parameter.members().filter(|(name, _)| !OWN.contains(name) && !name.starts_with("x-"));
        members.map(|(name, node)| (name.to_owned(), self.keyword(name, &node))).collect()
    }
}
