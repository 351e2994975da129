//! From recipes to a document.

use serde_json::{Map, Value, json};

use super::Header;
use crate::kernel::pointer;
use crate::recipes::model::{Input, InputKind, OperationRef, Output, Recipe, Repeat, Step, StepBody, StepParameter};
use crate::recipes::plan::DEFAULT_SUCCESS;

/// The version of Arazzo that is written.
const VERSION: &str = "1.0.1";

/// The document of `recipes`, all of which belong to the API that `header` names.
#[must_use]
pub fn export(header: &Header, recipes: &[Recipe]) -> Value {
    json!({
        "arazzo": VERSION,
        "info": {"title": header.title, "version": header.version},
        "sourceDescriptions": [{"name": header.source, "url": header.url, "type": "openapi"}],
        "workflows": recipes.iter().map(|recipe| workflow(header, recipe)).collect::<Vec<_>>(),
    })
}

/// An object whose members are left out where there is nothing to say.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    fn with_text(self, name: &str, text: &str) -> Self {
        if text.is_empty() { self } else { self.with(name, text) }
    }

    fn with_list(self, name: &str, list: Vec<Value>) -> Self {
        if list.is_empty() { self } else { self.with(name, list) }
    }

    fn with_outputs(self, outputs: &[Output]) -> Self {
        if outputs.is_empty() {
            return self;
        }
        let outputs = outputs.iter().map(|output| (output.name.clone(), Value::from(output.value.as_str())));
        self.with("outputs", outputs.collect::<Map<_, _>>())
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}

fn workflow(header: &Header, recipe: &Recipe) -> Value {
    let mut workflow = Object::default()
        .with("workflowId", recipe.name.as_str())
        .with_text("summary", &recipe.title)
        .with_text("description", &recipe.description);
    if !recipe.inputs.is_empty() {
        let properties: Map<_, _> = recipe.inputs.iter().map(|input| (input.name.clone(), schema(input))).collect();
        let required = recipe.inputs.iter().filter(|input| input.default.is_none());
        let required = required.map(|input| Value::from(input.name.as_str())).collect();
        let inputs = Object::default().with("type", "object").with("properties", properties);
        workflow = workflow.with("inputs", inputs.with_list("required", required));
    }
    let steps: Vec<Value> = recipe.steps.iter().map(|known| step(header, known)).collect();
    workflow.with("steps", steps).with_outputs(&recipe.outputs).into()
}

fn schema(input: &Input) -> Value {
    let kind = match input.kind {
        InputKind::Text => json!("string"),
        InputKind::Number => json!("number"),
        InputKind::Boolean => json!("boolean"),
        InputKind::Json => json!(["object", "array", "string", "number", "boolean", "null"]),
    };
    let mut schema = Object::default().with("type", kind).with_text("description", &input.description);
    if input.secret {
        schema = schema.with("format", "password");
    }
    if let Some(default) = &input.default {
        // What JSON would spell otherwise is kept as it was typed.
        let value =
            input.kind.read(default).filter(|value| !value.is_string() && value.to_string().as_str() == default);
        schema = schema.with("default", value.unwrap_or_else(|| Value::from(default.as_str())));
    }
    schema.into()
}

fn step(header: &Header, step: &Step) -> Value {
    let object = Object::default().with("stepId", step.id.as_str()).with_text("description", &step.description);
    let object = match &step.operation {
        OperationRef::Id(id) => object.with("operationId", id.as_str()),
        OperationRef::Path { method, path } => {
            let mut operation = format!("{{$sourceDescriptions.{}.url}}#/paths", header.source);
            pointer::push(&mut operation, path);
            pointer::push(&mut operation, &method.to_ascii_lowercase());
            object.with("operationPath", operation)
        }
    };
    let object = object.with_list("parameters", step.parameters.iter().map(parameter).collect());
    let object = match &step.body {
        Some(StepBody { content_type, text }) => {
            let body = Object::default().with_text("contentType", content_type);
            object.with("requestBody", body.with("payload", text.as_str()))
        }
        None => object,
    };
    let default = [DEFAULT_SUCCESS.to_owned()];
    let success = if step.success.is_empty() { default.as_slice() } else { step.success.as_slice() };
    let until = step.repeat.as_ref().map_or(&[][..], |repeat| &repeat.until);
    let object = object.with("successCriteria", [criteria(success), criteria(until)].concat());
    let object = match &step.repeat {
        Some(repeat) => object.with("onFailure", actions(&step.id, success, repeat)),
        None => object,
    };
    object.with_outputs(&step.outputs).into()
}

fn parameter(parameter: &StepParameter) -> Value {
    json!({"name": parameter.name, "in": parameter.location, "value": parameter.value})
}

fn criteria(conditions: &[String]) -> Vec<Value> {
    conditions.iter().map(|condition| json!({"condition": condition})).collect()
}

fn actions(step: &str, success: &[String], repeat: &Repeat) -> Vec<Value> {
    let mut actions = Vec::new();
    if !repeat.failed_if.is_empty() {
        actions.push(json!({
            "name": format!("{step}-failed"),
            "type": "end",
            "criteria": criteria(&repeat.failed_if),
        }));
    }
    let seconds = match repeat.every_milliseconds {
        whole if whole % 1_000 == 0 => Value::from(whole / 1_000),
        part => Value::from(f64::from(part) / 1_000.0),
    };
    actions.push(json!({
        "name": format!("{step}-again"),
        "type": "retry",
        "retryAfter": seconds,
        // Arazzo does not count the first call.
        "retryLimit": repeat.most_times.saturating_sub(1),
        "criteria": criteria(success),
    }));
    actions
}
