//! A form that came back: what was typed and why it was not accepted.

use std::fmt;
use std::str::FromStr;

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

/// A change of the rows of a form with one kind of rows; its text is the value of the button that asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowEdit {
    /// Adds an empty row.
    Add,
    /// Removes the row with this number.
    Remove(u16),
}

impl RowEdit {
    /// Carries it out on `rows`, of which `number` tells the numbers. A form that has `most` rows takes no more.
    pub fn apply<R>(self, rows: &mut Vec<R>, most: usize, number: impl Fn(&R) -> u16, empty: impl FnOnce(u16) -> R) {
        match self {
            Self::Add => {
                let next = rows.iter().map(number).max().map_or(Some(0), |last| last.checked_add(1));
                if let Some(next) = next.filter(|_| rows.len() < most) {
                    rows.push(empty(next));
                }
            }
            Self::Remove(removed) => rows.retain(|row| number(row) != removed),
        }
    }
}

impl fmt::Display for RowEdit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Add => f.write_str("add-row"),
            Self::Remove(row) => write!(f, "remove-row.{row}"),
        }
    }
}

impl FromStr for RowEdit {
    type Err = EditError;

    fn from_str(text: &str) -> Result<Self, EditError> {
        match text.split_once('.') {
            None if text == "add-row" => Ok(Self::Add),
            Some(("remove-row", row)) => row.parse().map(Self::Remove).map_err(|_| EditError),
            _ => Err(EditError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_asks_for_what_it_says() {
        for edit in [RowEdit::Add, RowEdit::Remove(0), RowEdit::Remove(65_535)] {
            assert_eq!(edit.to_string().parse(), Ok(edit));
        }
        for text in ["", "save", "add-row.1", "remove-row", "remove-row.x", "remove-row.65536"] {
            assert_eq!(text.parse::<RowEdit>(), Err(EditError), "{text}");
        }
    }

    #[test]
    fn rows_come_with_numbers_that_no_other_has_until_there_are_enough() {
        let mut rows = vec![7];
        let mut change = |edit: RowEdit| edit.apply(&mut rows, 3, |row| *row, |number| number);
        for edit in [RowEdit::Add, RowEdit::Remove(7), RowEdit::Add, RowEdit::Add, RowEdit::Add] {
            change(edit);
        }
        assert_eq!(rows, [8, 9, 10]);
        let mut last = vec![u16::MAX];
        RowEdit::Add.apply(&mut last, 3, |row| *row, |number| number);
        assert_eq!(last, [u16::MAX], "there is no number behind it");
    }
}
