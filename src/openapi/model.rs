//! What a document says of an API as a whole, and what was found wrong with it.

use serde::{Deserialize, Serialize};

use crate::catalog::model::{Callback, Link};

/// Something in a document that could not be taken as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Where: a JSON Pointer as a URI fragment (RFC 6901 section 6) without percent-encoding, such as
    /// `#/paths/~1pets/get`.
    pub pointer: String,
    /// The line of it, counted from 1; of the nearest thing around it when it is missing. `None` when not known.
    #[serde(default)]
    pub line: Option<u32>,
    /// The character of the line, counted from 1.
    #[serde(default)]
    pub column: Option<u32>,
    /// What is wrong and what became of it: a sentence.
    pub message: String,
}

/// How a document is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// RFC 8259.
    #[default]
    Json,
    /// YAML 1.2, and what of 1.1 occurs in documents.
    Yaml,
}

/// What an API's document says of it beyond what its form has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Documented {
    /// The version of the API, not of OpenAPI.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// Where its terms of service are.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub terms_of_service: String,
    /// Whom to ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Under which terms it may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<License>,
    /// Where it is served.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<Server>,
    /// Its tags: those that the document declares, in their order, then those that only operations name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// The ways to authenticate a call.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security_schemes: Vec<SecurityScheme>,
    /// More to read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_docs: Option<Link>,
    /// The requests that it makes by itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub webhooks: Vec<Callback>,
}

/// Whom to ask about an API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Who.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Their page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// Their address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
}

/// The terms under which an API may be used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct License {
    /// What they are called.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Where they are.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// Their SPDX expression.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub identifier: String,
}

/// Where an API is served.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Server {
    /// Its address with the variables' defaults in their places. May be relative to where the document is.
    pub url: String,
    /// The address as the document has it; empty when it has no variables.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub template: String,
    /// Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// What varies in the address.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<ServerVariable>,
}

/// A part of a server's address that varies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServerVariable {
    /// The name between the braces.
    pub name: String,
    /// What stands there if nobody says otherwise.
    pub default: String,
    /// The only values it may have; empty for any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
    /// Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// A group of operations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tag {
    /// Its name, by which operations refer to it.
    pub name: String,
    /// What people call it (OpenAPI 3.2); empty for the name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// More to read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_docs: Option<Link>,
    /// The name of the tag that it belongs under (OpenAPI 3.2); empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub parent: String,
    /// What it is for, such as `nav` or `audience` (OpenAPI 3.2).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
}

/// A way to authenticate a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SecurityScheme {
    /// Its name, by which requirements refer to it.
    pub name: String,
    /// `apiKey`, `http`, `oauth2`, `openIdConnect` or `mutualTLS`; or what else the document says.
    pub kind: String,
    /// Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Of an `apiKey`: `query`, `header` or `cookie`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Of an `apiKey`: the name of the parameter.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub parameter: String,
    /// Of `http`: the authentication scheme (RFC 9110 section 11.1), such as `bearer`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scheme: String,
    /// Of `http` with `bearer`: what the token looks like, such as `JWT`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub bearer_format: String,
    /// Of `openIdConnect`: where the provider's metadata are.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub open_id_connect_url: String,
    /// Of `oauth2`: where the server's metadata are (OpenAPI 3.2; RFC 8414).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub oauth2_metadata_url: String,
    /// Of `oauth2`: the ways to get a token.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flows: Vec<Flow>,
    /// Whether it should not be used any more (OpenAPI 3.2).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
}

/// A way to get a token (RFC 6749).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Flow {
    /// `implicit`, `password`, `clientCredentials`, `authorizationCode` or `deviceAuthorization`.
    pub kind: String,
    /// Where people consent; of a device its own endpoint (RFC 8628).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub authorization_url: String,
    /// Where tokens are given out.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub token_url: String,
    /// Where tokens are renewed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub refresh_url: String,
    /// What a token may be good for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<Scope>,
}

/// What a token may be good for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scope {
    /// Its name.
    pub name: String,
    /// Plain text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
}

impl Format {
    /// The word that stands for it in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
        }
    }

    /// The format that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Json, Self::Yaml].into_iter().find(|format| format.as_str() == word)
    }
}
