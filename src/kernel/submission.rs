//! A form that came back: what was typed and why it was not accepted.

use serde::{Deserialize, Serialize};

use super::{ApiError, FieldError, Message};

/// What the last submission of the page's form held and what was wrong with it; empty on a fresh page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The form's pairs as they were sent, without passwords.
    pub values: Vec<(String, String)>,
    /// Why it was not accepted.
    pub error: Option<ApiError>,
}

impl Submission {
    /// Whether this page answers a form at all.
    #[must_use]
    pub fn is_some(&self) -> bool {
        self.error.is_some()
    }

    /// What was typed into `field`.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&str> {
        self.values.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// What the form shows: the draft of what is `saved`, or the one that `typed` makes of what was typed when the form came
    /// back. After a conflict `told` gives that one the saved one's revision: told of it, whoever saves again means to.
    pub fn shown<D>(&self, saved: D, typed: impl FnOnce(&[(String, String)]) -> D, told: impl FnOnce(D, D) -> D) -> D {
        if self.values.is_empty() {
            return saved;
        }
        let typed = typed(&self.values);
        match self.error {
            Some(ApiError::Conflict) => told(typed, saved),
            _ => typed,
        }
    }

    /// The complaints about single fields.
    #[must_use]
    pub fn fields(&self) -> &[FieldError] {
        match &self.error {
            Some(ApiError::Invalid { fields }) => fields,
            _ => &[],
        }
    }

    /// The complaint about `field`.
    #[must_use]
    pub fn complaint(&self, field: &str) -> Option<Message> {
        self.fields().iter().find(|error| error.field == field).map(|error| error.message.clone())
    }
}

/// No change of a form's rows has this text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a change of a form's rows")]
pub struct EditError;
