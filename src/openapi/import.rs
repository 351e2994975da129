//! What an import tells whoever asked for it.

use serde::{Deserialize, Serialize};

use super::model::Warning;
use crate::catalog::model::Change;

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The API's part of portal addresses, by which commands name it; empty for one that is not there yet.
    pub api: String,
    /// How many operations the document has.
    pub operations: usize,
    /// How many of them the API did not have.
    pub added: usize,
    /// How many of them are different.
    pub changed: usize,
    /// How many the API has no more.
    pub removed: usize,
    /// What could not be taken as it stands.
    pub warnings: Vec<Warning>,
    /// What is different, and what of it breaks clients.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// What an import is at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ImportStep {
    /// The document is read.
    #[default]
    Reading,
    /// Operations are written.
    Writing,
    /// It waits for somebody to say that it should be done.
    Preview,
    /// It is done.
    Done,
    /// It could not be done; nothing was changed.
    Failed,
    /// Somebody stopped it; nothing was changed.
    Cancelled,
}

/// How far an import is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportState {
    /// What it is at.
    pub step: ImportStep,
    /// How many operations are written.
    pub done: usize,
    /// How many there are.
    pub total: usize,
    /// Whether it is for an API that was there before.
    pub update: bool,
    /// What it does or did, once that is known.
    pub report: Option<Report>,
    /// Why it failed.
    pub message: String,
}

impl ImportState {
    /// Whether it is still at work.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        matches!(self.step, ImportStep::Reading | ImportStep::Writing)
    }
}
