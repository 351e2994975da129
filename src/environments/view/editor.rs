//! The rows of an environment's form while it is edited in the browser.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use crate::environments::draft::{EnvironmentDraft, VariableDraft};
use crate::kernel::{ApiError, FieldError, Message, RowEdit};
use crate::ui::browser;
use crate::ui::field::field_id;

/// Which rows the form has and what was wrong with it when it came back. What is typed stays in the form's controls.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    /// The rows as of the last change.
    pub(super) rows: RwSignal<Vec<VariableDraft>>,
    /// The form's element.
    pub(super) form: NodeRef<html::Form>,
    complaints: StoredValue<Vec<FieldError>>,
}

impl Editor {
    pub(super) fn new(rows: Vec<VariableDraft>, complaints: Vec<FieldError>) -> Self {
        Self { rows: RwSignal::new(rows), form: NodeRef::new(), complaints: StoredValue::new(complaints) }
    }

    /// What was wrong with the field `name`.
    pub(super) fn complaint(self, name: &str) -> Signal<Option<Message>> {
        Signal::stored(self.complaints.with_value(|complaints| {
            complaints.iter().find(|complaint| complaint.field == name).map(|complaint| complaint.message.clone())
        }))
    }

    /// Carries out the change of rows that the pressed button asks for, and lets every other button submit the form.
    pub(super) fn submitted(self, event: &SubmitEvent) {
        let Some(edit) = browser::submitter_value(event).and_then(|action| action.parse::<RowEdit>().ok()) else {
            return;
        };
        let Some(form) = self.form.get_untracked() else { return };
        event.prevent_default();
        let mut draft = EnvironmentDraft::from_pairs(&browser::form_pairs(&form));
        draft.edit(edit);
        let focus = match (edit, draft.rows.last()) {
            (RowEdit::Add, Some(row)) => field_id(&row.field("name")),
            _ => button_id(RowEdit::Add),
        };
        self.rows.set(draft.rows);
        // Once the new row is there.
        request_animation_frame(move || browser::focus(&focus));
    }
}

/// What is wrong with a form of `rows` that came back with `error`: also that private values are to be typed again.
pub(super) fn complaints_of(error: Option<&ApiError>, rows: &[VariableDraft]) -> Vec<FieldError> {
    let mut complaints = match error {
        Some(ApiError::Invalid { fields }) => fields.clone(),
        _ => Vec::new(),
    };
    for row in rows.iter().filter(|row| row.is_lost) {
        let field = row.field("value");
        if !complaints.iter().any(|complaint| complaint.field == field) {
            complaints.push(FieldError { field, message: Message::TypeAgain });
        }
    }
    complaints
}

/// The id of the button that asks for `edit`.
pub(super) fn button_id(edit: RowEdit) -> String {
    edit.to_string().replace('.', "-")
}
