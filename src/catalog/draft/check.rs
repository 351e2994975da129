//! From what was typed into an operation's form to what can be saved.

use super::operation::OperationDraft;
use super::order::in_form_order;
use super::rows::{ParameterDraft, RepresentationDraft, ResponseDraft};
use super::sync::sync_with_template;
use crate::catalog::model::{
    Location, OperationInput, Parameter, ParameterType, Representation, ResponseHeader, ResponseSpec, StatusKey,
};
use crate::catalog::rules::{self, ROWS};
use crate::kernel::{Checks, FieldError, Message};

impl OperationDraft {
    /// What the publisher says of the operation. Brings the rows into the order in which they are saved first:
    /// parameters as in the URL template, responses by status.
    ///
    /// # Errors
    /// The complaints about fields, in the order of the form, their rows counted from 0.
    pub fn check(&mut self) -> Result<OperationInput, Vec<FieldError>> {
        sync_with_template(self);
        self.responses.sort_by_key(|response| response.status.trim().parse().unwrap_or(StatusKey::Code(0)));
        let mut checks = Checks::new();
        count(&mut checks, "parameters", self.parameters.len());
        count(&mut checks, "bodies", self.bodies.len());
        count(&mut checks, "responses", self.responses.len());
        let input = rules::tidy_operation(OperationInput {
            verb: self.verb.clone(),
            url_template: self.url_template.clone(),
            display_name: self.display_name.clone(),
            slug: self.slug.clone(),
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
            ..OperationInput::default()
        });
        let mut complaints = checks.into_fields();
        complaints.extend(rules::check_operation(&input));
        if complaints.is_empty() { Ok(input) } else { Err(in_form_order(complaints, &self.to_pairs())) }
    }
}

fn count(checks: &mut Checks, group: &str, rows: usize) {
    if rows > ROWS {
        checks.complain(group, Message::TooMany { most: ROWS });
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
        ..Parameter::default()
    }
}

fn representation(draft: &RepresentationDraft) -> Representation {
    Representation {
        content_type: draft.content_type.trim().to_owned(),
        sample: draft.sample.clone(),
        schema: draft.schema.clone(),
        ..Representation::default()
    }
}

fn response(checks: &mut Checks, row: &str, draft: &ResponseDraft) -> ResponseSpec {
    count(checks, &format!("{row}.headers"), draft.headers.len());
    count(checks, &format!("{row}.representations"), draft.representations.len());
    let status = match draft.status.trim() {
        "" => Err(Message::Required),
        status => status.parse::<StatusKey>(),
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
                ..ResponseHeader::default()
            })
            .collect(),
        representations: draft.representations.iter().map(representation).collect(),
        ..ResponseSpec::default()
    }
}

fn one_of(words: &[&str]) -> Message {
    Message::NotOneOf { allowed: words.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::draft::Edit;

    fn rrs() -> OperationDraft {
        OperationDraft {
            verb: "POST".into(),
            display_name: "RRS Execute".into(),
            url_template: "/workspaces/{workspace}/execute?api-version={apiversion}".into(),
            ..OperationDraft::new()
        }
    }

    fn complaints(draft: &mut OperationDraft) -> Vec<(String, Message)> {
        draft.check().unwrap_err().into_iter().map(|error| (error.field, error.message)).collect()
    }

    #[test]
    fn a_template_is_enough_for_its_parameters() {
        let input = rrs().check().unwrap();
        let parameters: Vec<_> = input.parameters.iter().map(|p| (p.name.as_str(), p.location, p.required)).collect();
        assert_eq!(parameters, [("workspace", Location::Path, true), ("apiversion", Location::Query, true)]);
    }

    #[test]
    fn words_that_a_form_does_not_offer_are_told_and_kept() {
        let mut draft = rrs();
        draft.edit(Edit::AddResponse);
        "abc".clone_into(&mut draft.responses[0].status);
        draft.edit(Edit::AddHeader);
        let header = &mut draft.parameters[0];
        "X-Trace".clone_into(&mut header.name);
        "uuid".clone_into(&mut header.kind);
        "body".clone_into(&mut header.location);
        let one_of = |allowed: &str| Message::NotOneOf { allowed: allowed.to_owned() };
        assert_eq!(
            complaints(&mut draft),
            [
                ("parameters.2.in".to_owned(), one_of("path, query, header, cookie")),
                ("parameters.2.type".to_owned(), one_of("string, integer, number, boolean, array, object")),
                ("responses.0.status".to_owned(), Message::NotAStatus),
            ]
        );
        assert_eq!(draft.responses[0].status, "abc");
    }

    #[test]
    fn complaints_count_the_rows_as_the_form_comes_back() {
        let mut draft = rrs();
        for status in ["404", "200", "404"] {
            draft.edit(Edit::AddResponse);
            status.clone_into(&mut draft.responses.last_mut().unwrap().status);
        }
        assert_eq!(complaints(&mut draft), [("responses.2.status".to_owned(), Message::Taken)]);
        let statuses: Vec<_> = draft.responses.iter().map(|response| response.status.as_str()).collect();
        assert_eq!(statuses, ["200", "404", "404"]);
    }

    #[test]
    fn rows_beyond_what_fits_are_told_and_not_dropped_in_silence() {
        let pairs: Vec<_> =
            (0..ROWS + 5).map(|at| (format!("bodies.{at}.content_type"), format!("text/x-{at}"))).collect();
        let mut draft = OperationDraft { bodies: OperationDraft::from_pairs(&pairs).bodies, ..rrs() };
        assert_eq!(complaints(&mut draft), [("bodies".to_owned(), Message::TooMany { most: ROWS })]);
    }

    #[test]
    fn allowed_values_stand_one_a_line() {
        let mut draft = rrs();
        sync_with_template(&mut draft);
        "2.0\n\n 1.0, beta \n".clone_into(&mut draft.parameters[1].allowed);
        assert_eq!(draft.check().unwrap().parameters[1].allowed, ["2.0", "1.0, beta"]);
    }
}
