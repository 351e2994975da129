//! Where calls of an operation may go.

use serde::{Deserialize, Serialize};

use crate::openapi::model::ServerVariable;

/// A server that a call may go to. Calls name it by its number and give its variables values; its address is never theirs
/// to say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedServer {
    /// What calls name it by: its place among the document's servers, counted from 1, and 0 for the API's Web service URL.
    pub number: u32,
    /// Its absolute address, with variables in braces.
    pub template: String,
    /// Markdown; what the console gets is plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// What stands in braces, in the order of the address.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<ServerVariable>,
}
