//! What the chosen environment does to a call.

use std::sync::Arc;

use crate::console::model::ConsoleRequest;
use crate::kernel::FieldError;
use crate::kernel::ids::EnvironmentId;

/// Puts the values of an environment into a call. Its code is loaded by those who can have one only, so that it is reached
/// through here and not by name.
#[derive(Clone)]
pub(super) struct Substitution {
    /// The environment.
    pub environment: EnvironmentId,
    /// The call with the values that are known here, marks for the others, and what is wrong with the names in it.
    pub fill: Arc<dyn Fn(ConsoleRequest) -> (ConsoleRequest, Vec<FieldError>) + Send + Sync>,
    /// A text with dots in place of the marks.
    pub mask: fn(&str) -> String,
}
