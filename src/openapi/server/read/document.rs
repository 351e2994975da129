//! What reading a document comes to.

use crate::catalog::model::OperationInput;
use crate::openapi::model::{Documented, Format, Warning};

/// A document in the catalog's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What the API is called: one line; empty when the document does not say.
    pub title: String,
    /// Markdown.
    pub description: String,
    /// What else it says of the API as a whole.
    pub documented: Documented,
    /// Every path with every method, in the document's order. Slugs are unique among them.
    pub operations: Vec<OperationInput>,
    /// What the schemas in operations and in other schemas refer to. Pointers are unique among them.
    pub schemas: Vec<NamedSchema>,
    /// What could not be taken as it stands.
    pub warnings: Vec<Warning>,
    /// How it was written.
    pub format: Format,
}

/// A schema that others refer to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedSchema {
    /// The text of the `$ref`s that lead to it, such as `#/components/schemas/Pet`; Swagger's `#/definitions/Pet` is
    /// written like this, too.
    pub pointer: String,
    /// The last part of the pointer, such as `Pet`.
    pub name: String,
    /// JSON.
    pub schema: String,
}
