//! From what was typed into an operation's form to what can be saved.

use super::fields::MOST_ROWS;
use super::operation::{OperationDraft, ParameterDraft, RepresentationDraft, ResponseDraft};
use super::order::in_form_order;
use crate::catalog::model::{
    Location, OperationInput, Parameter, ParameterType, Representation, ResponseHeader, ResponseSpec,
};
use crate::catalog::rules;
use crate::kernel::{Checks, FieldError, Message};

impl OperationDraft {
    /// What the publisher says of the operation.
    ///
    /// # Errors
    /// The complaints about fields, in the order of the form, their rows counted from 0.
    pub fn check(&self) -> Result<OperationInput, Vec<FieldError>> {
        let mut checks = Checks::new();
        count(&mut checks, "parameters", self.parameters.len());
        count(&mut checks, "bodies", self.bodies.len());
        count(&mut checks, "responses", self.responses.len());
        let input = OperationInput {
            verb: self.verb.trim().to_owned(),
            url_template: self.url_template.trim().to_owned(),
            display_name: self.display_name.trim().to_owned(),
            slug: self.slug.trim().to_owned(),
            description: self.description.clone(),
            parameters: (0..)
                .zip(&self.parameters)
                .map(|(at, row)| parameter(&mut checks, &format!("parameters.{at}"), row))
                .collect(),
            bodies: self.bodies.iter().map(representation).collect(),
            responses: (0..)
                .zip(&self.responses)
                .map(|(at, row)| response(&mut checks, &format!("responses.{at}"), row))
                .collect(),
        };
        let mut complaints = checks.into_fields();
        complaints.extend(rules::check_operation(&input));
        if complaints.is_empty() { Ok(input) } else { Err(in_form_order(complaints, &self.to_pairs())) }
    }
}

fn count(checks: &mut Checks, group: &str, rows: usize) {
    if rows > MOST_ROWS {
        checks.complain(group, Message::TooMany { most: MOST_ROWS });
    }
}

fn parameter(checks: &mut Checks, row: &str, draft: &ParameterDraft) -> Parameter {
    let location = Location::parse(&draft.location).ok_or_else(|| one_of(&Location::ALL.map(Location::as_str)));
    let location = checks.take(format!("{row}.in"), location).unwrap_or_default();
    let kind = ParameterType::parse(&draft.kind).ok_or_else(|| one_of(&ParameterType::ALL.map(ParameterType::as_str)));
    Parameter {
        name: draft.name.trim().to_owned(),
        location,
        kind: checks.take(format!("{row}.type"), kind).unwrap_or_default(),
        required: draft.required || location == Location::Path,
        default: draft.default.clone(),
        allowed: draft.allowed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        example: draft.example.clone(),
        description: draft.description.clone(),
    }
}

fn representation(draft: &RepresentationDraft) -> Representation {
    Representation {
        content_type: draft.content_type.trim().to_owned(),
        sample: draft.sample.clone(),
        schema: draft.schema.clone(),
    }
}

fn response(checks: &mut Checks, row: &str, draft: &ResponseDraft) -> ResponseSpec {
    count(checks, &format!("{row}.headers"), draft.headers.len());
    count(checks, &format!("{row}.representations"), draft.representations.len());
    let status = match draft.status.trim() {
        "" => Err(Message::Required),
        status => status.parse().map_err(|_| Message::NotAStatus),
    };
    ResponseSpec {
        status: checks.take(format!("{row}.status"), status).unwrap_or_default(),
        description: draft.description.clone(),
        headers: draft
            .headers
            .iter()
            .map(|header| ResponseHeader {
                name: header.name.trim().to_owned(),
                description: header.description.clone(),
            })
            .collect(),
        representations: draft.representations.iter().map(representation).collect(),
    }
}

fn one_of(words: &[&str]) -> Message {
    Message::NotOneOf { allowed: words.join(", ") }
}
