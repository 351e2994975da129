//! A recipe as a program in no particular language.

use std::collections::{BTreeMap, BTreeSet};

use super::StepRequest;
use super::marks::{Part, mark, parts};
use super::names::Names;
use crate::console::request::{Body, MASK};
use crate::console::samples::names::is_secret_name;
use crate::console::samples::text::{self, Draft, Payload, Piece as Stretch, Text};
use crate::recipes::expression::Expression;
use crate::recipes::model::InputKind;
use crate::recipes::plan::{Plan, PlannedStep};
use crate::recipes::template::{Piece, Place};

/// A recipe with its requests.
pub(super) struct Program<'p> {
    pub(super) plan: &'p Plan,
    /// The variables on top: the inputs, then the secrets that the requests themselves have.
    pub(super) variables: Vec<Variable>,
    /// The requests of the steps.
    pub(super) requests: Vec<Request>,
    inputs: BTreeMap<String, (String, InputKind)>,
    outputs: BTreeMap<(String, String), String>,
}

/// A variable on top of the program.
pub(super) struct Variable {
    pub(super) name: String,
    /// Its value, masked if it has to be.
    pub(super) value: String,
    /// Whether all of its value is ASCII, however it is shown.
    pub(super) is_ascii: bool,
}

/// The request of a step.
pub(super) struct Request {
    pub(super) method: String,
    /// The address with marks, to see what libraries make of it.
    pub(super) marked_url: String,
    pub(super) url: Vec<Segment>,
    pub(super) headers: Vec<(String, Vec<Segment>)>,
    pub(super) body: Option<Vec<Segment>>,
    /// The variable for the body.
    pub(super) body_name: String,
}

/// A stretch of a text.
#[derive(Clone)]
pub(super) enum Segment {
    /// What it says.
    Plain(String),
    /// A variable on top of the program.
    Variable(String),
    /// The value of an expression, spelled for its place.
    Hole(Expression, Place),
}

impl<'p> Program<'p> {
    /// `None` if `requests` are not one for every step.
    pub(super) fn new(
        plan: &'p Plan,
        requests: &[StepRequest],
        filled: &BTreeMap<String, String>,
        revealed: bool,
    ) -> Option<Self> {
        if requests.len() != plan.steps().len() {
            return None;
        }
        let mut secrets = Secrets::default();
        let inputs: BTreeMap<_, _> = plan
            .recipe()
            .inputs
            .iter()
            .map(|input| (input.name.clone(), (secrets.names.give(&input.name), input.kind)))
            .collect();
        let mut outputs = BTreeMap::new();
        let mut body_names = Vec::new();
        for (step, planned) in plan.recipe().steps.iter().zip(plan.steps()) {
            body_names.push(secrets.names.give(&format!("{}_body", step.id)));
            for (name, _) in &planned.outputs {
                outputs.insert((step.id.clone(), name.clone()), secrets.names.give(&format!("{}_{name}", step.id)));
            }
        }
        let steps = requests.iter().zip(plan.steps()).zip(body_names);
        let requests = steps.map(|((request, planned), name)| secrets.request(request, planned, name)).collect();
        let variable = |name: &str, value: &str, is_secret: bool| Variable {
            name: name.to_owned(),
            value: if is_secret && !revealed && !value.is_empty() { MASK } else { value }.to_owned(),
            is_ascii: value.is_ascii(),
        };
        let mut variables = Vec::new();
        for input in &plan.recipe().inputs {
            let value = filled.get(&input.name).or(input.default.as_ref()).map_or("", String::as_str);
            let is_secret = input.secret || is_secret_name(&input.name) || secrets.inputs.contains(&input.name);
            let name = inputs.get(&input.name).map_or("", |(name, _)| name);
            variables.push(variable(name, value, is_secret));
        }
        variables.extend(secrets.found.iter().map(|(name, value)| variable(name, value, true)));
        Some(Self { plan, variables, requests, inputs, outputs })
    }

    /// The variable for the input `name`, and how its text is read.
    pub(super) fn input(&self, name: &str) -> (&str, InputKind) {
        self.inputs.get(name).map_or(("", InputKind::Text), |(name, kind)| (name, *kind))
    }

    /// The variable for the output `name` of the step with the id `step`.
    pub(super) fn output(&self, step: &str, name: &str) -> &str {
        self.outputs.get(&(step.to_owned(), name.to_owned())).map_or("", String::as_str)
    }

    /// Whether `segments` are ASCII for certain: what answers say may be anything.
    pub(super) fn is_ascii(&self, segments: &[Segment]) -> bool {
        self.is_known_ascii(segments) && !segments.iter().any(|segment| {
            matches!(segment, Segment::Hole(expression, Place::Plain) if !matches!(expression, Expression::Input { .. }))
        })
    }

    /// Whether all of `segments` that is known before the program runs is ASCII.
    pub(super) fn is_known_ascii(&self, segments: &[Segment]) -> bool {
        let is_ascii = |name: &str| self.variables.iter().any(|variable| variable.name == name && variable.is_ascii);
        segments.iter().all(|segment| match segment {
            Segment::Plain(text) => text.is_ascii(),
            Segment::Variable(name) => is_ascii(name),
            Segment::Hole(Expression::Input { name, .. }, Place::Plain) => is_ascii(self.input(name).0),
            Segment::Hole(..) => true,
        })
    }
}

/// The secrets that requests have besides the inputs: their variables and their values.
#[derive(Default)]
struct Secrets {
    names: Names,
    found: Vec<(String, String)>,
    /// The inputs that stand where requests have secrets.
    inputs: BTreeSet<String>,
}

impl Secrets {
    fn request(&mut self, step: &StepRequest, planned: &PlannedStep, body_name: String) -> Request {
        let draft = text::secrets(&step.request);
        let holes: Vec<(Expression, Place)> = planned
            .parameters
            .iter()
            .chain(&planned.body)
            .flat_map(|template| template.pieces())
            .filter_map(|piece| match piece {
                Piece::Text(_) => None,
                Piece::Hole(expression, place) => Some((expression.clone(), *place)),
            })
            .collect();
        let headers = draft.merged_headers().into_iter().map(|(name, value)| {
            let is_cookie = name.eq_ignore_ascii_case("cookie");
            let place = if is_cookie { Place::Form } else { Place::Plain };
            (name.to_owned(), self.segments(&draft, &value, &holes, Some(place)))
        });
        let headers = headers.collect();
        let body = match &draft.body {
            Payload::Text(body) => Some(self.segments(&draft, body, &holes, None)),
            _ => None,
        };
        Request {
            method: draft.method.clone(),
            marked_url: step.request.url.clone(),
            url: self.segments(&draft, &draft.url, &holes, Some(Place::Form)),
            headers,
            body: body.filter(|_| step.request.body != Body::None),
            body_name,
        }
    }

    /// The segments of `text`; expressions are spelled for `place`, or for that which they have in their template.
    fn segments(
        &mut self,
        draft: &Draft,
        text: &Text,
        holes: &[(Expression, Place)],
        place: Option<Place>,
    ) -> Vec<Segment> {
        let mut segments = Vec::new();
        for stretch in text.pieces() {
            let (text, secret) = match stretch {
                Stretch::Plain(text) => (text.as_str(), None),
                Stretch::Secret(at) => match draft.variables.get(*at) {
                    Some(variable) => (variable.value.as_str(), Some(variable.name.as_str())),
                    None => continue,
                },
            };
            for part in parts(text) {
                segments.push(match (part, secret) {
                    (Part::Mark(number), _) => self.hole(number, holes, place, secret.is_some()),
                    (Part::Text(text), None) => Segment::Plain(text.to_owned()),
                    (Part::Text(text), Some(name)) => Segment::Variable(self.variable(name, text)),
                });
            }
        }
        segments
    }

    fn hole(&mut self, number: usize, holes: &[(Expression, Place)], place: Option<Place>, is_secret: bool) -> Segment {
        let Some((expression, own)) = holes.get(number) else { return Segment::Plain(mark(number)) };
        if let (Expression::Input { name, .. }, true) = (expression, is_secret) {
            self.inputs.insert(name.clone());
        }
        Segment::Hole(expression.clone(), place.unwrap_or(*own))
    }

    fn variable(&mut self, base: &str, value: &str) -> String {
        let known = self.found.iter().find(|(name, known)| known == value && name.starts_with(base));
        if let Some((name, _)) = known {
            return name.clone();
        }
        let name = self.names.give(base);
        self.found.push((name.clone(), value.to_owned()));
        name
    }
}
