//! Why a document was not taken, or not yet.

use serde::{Deserialize, Serialize};

/// The field in which a form's page is told.
pub const REPORT: &str = "report";

/// What is to be said of a place in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Where it is: a JSON Pointer (RFC 6901) or a field of a recipe; empty for the whole document.
    pub place: String,
    /// What is said, in English as the document is written by programmers.
    pub text: String,
}

impl Remark {
    /// Says `text` of `place`.
    #[must_use]
    pub fn new(place: &str, text: &str) -> Self {
        Self { place: place.to_owned(), text: text.to_owned() }
    }
}

/// Why a document was not taken, or not yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// What cannot be run.
    pub refused: Vec<Remark>,
    /// The steps whose operation is none of the API's.
    pub missing: Vec<String>,
    /// The recipes that the API has already, by their names.
    pub taken: Vec<String>,
    /// Whether there is no workflow in it.
    pub is_empty: bool,
    /// What was read otherwise than it is written. With nothing else, it can be taken all the same.
    pub warnings: Vec<Remark>,
}

impl ImportReport {
    /// Refused for a single reason.
    #[must_use]
    pub fn refused(place: &str, text: &str) -> Self {
        Self { refused: vec![Remark::new(place, text)], ..Self::default() }
    }

    /// Whether nothing of it can be taken as it is.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.is_empty || !(self.refused.is_empty() && self.missing.is_empty() && self.taken.is_empty())
    }
}
