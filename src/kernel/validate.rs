//! Collecting what is wrong with a form's fields, all of it at once.

use super::{ApiError, FieldError, Message};

/// The complaints about one input, in the order in which the fields were checked.
#[derive(Debug, Default)]
pub struct Checks {
    fields: Vec<FieldError>,
}

impl Checks {
    /// No complaint yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes `message` at `field`.
    pub fn complain(&mut self, field: impl Into<String>, message: Message) {
        self.fields.push(FieldError { field: field.into(), message });
    }

    /// Notes the error of `result` at `field`; otherwise returns its value.
    pub fn take<T>(&mut self, field: impl Into<String>, result: Result<T, Message>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(message) => {
                self.complain(field, message);
                None
            }
        }
    }

    /// Checks that `value` holds something besides white space and at most `most` characters.
    pub fn text(&mut self, field: &str, value: &str, most: usize) {
        if value.trim().is_empty() {
            self.complain(field, Message::Required);
        } else {
            self.optional_text(field, value, most);
        }
    }

    /// Checks that `value` holds at most `most` characters.
    pub fn optional_text(&mut self, field: &str, value: &str, most: usize) {
        if value.chars().count() > most {
            self.complain(field, Message::TooLong { most });
        }
    }

    /// Checks that `value` is one line that reads as it is written: without control characters and without those that
    /// turn the direction of what follows (Unicode UAX 9, explicit formatting).
    pub fn one_line(&mut self, field: &str, value: &str) {
        let misleads =
            |letter: char| letter.is_control() || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if value.contains(misleads) && !self.has(field) {
            self.complain(field, Message::NotOneLine);
        }
    }

    /// Whether `field` has a complaint already.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.fields.iter().any(|error| error.field == field)
    }

    /// The complaints so far.
    #[must_use]
    pub fn into_fields(self) -> Vec<FieldError> {
        self.fields
    }

    /// `Ok` when nothing is wrong.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] with every complaint.
    pub fn finish(self) -> Result<(), ApiError> {
        if self.fields.is_empty() { Ok(()) } else { Err(ApiError::Invalid { fields: self.fields }) }
    }
}
