//! From a document to recipes.

use serde_json::Value;

use super::cursor::At;
use super::step::{self, Workflow};
use super::{Doubt, Header, Imported, Refusal, Refused, Type, Warning};
use crate::recipes::context::text;
use crate::recipes::expression::Expression;
use crate::recipes::model::{Input, InputKind, Output, Recipe};

/// The deepest nesting of a document. What is read further may call itself for every level.
const DEEPEST: usize = 100;

/// Reads the recipes of a document.
///
/// # Errors
/// The first thing of each workflow that is not understood, or why the document is none.
pub fn import(document: &Value) -> Result<Imported, Vec<Refused>> {
    let root = At::root(document);
    let mut warnings = Vec::new();
    let (header, workflows) = header(&root, &mut warnings).map_err(|refused| vec![refused])?;
    let mut recipes = Vec::new();
    let mut refused = Vec::new();
    for at in &workflows {
        let mut reader = Workflow { root: &root, at, source: &header.source, warnings: &mut warnings };
        match recipe(&mut reader) {
            Ok(recipe) => recipes.push(recipe),
            Err(refusal) => refused.push(refusal),
        }
    }
    if refused.is_empty() { Ok(Imported { header, recipes, warnings }) } else { Err(refused) }
}

fn header<'d>(root: &At<'d>, warnings: &mut Vec<Warning>) -> Result<(Header, Vec<At<'d>>), Refused> {
    if is_deeper_than(root.value, DEEPEST) {
        return Err(root.refuse(Refusal::TooDeep { most: DEEPEST }));
    }
    let version = root.value.get("arazzo").and_then(Value::as_str).unwrap_or_default();
    if !version.starts_with("1.0.") {
        return Err(root.refuse(Refusal::NotArazzo));
    }
    root.warn_of_others(&["arazzo", "info", "sourceDescriptions", "workflows", "components"], warnings)?;
    let info = root.need("info")?;
    let mut sources = Vec::new();
    for source in root.need("sourceDescriptions")?.list()? {
        let kind = source.optional_text("type")?;
        if sources.is_empty() && matches!(kind.as_str(), "" | "openapi") {
            sources.push((source.need("name")?.text()?, source.need("url")?.text()?));
        } else {
            warnings.push(Warning { pointer: source.pointer.clone(), doubt: Doubt::LeftOut });
        }
    }
    let Some((source, url)) = sources.pop() else {
        return Err(root.refuse(Refusal::Missing { name: "sourceDescriptions".to_owned() }));
    };
    let header = Header {
        title: info.optional_text("title")?,
        version: info.optional_text("version")?,
        source: source.to_owned(),
        url: url.to_owned(),
    };
    Ok((header, root.need("workflows")?.list()?))
}

/// Whether objects and lists lie in each other deeper than `most` levels.
fn is_deeper_than(document: &Value, most: usize) -> bool {
    let mut waiting = vec![(document, 0)];
    while let Some((value, depth)) = waiting.pop() {
        if depth > most {
            return true;
        }
        match value {
            Value::Array(items) => waiting.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Object(members) => waiting.extend(members.values().map(|member| (member, depth + 1))),
            _ => {}
        }
    }
    false
}

const WORKFLOW: [&str; 9] = [
    "workflowId",
    "summary",
    "description",
    "inputs",
    "steps",
    "successActions",
    "failureActions",
    "outputs",
    "parameters",
];

fn recipe(workflow: &mut Workflow<'_, '_>) -> Result<Recipe, Refused> {
    let at = workflow.at;
    if let Some(dependencies) = at.get("dependsOn")? {
        return Err(dependencies.refuse(Refusal::Workflow));
    }
    at.warn_of_others(&WORKFLOW, workflow.warnings)?;
    let name = at.need("workflowId")?.text()?.to_owned();
    Ok(Recipe {
        name,
        title: at.optional_text("summary")?,
        description: at.optional_text("description")?,
        inputs: inputs(workflow)?,
        steps: step::steps(workflow)?,
        outputs: outputs(at)?,
    })
}

fn inputs(workflow: &mut Workflow<'_, '_>) -> Result<Vec<Input>, Refused> {
    let Some(mut schema) = workflow.at.get("inputs")? else { return Ok(Vec::new()) };
    if let Some(reference) = schema.get("$ref")? {
        schema = workflow.component(&reference, "#/components/inputs/")?;
    }
    // Which are required follows from the defaults.
    schema.warn_of_others(&["type", "properties", "required", "description", "title"], workflow.warnings)?;
    let properties = schema.optional_members("properties")?;
    properties.into_iter().map(|(name, property)| input(name, &property, workflow.warnings)).collect()
}

fn input(name: &str, schema: &At<'_>, warnings: &mut Vec<Warning>) -> Result<Input, Refused> {
    schema.warn_of_others(&["type", "description", "format", "default", "title"], warnings)?;
    let kind = match schema.get("type")?.map(|kind| kind.value) {
        None => InputKind::Text,
        Some(Value::String(kind)) => match kind.as_str() {
            "number" | "integer" => InputKind::Number,
            "boolean" => InputKind::Boolean,
            "object" | "array" => InputKind::Json,
            _ => InputKind::Text,
        },
        Some(_) => InputKind::Json,
    };
    // Null is a default, too.
    let default = schema.object()?.get("default").map(text);
    Ok(Input {
        name: name.to_owned(),
        description: schema.optional_text("description")?,
        default,
        kind,
        secret: schema.value.get("format").and_then(Value::as_str) == Some("password"),
    })
}

/// The outputs of a workflow or of a step.
pub(super) fn outputs(at: &At<'_>) -> Result<Vec<Output>, Refused> {
    let output = |(name, at): (&str, At<'_>)| {
        let value = at.text()?;
        Expression::parse(value).map_err(|error| at.refuse(Refusal::Syntax { error }))?;
        Ok(Output { name: name.to_owned(), value: value.to_owned() })
    };
    at.optional_members("outputs")?.into_iter().map(output).collect()
}

/// The text of a condition's or an action's type; an object is that of a version of JSONPath or XPath.
pub(super) fn kind(at: &At<'_>) -> Result<String, Refused> {
    match at.get("type")? {
        None => Ok(String::new()),
        Some(kind) if kind.value.is_object() => kind.optional_text("type"),
        Some(kind) => {
            let text = kind.value.as_str().ok_or_else(|| kind.refuse(Refusal::NotOfType { expected: Type::Text }))?;
            Ok(text.to_owned())
        }
    }
}
