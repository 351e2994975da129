//! An operation of the catalog as an Operation Object (OpenAPI 3.1).

use serde_json::{Map, Value, json};

use crate::catalog::model::{
    Location, OperationInput, Parameter, Representation, ResponseHeader, ResponseLink, ResponseSpec,
};
use crate::catalog::template::{PairValue, UrlTemplate};
use crate::openapi::model::Server;

/// The operation with everything that the catalog knows of it.
pub(super) fn made_operation(input: &OperationInput) -> Map<String, Value> {
    let id = if input.documented.operation_id.is_empty() { &input.slug } else { &input.documented.operation_id };
    let mut operation = Map::new();
    operation.insert("operationId".to_owned(), json!(id));
    operation.insert("summary".to_owned(), json!(input.display_name));
    if !input.description.is_empty() {
        operation.insert("description".to_owned(), json!(input.description));
    }
    if !input.documented.tags.is_empty() {
        operation.insert("tags".to_owned(), json!(input.documented.tags));
    }
    if let Some(docs) = &input.documented.external_docs {
        let mut made = json!({ "url": docs.url });
        if !docs.description.is_empty() {
            made["description"] = json!(docs.description);
        }
        operation.insert("externalDocs".to_owned(), made);
    }
    let parameters = made_parameters(input);
    if !parameters.is_empty() {
        operation.insert("parameters".to_owned(), Value::Array(parameters));
    }
    if !input.bodies.is_empty() {
        operation.insert("requestBody".to_owned(), made_body(input));
    }
    let responses: Map<String, Value> =
        input.responses.iter().map(|response| (response.status.to_string(), made_response(response))).collect();
    // A document without any is not valid; this says no more than is known.
    let responses =
        if responses.is_empty() { json!({ "default": { "description": "" } }) } else { Value::Object(responses) };
    operation.insert("responses".to_owned(), responses);
    if !input.documented.servers.is_empty() {
        operation.insert("servers".to_owned(), input.documented.servers.iter().map(made_server).collect());
    }
    operation
}

fn made_body(input: &OperationInput) -> Value {
    let mut made = Map::new();
    if !input.documented.body_description.is_empty() {
        made.insert("description".to_owned(), json!(input.documented.body_description));
    }
    made.insert("content".to_owned(), content(&input.bodies));
    if input.documented.body_required == Some(true) {
        made.insert("required".to_owned(), json!(true));
    }
    Value::Object(made)
}

pub(super) fn made_server(server: &Server) -> Value {
    let mut made = json!({ "url": if server.template.is_empty() { &server.url } else { &server.template } });
    if !server.description.is_empty() {
        made["description"] = json!(server.description);
    }
    let variables = server.variables.iter().map(|variable| {
        let mut made = json!({ "default": variable.default });
        if !variable.allowed.is_empty() {
            made["enum"] = json!(variable.allowed);
        }
        if !variable.description.is_empty() {
            made["description"] = json!(variable.description);
        }
        (variable.name.clone(), made)
    });
    if !server.variables.is_empty() {
        made["variables"] = variables.collect();
    }
    made
}

/// The parameters under the names by which they are sent, and what the URL template always sends.
fn made_parameters(input: &OperationInput) -> Vec<Value> {
    let template = UrlTemplate::parse(&input.url_template).ok();
    let query = template.as_ref().and_then(UrlTemplate::query).unwrap_or_default();
    let sent_as = |name: &str| query.iter().find(|pair| pair.value == PairValue::Parameter(name));
    let mut made: Vec<Value> = input
        .parameters
        .iter()
        .map(|parameter| {
            let mut made = made_parameter(parameter);
            if let Some(pair) = sent_as(&parameter.name).filter(|_| parameter.location == Location::Query) {
                made["name"] = json!(pair.name);
            }
            made
        })
        .collect();
    made.extend(query.iter().filter_map(|pair| match &pair.value {
        PairValue::Fixed(value) => Some(json!({
            "name": pair.name, "in": "query", "required": true, "schema": { "type": "string", "enum": [value] },
        })),
        PairValue::Parameter(_) => None,
    }));
    made
}

fn made_parameter(parameter: &Parameter) -> Value {
    let mut schema: Value = serde_json::from_str(&parameter.schema).unwrap_or_else(|_| {
        let mut schema = json!({ "type": parameter.kind.as_str() });
        if !parameter.allowed.is_empty() {
            schema["enum"] = parameter.allowed.iter().map(|allowed| value_of(&schema, allowed)).collect();
        }
        schema
    });
    if !parameter.default.is_empty() && schema.get("default").is_none() && schema.is_object() {
        schema["default"] = value_of(&schema, &parameter.default);
    }
    let example = (!parameter.example.is_empty()).then(|| value_of(&schema, &parameter.example));
    let mut made = json!({ "name": parameter.name, "in": parameter.location.as_str(), "schema": schema });
    if parameter.required || parameter.location == Location::Path {
        made["required"] = json!(true);
    }
    for (key, text) in [("description", &parameter.description), ("style", &parameter.style)] {
        if !text.is_empty() {
            made[key] = json!(text);
        }
    }
    if let Some(example) = example {
        made["example"] = example;
    }
    if let Some(explode) = parameter.explode {
        made["explode"] = json!(explode);
    }
    if parameter.deprecated {
        made["deprecated"] = json!(true);
    }
    made
}

fn made_response(response: &ResponseSpec) -> Value {
    let mut made = json!({ "description": response.description });
    if !response.headers.is_empty() {
        let headers = response.headers.iter().map(|header| (header.name.clone(), made_header(header)));
        made["headers"] = Value::Object(headers.collect());
    }
    if !response.representations.is_empty() {
        made["content"] = content(&response.representations);
    }
    if !response.links.is_empty() {
        made["links"] = response.links.iter().map(|link| (link.name.clone(), made_link(link))).collect();
    }
    made
}

fn made_link(link: &ResponseLink) -> Value {
    let mut made = Map::new();
    for (key, text) in
        [("operationId", &link.operation_id), ("operationRef", &link.operation_ref), ("description", &link.description)]
    {
        if !text.is_empty() {
            made.insert(key.to_owned(), json!(text));
        }
    }
    if !link.parameters.is_empty() {
        let parameters = link.parameters.iter().map(|one| (one.name.clone(), one.value.clone()));
        made.insert("parameters".to_owned(), parameters.collect());
    }
    made.extend(link.body.clone().map(|body| ("requestBody".to_owned(), body)));
    Value::Object(made)
}

fn made_header(header: &ResponseHeader) -> Value {
    let schema: Value = serde_json::from_str(&header.schema).unwrap_or_else(|_| json!({ "type": "string" }));
    let mut made = Map::new();
    if !header.description.is_empty() {
        made.insert("description".to_owned(), json!(header.description));
    }
    for (key, is_set) in [("required", header.required), ("deprecated", header.deprecated)] {
        if is_set {
            made.insert(key.to_owned(), json!(true));
        }
    }
    if !header.example.is_empty() {
        made.insert("example".to_owned(), value_of(&schema, &header.example));
    }
    made.insert("schema".to_owned(), schema);
    Value::Object(made)
}

/// What `text` means as a value of `schema`: of text it is what was written, of anything else a value of its own.
fn value_of(schema: &Value, text: &str) -> Value {
    let is_text = match schema.get("type") {
        None => true,
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "string"),
        Some(kind) => kind == "string",
    };
    let value = (!is_text).then(|| serde_json::from_str(text).ok()).flatten();
    value.unwrap_or_else(|| json!(text))
}

fn content(representations: &[Representation]) -> Value {
    let media_type = |representation: &Representation| {
        let mut made = Map::new();
        if let Ok(schema) = serde_json::from_str::<Value>(&representation.schema) {
            made.insert("schema".to_owned(), schema);
        }
        if !representation.sample.is_empty() {
            // JSON stands in a document as JSON, everything else as text (OpenAPI 3.1, Media Type Object).
            let is_json = representation.content_type.contains("json");
            let sample = is_json.then(|| serde_json::from_str(&representation.sample).ok()).flatten();
            made.insert("example".to_owned(), sample.unwrap_or_else(|| json!(representation.sample)));
        }
        (representation.content_type.clone(), Value::Object(made))
    };
    Value::Object(representations.iter().map(media_type).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::server::read::read;

    /// The operation at `GET /` of a document with these members.
    fn operation(operation: &str) -> OperationInput {
        let document = format!(
            r#"{{"openapi": "3.1.0", "info": {{"title": "T", "version": "1"}}, "paths": {{"/": {{"get": {operation}}}}}}}"#
        );
        read(document.as_bytes()).unwrap().operations.swap_remove(0)
    }

    #[test]
    fn what_was_read_is_written_again() {
        for written in [
            r#"{"requestBody": {"description": "**B**", "content": {"text/plain": {}}, "required": true}}"#,
            r#"{"requestBody": {"content": {"application/json": {"schema": {"type": "string"}, "example": "a"}}}}"#,
            r#"{"responses": {"200": {"description": "d", "headers": {
                "X-Left": {"description": "D", "required": true, "example": 7, "schema": {"type": "integer", "minimum": 0}},
                "X-Old": {"deprecated": true, "example": "7", "schema": {"type": "string"}}}}}}"#,
            r##"{"responses": {"200": {"description": "", "links": {
                "next": {"operationId": "o", "description": "D", "parameters": {"path.id": "$response.body#/id", "n": 7}, "requestBody": "$response.body"},
                "other": {"operationRef": "https://b.test/o.json#/paths/~1a/get"}}}}}"##,
            r#"{"servers": [{"url": "/x"}, {"url": "https://{host}", "description": "D", "variables": {
                "host": {"default": "a.test", "enum": ["a.test", "b.test"], "description": "H"}}}]}"#,
            r#"{"externalDocs": {"url": "https://d.test", "description": "D"}}"#,
        ] {
            let made = made_operation(&operation(written));
            let written: Value = serde_json::from_str(written).unwrap();
            for (key, value) in written.as_object().unwrap() {
                assert_eq!(made.get(key), Some(value));
            }
        }
    }
}
