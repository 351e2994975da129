//! Environments as their owner sees them, and as they are saved.

use serde::{Deserialize, Serialize};

use crate::kernel::ids::EnvironmentId;

/// A named set of variables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Environment {
    /// Its id.
    pub id: EnvironmentId,
    /// Its name, which no other environment of its owner has.
    pub name: String,
    /// How often it was saved.
    pub revision: i64,
    /// Its variables, in their owner's order.
    pub variables: Vec<Variable>,
}

/// A variable of an environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// Its id.
    pub id: String,
    /// What stands between the braces.
    pub name: String,
    /// Whether its value is sealed and shown to nobody.
    pub is_private: bool,
    /// What it stands for; `None` when that is private and kept on the server.
    pub value: Option<String>,
}

/// An environment as it is to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvironmentInput {
    /// Its name.
    pub name: String,
    /// Its variables, in their owner's order.
    pub variables: Vec<VariableInput>,
}

/// A variable as it is to be saved.
#[derive(Clone, PartialEq, Eq)]
pub struct VariableInput {
    /// The number of its row in the form, by which complaints name it.
    pub row: u16,
    /// Its id; empty for a new one.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether its value is private.
    pub is_private: bool,
    /// What it stands for from now on; empty to keep the private value that it has.
    pub value: String,
    /// Whether an empty value means that, also for a private one.
    pub clears: bool,
}

/// Without the value, which may be private.
impl std::fmt::Debug for VariableInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VariableInput").field("name", &self.name).finish_non_exhaustive()
    }
}
