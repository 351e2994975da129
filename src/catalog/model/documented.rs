//! What only documents say of operations.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Representation;
use crate::openapi::model::Server;

/// An example with a name (OpenAPI, Example Object).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedExample {
    /// Its key.
    pub name: String,
    /// What it shows; empty for nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The example as it would be sent.
    pub value: String,
}

/// A link to documentation elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads.
    pub url: String,
    /// What is there; empty for nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// What can be called next with what a response said (OpenAPI, Link Object).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ResponseLink {
    /// Its key.
    pub name: String,
    /// The `operationId` of what it leads to; empty when that is named by `operation_ref`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub operation_id: String,
    /// The reference to what it leads to, which may be an operation of another API.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub operation_ref: String,
    /// The slug of the operation of the same API that it leads to; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub slug: String,
    /// Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// What the parameters of the operation are filled with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<LinkParameter>,
    /// What the operation's body is: a runtime expression or a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
}

/// What a parameter of a link's operation is filled with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkParameter {
    /// The parameter's name, which may begin with its place, such as `path.id`.
    pub name: String,
    /// A runtime expression such as `$response.body#/id`, or a value.
    pub value: Value,
}

/// One of the ways to authenticate a call: all of these schemes together (OpenAPI, Security Requirement Object).
pub type SecurityRequirement = Vec<SchemeUse>;

/// A security scheme and what of it is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemeUse {
    /// The scheme's name among the API's.
    pub scheme: String,
    /// The scopes or roles that the call needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
}

/// A request that the service makes (OpenAPI, Callback Object and webhooks).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    /// Its name.
    pub name: String,
    /// The expression for its address; empty for a webhook.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub expression: String,
    /// Its HTTP verb, in capitals.
    pub verb: String,
    /// What it says in a line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// What the service sends, per content type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Representation>,
}

/// What an operation's document says of it beyond what its form has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Documented {
    /// The document's `operationId`; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub operation_id: String,
    /// The key in the document's `paths`, which the URL template was made of.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// Its tags, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Whether it should not be used any more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// More to read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_docs: Option<Link>,
    /// Where it is served, when that is not where its API is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<Server>,
    /// The ways to authenticate a call, one of which is enough; an empty one means that none is needed. `None` when the
    /// document does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security: Option<Vec<SecurityRequirement>>,
    /// What the request body is, whatever its content type: Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub body_description: String,
    /// Whether a call must have a body. `None` when the document has none, or was read before this was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_required: Option<bool>,
    /// The requests that the service makes in return.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub callbacks: Vec<Callback>,
}
