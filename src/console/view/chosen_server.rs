//! The server that a call goes to.

use std::sync::Arc;

use leptos::prelude::*;

use crate::console::model::ServerChoice;
use crate::kernel::FieldError;

/// The server that is chosen, and how its address is made. Most operations have but one, whose address has no variables, so
/// that the code is loaded with the choice and reached through here and not by name.
#[derive(Clone)]
pub(super) struct ChosenServer {
    /// Its number and what is filled in for its variables.
    pub choice: Memo<ServerChoice>,
    /// The address of a choice, and what is wrong with it.
    pub base_url: Arc<Address>,
}

/// From a choice to an address and what is wrong with it.
type Address = dyn Fn(&ServerChoice) -> (String, Vec<FieldError>) + Send + Sync;
