//! What the form of an environment holds before it is accepted: raw text, so that nothing typed is lost.
//!
//! A draft goes from the form's pairs to the page and back on the server and in the browser alike, so that rows come and
//! go the same way with and without JavaScript. A private value goes one way only: a page that comes back says that it
//! has to be typed again.

use std::fmt;

use super::model::{Environment, EnvironmentInput, Variable, VariableInput};
use super::rules::{self, VALUE_MOST, VARIABLES};
use crate::kernel::{Checks, FieldError, Message, RowEdit};

/// A form's names and values, in the order of the form.
pub type Pairs = Vec<(String, String)>;

/// The form of an environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnvironmentDraft {
    /// The environment's name.
    pub name: String,
    /// The revision that the form was filled from.
    pub revision: String,
    /// The variables' rows.
    pub rows: Vec<VariableDraft>,
}

/// The row of a variable.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct VariableDraft {
    /// The number that the names of its fields carry.
    pub number: u16,
    /// The variable's id; empty for a new one.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its value; empty for the private one that is kept.
    pub value: String,
    /// Whether its value is private.
    pub is_private: bool,
    /// Whether the private value that is kept is to be cleared.
    pub clears: bool,
    /// Whether a private value is kept on the server. No part of the form.
    pub is_kept: bool,
    /// Whether a private value had been typed here and did not come back.
    pub is_lost: bool,
}

/// Without the value, which may be private.
impl fmt::Debug for VariableDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VariableDraft").field("number", &self.number).field("name", &self.name).finish_non_exhaustive()
    }
}

impl VariableDraft {
    /// The name of its field `field` in the form and in complaints.
    #[must_use]
    pub fn field(&self, field: &str) -> String {
        field_of(self.number, field)
    }

    fn is_blank(&self) -> bool {
        self.id.is_empty() && self.name.trim().is_empty() && self.value.is_empty() && !self.is_lost
    }

    fn set(&mut self, field: &str, value: &str) {
        match field {
            "id" => value.clone_into(&mut self.id),
            "name" => value.clone_into(&mut self.name),
            "value" => value.clone_into(&mut self.value),
            "private" => self.is_private = true,
            "clear" => self.clears = true,
            "lost" => self.is_lost = true,
            _ => {}
        }
    }
}

/// The name of the field `field` of the row `number`.
#[must_use]
pub fn field_of(number: u16, field: &str) -> String {
    format!("variables.{number}.{field}")
}

impl EnvironmentDraft {
    /// The draft that a form was submitted with. One row more than fits is kept, so that the surplus can be told.
    #[must_use]
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let mut draft = Self::default();
        for (name, value) in pairs {
            let mut parts = name.splitn(3, '.');
            match (parts.next(), parts.next().map(str::parse), parts.next()) {
                (Some("name"), None, _) => value.clone_into(&mut draft.name),
                (Some("revision"), None, _) => value.clone_into(&mut draft.revision),
                (Some("variables"), Some(Ok(number)), Some(field)) => {
                    if let Some(row) = draft.row(number) {
                        row.set(field, value);
                    }
                }
                _ => {}
            }
        }
        draft
    }

    fn row(&mut self, number: u16) -> Option<&mut VariableDraft> {
        let position = self.rows.iter().rposition(|row| row.number == number).or_else(|| {
            (self.rows.len() <= VARIABLES).then(|| {
                self.rows.push(VariableDraft { number, ..VariableDraft::default() });
                self.rows.len() - 1
            })
        })?;
        self.rows.get_mut(position)
    }

    /// The pairs that a form with this in it submits, but for private values: of those it says that they are lost.
    #[must_use]
    pub fn to_pairs(&self) -> Pairs {
        let mut pairs = vec![("name".to_owned(), self.name.clone()), ("revision".to_owned(), self.revision.clone())];
        for row in &self.rows {
            let mut push = |field: &str, value: &str| pairs.push((row.field(field), value.to_owned()));
            push("id", &row.id);
            push("name", &row.name);
            push("value", if row.is_private { "" } else { &row.value });
            for (field, is_ticked) in [
                ("private", row.is_private),
                ("clear", row.clears),
                ("lost", row.is_lost || row.is_private && !row.value.is_empty()),
            ] {
                if is_ticked {
                    push(field, "on");
                }
            }
        }
        pairs
    }

    /// Notes which rows have a private value on the server, as `saved` says.
    #[must_use]
    pub fn recall(mut self, saved: &Environment) -> Self {
        for row in &mut self.rows {
            let known = saved.variables.iter().find(|known| known.id == row.id);
            row.is_kept = known.is_some_and(|known| known.value.is_none());
        }
        self
    }

    /// Carries out `edit`. A full form takes no more rows.
    pub fn edit(&mut self, edit: RowEdit) {
        edit.apply(
            &mut self.rows,
            VARIABLES,
            |row| row.number,
            |number| VariableDraft { number, ..VariableDraft::default() },
        );
    }

    /// What is to be saved. Rows that nobody has been at are left out.
    ///
    /// # Errors
    /// The complaints about fields, in the order of the form.
    pub fn check(&self) -> Result<EnvironmentInput, Vec<FieldError>> {
        let mut checks = Checks::new();
        let name = self.name.trim();
        rules::check_name(name, &mut checks);
        let rows: Vec<&VariableDraft> = self.rows.iter().filter(|row| !row.is_blank()).collect();
        if rows.len() > VARIABLES {
            checks.complain("variables", Message::TooMany { most: VARIABLES });
        }
        let mut variables: Vec<VariableInput> = Vec::new();
        for row in rows {
            let name = row.name.trim();
            let is_taken = variables.iter().any(|other| other.name == name);
            let checked = rules::check_variable_name(name);
            checks.take(row.field("name"), checked.and(if is_taken { Err(Message::Taken) } else { Ok(()) }));
            if row.value.len() > VALUE_MOST {
                checks.complain(row.field("value"), Message::TooLong { most: VALUE_MOST });
            } else if row.is_lost && row.value.is_empty() {
                checks.complain(row.field("value"), Message::TypeAgain);
            }
            variables.push(VariableInput {
                row: row.number,
                id: row.id.clone(),
                name: name.to_owned(),
                is_private: row.is_private,
                value: row.value.clone(),
                clears: row.clears,
            });
        }
        let complaints = checks.into_fields();
        if complaints.is_empty() { Ok(EnvironmentInput { name: name.to_owned(), variables }) } else { Err(complaints) }
    }

    /// The revision that the form was filled from. One that is not a number was never given out.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision.parse().unwrap_or(i64::MIN)
    }
}

impl From<&Environment> for EnvironmentDraft {
    /// The environment, with an empty row when it has no variables yet.
    fn from(environment: &Environment) -> Self {
        let row = |(number, variable): (u16, &Variable)| VariableDraft {
            number,
            id: variable.id.clone(),
            name: variable.name.clone(),
            value: if variable.is_private { String::new() } else { variable.value.clone().unwrap_or_default() },
            is_private: variable.is_private,
            is_kept: variable.value.is_none(),
            ..VariableDraft::default()
        };
        let mut draft = Self {
            name: environment.name.clone(),
            revision: environment.revision.to_string(),
            rows: (0..).zip(&environment.variables).map(row).collect(),
        };
        if draft.rows.is_empty() {
            draft.edit(RowEdit::Add);
        }
        draft
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(number: u16, name: &str, value: &str) -> VariableDraft {
        VariableDraft { number, name: name.to_owned(), value: value.to_owned(), ..VariableDraft::default() }
    }

    fn draft(rows: Vec<VariableDraft>) -> EnvironmentDraft {
        EnvironmentDraft { name: " Test ".to_owned(), revision: "1".to_owned(), rows }
    }

    #[test]
    fn complaints_name_the_rows_and_come_all_at_once() {
        let long = "x".repeat(VALUE_MOST + 1);
        let lost = VariableDraft { is_private: true, is_lost: true, ..row(9, "c", "") };
        let rows = vec![row(0, "a", &long), row(1, "", ""), row(3, "a", ""), row(4, "", "1"), row(5, "a b", ""), lost];
        let complaints = draft(rows).check().unwrap_err();
        let complaints: Vec<_> = complaints.iter().map(|error| (error.field.as_str(), &error.message)).collect();
        assert_eq!(
            complaints,
            [
                ("variables.0.value", &Message::TooLong { most: VALUE_MOST }),
                ("variables.3.name", &Message::Taken),
                ("variables.4.name", &Message::Required),
                ("variables.5.name", &Message::NotAVariableName),
                ("variables.9.value", &Message::TypeAgain),
            ]
        );
        let many = (0..101).map(|number| row(number, &format!("v{number}"), "")).collect();
        assert_eq!(draft(many).check().unwrap_err()[0].message, Message::TooMany { most: VARIABLES });
    }

    #[test]
    fn what_is_in_order_is_accepted_without_the_rows_that_nobody_has_been_at() {
        let input = draft(vec![row(7, " host ", " a "), row(8, "", "")]).check().unwrap();
        assert_eq!(input.name, "Test");
        let [host] = input.variables.as_slice() else { panic!("one is left") };
        assert_eq!((host.row, host.name.as_str(), host.value.as_str()), (7, "host", " a "));
    }

    #[test]
    fn a_full_form_takes_no_more_rows() {
        let mut full = draft(Vec::new());
        (0..200).for_each(|_| full.edit(RowEdit::Add));
        assert_eq!(full.rows.len(), VARIABLES);
        full.edit(RowEdit::Remove(5));
        full.edit(RowEdit::Add);
        assert_eq!(full.rows.last().map(|row| row.number), Some(100));
    }

    #[test]
    fn a_private_value_does_not_come_back_and_says_so() {
        let typed = VariableDraft { is_private: true, ..row(0, "key", "hunter2") };
        let pairs = draft(vec![typed]).to_pairs();
        assert!(pairs.iter().all(|(_, value)| !value.contains("hunter2")));
        let [back] = EnvironmentDraft::from_pairs(&pairs).rows.try_into().unwrap();
        assert!(back.is_lost && back.is_private && back.value.is_empty());
    }

    proptest! {
        #[test]
        fn a_draft_survives_its_form(
            name in ".{0,8}",
            rows in proptest::collection::vec(("\\PC{0,8}", "\\PC{0,8}", "[a-f0-9]{0,4}", any::<bool>(), any::<bool>()), 0..8),
        ) {
            let rows = (0..).step_by(3).zip(rows).map(|(number, (name, value, id, is_private, clears))| VariableDraft {
                number,
                id,
                name,
                value: if is_private { String::new() } else { value },
                is_private,
                clears,
                ..VariableDraft::default()
            });
            let draft = EnvironmentDraft { name, revision: "3".to_owned(), rows: rows.collect() };
            prop_assert_eq!(EnvironmentDraft::from_pairs(&draft.to_pairs()), draft);
        }
    }
}
