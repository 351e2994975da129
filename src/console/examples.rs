//! Calls that somebody saved under a name.

use serde::{Deserialize, Serialize};

use super::kept::KeptRequest;
use super::model::ConsoleRequest;
use crate::kernel::ids::ExampleId;
use crate::kernel::{ApiError, Checks};

/// How many examples a person may have.
pub const MOST: usize = 100;
/// How long a name may be, in characters.
pub const NAME: usize = 100;

/// An example as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExampleSummary {
    /// Its id, which nobody can guess.
    pub id: ExampleId,
    /// What it is called.
    pub name: String,
    /// Whether everybody who sees the operation is offered it.
    pub pinned: bool,
    /// Whether the reader may delete it.
    pub deletable: bool,
}

/// An example, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// What it is called.
    pub name: String,
    /// The call.
    pub kept: KeptRequest,
}

/// An example to be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewExample {
    /// What it is to be called.
    pub name: String,
    /// Whether everybody who sees the operation is to be offered it; for administrators only.
    #[serde(default)]
    pub pinned: bool,
    /// The call. Its secrets are left out by the server, whatever the browser did.
    pub request: ConsoleRequest,
}

/// Checks what somebody called an example.
///
/// # Errors
/// `Invalid` with what is wrong at `name`.
pub fn check_name(name: &str) -> Result<(), ApiError> {
    let mut checks = Checks::new();
    checks.text("name", name, NAME);
    checks.one_line("name", name);
    checks.finish()
}
