//! Adding and removing rows of an operation's form: in place in the browser, by a submit button without JavaScript.

use std::fmt;
use std::str::FromStr;

use super::operation::OperationDraft;
use super::rows::{HeaderDraft, ParameterDraft, RepresentationDraft, ResponseDraft};
use crate::catalog::model::Location;
use crate::catalog::rules::ROWS;
use crate::kernel::EditError;

/// The status codes that new responses propose, one after the other (RFC 9110 section 15).
const COMMON_STATUSES: [u16; 12] = [200, 201, 202, 204, 400, 401, 403, 404, 409, 422, 429, 500];

/// One change of the form's rows. Its text is the value of the button that asks for it; the numbers are those that the
/// rows' field names carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Adds a query parameter.
    AddParameter,
    /// Adds a request header.
    AddHeader,
    /// Removes a parameter or a request header.
    RemoveParameter(u16),
    /// Adds a content type of the request body.
    AddBody,
    /// Removes a content type of the request body.
    RemoveBody(u16),
    /// Adds a response.
    AddResponse,
    /// Removes a response.
    RemoveResponse(u16),
    /// Adds a header to a response.
    AddResponseHeader(u16),
    /// Removes a response's header.
    RemoveResponseHeader(u16, u16),
    /// Adds a content type to a response.
    AddRepresentation(u16),
    /// Removes a response's content type.
    RemoveRepresentation(u16, u16),
}

impl Edit {
    /// The beginning of the names of the fields that go with it; `None` when nothing goes.
    #[must_use]
    pub fn removes(self) -> Option<String> {
        match self {
            Self::RemoveParameter(row) => Some(format!("parameters.{row}.")),
            Self::RemoveBody(row) => Some(format!("bodies.{row}.")),
            Self::RemoveResponse(row) => Some(format!("responses.{row}.")),
            Self::RemoveResponseHeader(response, row) => Some(format!("responses.{response}.headers.{row}.")),
            Self::RemoveRepresentation(response, row) => Some(format!("responses.{response}.representations.{row}.")),
            _ => None,
        }
    }
}

impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AddParameter => f.write_str("add-parameter"),
            Self::AddHeader => f.write_str("add-header"),
            Self::RemoveParameter(row) => write!(f, "remove-parameter.{row}"),
            Self::AddBody => f.write_str("add-body"),
            Self::RemoveBody(row) => write!(f, "remove-body.{row}"),
            Self::AddResponse => f.write_str("add-response"),
            Self::RemoveResponse(row) => write!(f, "remove-response.{row}"),
            Self::AddResponseHeader(response) => write!(f, "add-response-header.{response}"),
            Self::RemoveResponseHeader(response, row) => write!(f, "remove-response-header.{response}.{row}"),
            Self::AddRepresentation(response) => write!(f, "add-representation.{response}"),
            Self::RemoveRepresentation(response, row) => write!(f, "remove-representation.{response}.{row}"),
        }
    }
}

impl FromStr for Edit {
    type Err = EditError;

    fn from_str(text: &str) -> Result<Self, EditError> {
        let mut parts = text.split('.');
        let what = parts.next().unwrap_or_default();
        let numbers: Vec<u16> = parts.map(str::parse).collect::<Result<_, _>>().map_err(|_| EditError)?;
        Ok(match (what, numbers.as_slice()) {
            ("add-parameter", []) => Self::AddParameter,
            ("add-header", []) => Self::AddHeader,
            ("remove-parameter", [row]) => Self::RemoveParameter(*row),
            ("add-body", []) => Self::AddBody,
            ("remove-body", [row]) => Self::RemoveBody(*row),
            ("add-response", []) => Self::AddResponse,
            ("remove-response", [row]) => Self::RemoveResponse(*row),
            ("add-response-header", [response]) => Self::AddResponseHeader(*response),
            ("remove-response-header", [response, row]) => Self::RemoveResponseHeader(*response, *row),
            ("add-representation", [response]) => Self::AddRepresentation(*response),
            ("remove-representation", [response, row]) => Self::RemoveRepresentation(*response, *row),
            _ => return Err(EditError),
        })
    }
}

impl OperationDraft {
    /// Carries out `edit`. Rows that are not there are not removed; a full group takes no more.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::AddParameter => self.add_parameter(Location::Query),
            Edit::AddHeader => self.add_parameter(Location::Header),
            Edit::RemoveParameter(row) => self.parameters.retain(|parameter| parameter.number != row),
            Edit::AddBody => add_representation(&mut self.bodies),
            Edit::RemoveBody(row) => self.bodies.retain(|body| body.number != row),
            Edit::AddResponse => self.add_response(),
            Edit::RemoveResponse(row) => self.responses.retain(|response| response.number != row),
            Edit::AddResponseHeader(response) => self.with_response(response, |response| {
                if let Some(number) = free(response.headers.iter().map(|header| header.number)) {
                    response.headers.push(HeaderDraft { number, ..HeaderDraft::default() });
                }
            }),
            Edit::RemoveResponseHeader(response, row) => {
                self.with_response(response, |response| response.headers.retain(|header| header.number != row));
            }
            Edit::AddRepresentation(response) => {
                self.with_response(response, |response| add_representation(&mut response.representations));
            }
            Edit::RemoveRepresentation(response, row) => {
                self.with_response(response, |response| response.representations.retain(|body| body.number != row));
            }
        }
    }

    fn add_parameter(&mut self, location: Location) {
        if let Some(number) = free(self.parameters.iter().map(|parameter| parameter.number)) {
            self.parameters.push(ParameterDraft::added(number, location));
        }
    }

    fn add_response(&mut self) {
        let proposed = COMMON_STATUSES
            .iter()
            .map(u16::to_string)
            .find(|status| self.responses.iter().all(|response| response.status.trim() != status));
        if let Some(number) = free(self.responses.iter().map(|response| response.number)) {
            self.responses.push(ResponseDraft {
                number,
                status: proposed.unwrap_or_default(),
                ..ResponseDraft::default()
            });
        }
    }

    fn with_response(&mut self, number: u16, change: impl FnOnce(&mut ResponseDraft)) {
        if let Some(response) = self.responses.iter_mut().find(|response| response.number == number) {
            change(response);
        }
    }
}

fn add_representation(rows: &mut Vec<RepresentationDraft>) {
    if let Some(number) = free(rows.iter().map(|row| row.number)) {
        // Two rows of one content type are refused, so that only the first one can be proposed.
        let content_type = if rows.is_empty() { "application/json".to_owned() } else { String::new() };
        rows.push(RepresentationDraft { number, content_type, ..RepresentationDraft::default() });
    }
}

/// A number that no row of a group has yet, above all others; `None` when the group is full.
pub(super) fn free(taken: impl Iterator<Item = u16>) -> Option<u16> {
    let (count, largest) = taken.fold((0, None), |(count, largest), number| (count + 1, largest.max(Some(number))));
    if count >= ROWS { None } else { largest.map_or(Some(0), |largest: u16| largest.checked_add(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_asks_for_what_it_says() {
        for edit in [
            Edit::AddParameter,
            Edit::AddHeader,
            Edit::RemoveParameter(2),
            Edit::AddBody,
            Edit::RemoveBody(0),
            Edit::AddResponse,
            Edit::RemoveResponse(65_535),
            Edit::AddResponseHeader(1),
            Edit::RemoveResponseHeader(1, 2),
            Edit::AddRepresentation(3),
            Edit::RemoveRepresentation(3, 4),
        ] {
            assert_eq!(edit.to_string().parse(), Ok(edit));
        }
        for text in ["", "save", "add-parameter.1", "remove-parameter", "remove-parameter.-1", "remove-parameter.65536"]
        {
            assert_eq!(text.parse::<Edit>(), Err(EditError), "{text}");
        }
    }

    #[test]
    fn new_responses_propose_200_first_and_then_what_is_missing() {
        let mut draft = OperationDraft::new();
        for _ in 0..3 {
            draft.edit(Edit::AddResponse);
        }
        let statuses = |draft: &OperationDraft| draft.responses.iter().map(|r| r.status.clone()).collect::<Vec<_>>();
        assert_eq!(statuses(&draft), ["200", "201", "202"]);
        draft.edit(Edit::RemoveResponse(0));
        draft.edit(Edit::AddResponse);
        assert_eq!(statuses(&draft), ["201", "202", "200"]);
    }

    #[test]
    fn rows_keep_their_numbers_when_others_go() {
        let mut draft = OperationDraft::new();
        for edit in [Edit::AddResponse, Edit::AddResponse, Edit::AddRepresentation(1), Edit::AddRepresentation(1)] {
            draft.edit(edit);
        }
        draft.edit(Edit::RemoveResponse(0));
        draft.edit(Edit::RemoveRepresentation(1, 0));
        draft.edit(Edit::AddResponseHeader(1));
        let [response] = draft.responses.as_slice() else { panic!("one response is left") };
        assert_eq!((response.number, response.representations[0].number, response.headers.len()), (1, 1, 1));
        draft.edit(Edit::RemoveResponseHeader(1, 0));
        draft.edit(Edit::AddResponseHeader(9));
        assert!(draft.responses[0].headers.is_empty());
    }

    #[test]
    fn a_full_group_takes_no_more() {
        let mut draft = OperationDraft::new();
        for _ in 0..=ROWS {
            draft.edit(Edit::AddHeader);
        }
        assert_eq!(draft.parameters.len(), ROWS);
    }
}
