//! The rows of an operation's form while it is edited in the browser.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::edit_button::edit_button_id;
use crate::catalog::draft::{Edit, OperationDraft, sync_with_template};
use crate::kernel::{FieldError, Message};
use crate::ui::browser;
use crate::ui::field::field_id;

/// Which rows the form has and what was wrong with it when it came back.
///
/// What is typed stays in the form's controls. A change of rows reads them all, as the server does when the form is
/// submitted, changes that draft by the same code, and shows it; rows that did not change keep their elements.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    /// The form as of the last change of rows.
    pub(super) draft: RwSignal<OperationDraft>,
    /// The form's element.
    pub(super) form: NodeRef<html::Form>,
    complaints: RwSignal<Vec<FieldError>>,
}

impl Editor {
    pub(super) fn new(draft: OperationDraft, complaints: Vec<FieldError>) -> Self {
        Self { draft: RwSignal::new(draft), form: NodeRef::new(), complaints: RwSignal::new(complaints) }
    }

    /// What was wrong with the field `name`.
    pub(super) fn complaint(self, name: &str) -> Signal<Option<Message>> {
        let name = name.to_owned();
        Signal::derive(move || {
            self.complaints.with(|complaints| {
                complaints.iter().find(|complaint| complaint.field == name).map(|complaint| complaint.message.clone())
            })
        })
    }

    /// Brings the parameters in line with the URL template as it stands.
    pub(super) fn follow_template(self) {
        self.change(sync_with_template);
    }

    /// Carries out the change of rows that the pressed button asks for, and lets every other button submit the form.
    pub(super) fn submitted(self, event: &SubmitEvent) {
        let Some(edit) = browser::submitter_value(event).and_then(|action| action.parse::<Edit>().ok()) else { return };
        event.prevent_default();
        if let Some(gone) = edit.removes() {
            self.complaints.update(|complaints| complaints.retain(|complaint| !complaint.field.starts_with(&gone)));
        }
        self.change(|draft| {
            sync_with_template(draft);
            draft.edit(edit);
        });
        let focus = self.draft.with_untracked(|draft| focus_after(draft, edit));
        // Once the new row is there.
        request_animation_frame(move || browser::focus(&focus));
    }

    fn change(self, change: impl FnOnce(&mut OperationDraft)) {
        let Some(form) = self.form.get_untracked() else { return };
        let mut draft = OperationDraft::from_pairs(&browser::form_pairs(&form));
        change(&mut draft);
        self.draft.set(draft);
    }
}

/// The id of what the keyboard goes on with: the first field of an added row, the button that adds after a removal.
fn focus_after(draft: &OperationDraft, edit: Edit) -> String {
    let added = |row: Option<String>| row.map_or_else(|| edit_button_id(edit), |name| field_id(&name));
    let response = |number| draft.responses.iter().find(|response| response.number == number);
    match edit {
        Edit::AddParameter | Edit::AddHeader => {
            added(draft.parameters.last().map(|row| format!("parameters.{}.name", row.number)))
        }
        Edit::AddBody => added(draft.bodies.last().map(|row| format!("bodies.{}.content_type", row.number))),
        Edit::AddResponse => added(draft.responses.last().map(|row| format!("responses.{}.status", row.number))),
        Edit::AddResponseHeader(number) => added(
            response(number)
                .and_then(|response| response.headers.last())
                .map(|row| format!("responses.{number}.headers.{}.name", row.number)),
        ),
        Edit::AddRepresentation(number) => added(
            response(number)
                .and_then(|response| response.representations.last())
                .map(|row| format!("responses.{number}.representations.{}.content_type", row.number)),
        ),
        Edit::RemoveParameter(_) => edit_button_id(Edit::AddParameter),
        Edit::RemoveBody(_) => edit_button_id(Edit::AddBody),
        Edit::RemoveResponse(_) => edit_button_id(Edit::AddResponse),
        Edit::RemoveResponseHeader(number, _) => edit_button_id(Edit::AddResponseHeader(number)),
        Edit::RemoveRepresentation(number, _) => edit_button_id(Edit::AddRepresentation(number)),
    }
}
