//! From a step of a document to one of a recipe.

use std::collections::BTreeSet;

use super::actions;
use super::cursor::At;
use super::import::{kind, outputs};
use super::{Refusal, Refused, Warning};
use crate::catalog::model::Location;
use crate::recipes::criterion::Condition;
use crate::recipes::model::{OperationRef, Step, StepBody, StepParameter};
use crate::recipes::template::Template;

/// A workflow that is being read.
pub(super) struct Workflow<'w, 'd> {
    /// The document.
    pub(super) root: &'w At<'d>,
    /// The workflow.
    pub(super) at: &'w At<'d>,
    /// The name of the document's OpenAPI source.
    pub(super) source: &'w str,
    /// What was read otherwise than it is written.
    pub(super) warnings: &'w mut Vec<Warning>,
}

impl<'d> Workflow<'_, 'd> {
    /// What `reference` leads to, which begins with `start` and goes on with a name.
    pub(super) fn component(&self, reference: &At<'d>, start: &str) -> Result<At<'d>, Refused> {
        let text = reference.text()?;
        let unknown = || reference.refuse(Refusal::UnknownReference { reference: text.to_owned() });
        let name = text.strip_prefix(start).ok_or_else(unknown)?;
        let group = start.trim_end_matches(['.', '/']).rsplit(['.', '/']).next().unwrap_or_default();
        let components = self.root.get("components")?.ok_or_else(unknown)?;
        components.get(group)?.ok_or_else(unknown)?.get(name)?.ok_or_else(unknown)
    }

    /// The list `own` of `step` with what the workflow's list `common` has besides. References are followed; the value
    /// that stands beside one is given with it. `name` is what tells two of the list apart.
    pub(super) fn merged(
        &self,
        step: &At<'d>,
        (own, common, group): (&str, &str, &str),
        name: impl Fn(&At<'d>) -> String,
    ) -> Result<Vec<(At<'d>, Option<At<'d>>)>, Refused> {
        let mut merged = Vec::new();
        let mut known = BTreeSet::new();
        for item in [step.optional_list(own)?, self.at.optional_list(common)?].concat() {
            let (item, value) = match item.get("reference")? {
                Some(reference) => (self.component(&reference, &format!("$components.{group}."))?, item.get("value")?),
                None => (item, None),
            };
            if known.insert(name(&item)) {
                merged.push((item, value));
            }
        }
        Ok(merged)
    }
}

/// The steps of `workflow`.
pub(super) fn steps(workflow: &mut Workflow<'_, '_>) -> Result<Vec<Step>, Refused> {
    let all = workflow.at.need("steps")?.list()?;
    let ids = all.iter().map(|at| Ok(at.need("stepId")?.text()?.to_owned()));
    let ids: Vec<String> = ids.collect::<Result<_, Refused>>()?;
    all.iter().enumerate().map(|(place, at)| step(workflow, at, (&ids, place))).collect()
}

const STEP: [&str; 10] = [
    "stepId",
    "description",
    "operationId",
    "operationPath",
    "parameters",
    "requestBody",
    "successCriteria",
    "onSuccess",
    "onFailure",
    "outputs",
];

fn step<'d>(workflow: &mut Workflow<'_, 'd>, at: &At<'d>, (ids, place): (&[String], usize)) -> Result<Step, Refused> {
    if let Some(called) = at.get("workflowId")? {
        return Err(called.refuse(Refusal::Workflow));
    }
    at.warn_of_others(&STEP, workflow.warnings)?;
    let success = criteria(&at.optional_list("successCriteria")?)?;
    let (success, repeat) = actions::read(workflow, at, success, (ids, place))?;
    Ok(Step {
        id: ids.get(place).cloned().unwrap_or_default(),
        description: at.optional_text("description")?,
        operation: operation(at, workflow.source)?,
        parameters: parameters(workflow, at)?,
        body: at.get("requestBody")?.map(|body| self::body(&body, workflow.warnings)).transpose()?,
        outputs: outputs(at)?,
        success,
        repeat,
    })
}

fn operation(at: &At<'_>, source: &str) -> Result<OperationRef, Refused> {
    let other = |at: &At<'_>| at.refuse(Refusal::OtherSource { source_name: source.to_owned() });
    if let Some(id) = at.get("operationId")? {
        let text = id.text()?;
        let Some(named) = text.strip_prefix("$sourceDescriptions.") else {
            return Ok(OperationRef::Id(text.to_owned()));
        };
        let own = named.strip_prefix(source).and_then(|rest| rest.strip_prefix('.'));
        return own.map(|id| OperationRef::Id(id.to_owned())).ok_or_else(|| other(&id));
    }
    let path = at.get("operationPath")?;
    let path = path.ok_or_else(|| at.refuse(Refusal::Missing { name: "operationId".to_owned() }))?;
    let wrong = || path.refuse(Refusal::NotAnOperationPath);
    let (document, pointer) = path.text()?.split_once('#').ok_or_else(wrong)?;
    let document = document.trim_start_matches('{').trim_end_matches('}');
    if document != format!("$sourceDescriptions.{source}.url") {
        return Err(other(&path));
    }
    let (escaped, method) = pointer.strip_prefix("/paths/").and_then(|rest| rest.split_once('/')).ok_or_else(wrong)?;
    if method.is_empty() || method.contains('/') {
        return Err(wrong());
    }
    let path = escaped.replace("~1", "/").replace("~0", "~");
    Ok(OperationRef::Path { method: method.to_ascii_uppercase(), path })
}

fn parameters<'d>(workflow: &mut Workflow<'_, 'd>, step: &At<'d>) -> Result<Vec<StepParameter>, Refused> {
    let name = |at: &At<'_>| {
        let member = |name: &str| at.value.get(name).and_then(|value| value.as_str()).unwrap_or_default();
        [member("in"), member("name")].join(" ")
    };
    let merged = workflow.merged(step, ("parameters", "parameters", "parameters"), name)?;
    let mut parameters = Vec::new();
    for (at, value) in merged {
        at.warn_of_others(&["name", "in", "value"], workflow.warnings)?;
        let location = at.need("in").map_err(|_| at.refuse(Refusal::NotALocation))?;
        let location = Location::parse(location.text()?).ok_or_else(|| location.refuse(Refusal::NotALocation))?;
        let value = value.map_or_else(|| at.need("value"), Ok)?;
        let text = crate::recipes::context::text(value.value);
        Template::parse(&text).map_err(|error| value.refuse(Refusal::Syntax { error }))?;
        parameters.push(StepParameter { name: at.need("name")?.text()?.to_owned(), location, value: text });
    }
    Ok(parameters)
}

fn body(at: &At<'_>, warnings: &mut Vec<Warning>) -> Result<StepBody, Refused> {
    at.warn_of_others(&["contentType", "payload", "replacements"], warnings)?;
    let content_type = at.optional_text("contentType")?;
    let text = super::payload::text(at, &content_type)?;
    Template::parse_body(&text, &content_type).map_err(|error| {
        let payload = at.get("payload").ok().flatten();
        payload.unwrap_or_else(|| at.clone()).refuse(Refusal::Syntax { error })
    })?;
    Ok(StepBody { content_type, text })
}

/// The conditions in a list of criteria.
pub(super) fn criteria(list: &[At<'_>]) -> Result<Vec<String>, Refused> {
    let condition = |at: &At<'_>| {
        match kind(at)?.as_str() {
            "" | "simple" => {}
            kind => return Err(at.refuse(Refusal::ConditionType { kind: kind.to_owned() })),
        }
        let condition = at.need("condition")?;
        let text = condition.text()?;
        Condition::parse(text).map_err(|error| condition.refuse(Refusal::Syntax { error }))?;
        Ok(text.to_owned())
    };
    list.iter().map(condition).collect()
}
