//! What the form of a policy holds before it is accepted: raw text, so that nothing typed is lost.

mod fields;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use fields::{Control, Field, fields};

use super::model::{Kind, Placed, Section};
use super::rules;
use crate::kernel::{Checks, FieldError};

/// A form's names and values, in the order of the form.
pub type Pairs = Vec<(String, String)>;

/// The form of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyDraft {
    /// Which policy it is.
    pub kind: Kind,
    /// In which section it is to stand.
    pub section: Section,
    /// The revision of the scope's policies that the form was filled from.
    pub revision: String,
    /// What stands in the fields, each once.
    pub values: Pairs,
}

impl PolicyDraft {
    /// An empty form, with what is usual in it.
    #[must_use]
    pub fn fresh(kind: Kind, section: Section, revision: i64) -> Self {
        let values = fields(kind).iter().map(|field| (field.name.to_owned(), field.usual.to_owned())).collect();
        Self { kind, section, revision: revision.to_string(), values }
    }

    /// The draft that a form was submitted with; `None` when it does not say for which policy it is.
    #[must_use]
    pub fn from_pairs(pairs: &[(String, String)]) -> Option<Self> {
        let value = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let kind = Kind::parse(value("kind")?)?;
        let section = Section::parse(value("section")?)?;
        let values = fields(kind)
            .iter()
            // Browsers send line breaks as CR LF (WHATWG HTML 4.10.21.8).
            .map(|field| (field.name.to_owned(), value(field.name).unwrap_or_default().replace("\r\n", "\n")))
            .collect();
        Some(Self { kind, section, revision: value("revision").unwrap_or_default().to_owned(), values })
    }

    /// The pairs that a form with this in it submits.
    #[must_use]
    pub fn to_pairs(&self) -> Pairs {
        let mut pairs = vec![
            ("kind".to_owned(), self.kind.as_str().to_owned()),
            ("section".to_owned(), self.section.as_str().to_owned()),
            ("revision".to_owned(), self.revision.clone()),
        ];
        let is_sent = |(name, value): &&(String, String)| {
            let is_tick = fields(self.kind).iter().any(|field| field.name == name && field.control == Control::Tick);
            !is_tick || !value.is_empty()
        };
        pairs.extend(self.values.iter().filter(is_sent).cloned());
        pairs
    }

    /// What stands in a field; empty where there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The revision that the form was filled from. One that is not a number was never given out.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision.parse().unwrap_or(i64::MIN)
    }

    /// The policy in its place, without an id.
    ///
    /// # Errors
    /// The complaints about fields, one each, in the order of the form.
    pub fn check(&self) -> Result<Placed, Vec<FieldError>> {
        let mut checks = Checks::new();
        let policy = read::policy(self, &mut checks);
        let placed = Placed { id: String::new(), section: self.section, policy };
        for error in rules::check(&placed) {
            if !checks.has(&error.field) {
                checks.complain(error.field, error.message);
            }
        }
        let mut complaints = checks.into_fields();
        let place = |error: &FieldError| fields(self.kind).iter().position(|field| field.name == error.field);
        complaints.sort_by_key(place);
        if complaints.is_empty() { Ok(placed) } else { Err(complaints) }
    }

    /// The form of a policy that is there, as it was read at `revision`.
    #[must_use]
    pub fn of(placed: &Placed, revision: i64) -> Self {
        let mut draft = Self {
            kind: placed.policy.kind(),
            section: placed.section,
            revision: revision.to_string(),
            values: Vec::new(),
        };
        let written = write::policy(&placed.policy);
        let value =
            |field: &Field| written.iter().find(|(name, _)| *name == field.name).map(|(_, value)| value.clone());
        draft.values =
            fields(draft.kind).iter().map(|field| (field.name.to_owned(), value(field).unwrap_or_default())).collect();
        draft
    }
}
