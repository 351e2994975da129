//! What the catalog holds and what crosses the wire.

use serde::{Deserialize, Serialize};

use crate::kernel::ids::{ApiId, OperationId};
use crate::kernel::{Page, Timestamp};

/// Over which schemes clients may call an API on the gateway: the guide's *Web API URL scheme*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// HTTP only.
    Http,
    /// HTTPS only.
    #[default]
    Https,
    /// Either.
    Both,
}

impl Scheme {
    /// Every scheme, in the order in which a form offers them.
    pub const ALL: [Self; 3] = [Self::Http, Self::Https, Self::Both];

    /// The word that stands for it in forms and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
            Self::Both => "both",
        }
    }

    /// The scheme that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.as_str() == word)
    }
}

/// What a publisher says of an API: the fields of its form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiInput {
    /// The guide's *Web API name*.
    pub name: String,
    /// What readers see instead of the name; empty for the name itself.
    pub display_name: String,
    /// The URL-safe id in portal addresses; empty to make one of the name.
    pub slug: String,
    /// Markdown.
    pub description: String,
    /// The guide's *Web service URL*: where calls are sent to.
    pub service_url: String,
    /// The guide's *Web API URL suffix*: the last part of the URL that clients call on the gateway.
    pub suffix: String,
    /// The guide's *Web API URL scheme*.
    pub scheme: Scheme,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// A label such as `v1`; empty for none.
    pub version: String,
    /// Whether anybody but administrators may see it.
    pub published: bool,
}

/// An API of the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Api {
    /// Its id.
    pub id: ApiId,
    /// Counts its changes; a save names the revision it started from.
    pub revision: i64,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// What the publisher said of it.
    #[serde(flatten)]
    pub input: ApiInput,
}

impl Api {
    /// What readers call it.
    #[must_use]
    pub fn title(&self) -> &str {
        if self.input.display_name.is_empty() { &self.input.name } else { &self.input.display_name }
    }
}

/// An API as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiSummary {
    /// Its id.
    pub id: ApiId,
    /// Its part of portal addresses.
    pub slug: String,
    /// What readers call it.
    pub title: String,
    /// The beginning of its description as plain text.
    pub summary: String,
    /// Its version label, or empty.
    pub version: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// How many operations it has.
    pub operations: u64,
    /// Whether anybody but administrators sees it.
    pub published: bool,
}

/// Where a parameter of a request stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    /// In the path of the URL template.
    #[default]
    Path,
    /// In the query, of the URL template or added to it.
    Query,
    /// A request header.
    Header,
}

impl Location {
    /// Every place, in the order in which a form offers them.
    pub const ALL: [Self; 3] = [Self::Path, Self::Query, Self::Header];

    /// The word that stands for it in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
        }
    }

    /// The place that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|location| location.as_str() == word)
    }
}

/// The type that a parameter's value must have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ParameterType {
    /// Any text.
    #[default]
    String,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
}

impl ParameterType {
    /// Every type, in the order in which a form offers them.
    pub const ALL: [Self; 4] = [Self::String, Self::Integer, Self::Number, Self::Boolean];

    /// The word that stands for it in forms and documentation (JSON Schema's).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
        }
    }

    /// The type that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A request parameter: one of the URL template, an additional one of the query, or a request header.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name: for a template parameter the one between the braces.
    pub name: String,
    /// Where it stands.
    #[serde(rename = "in")]
    pub location: Location,
    /// What its value must be.
    #[serde(rename = "type")]
    pub kind: ParameterType,
    /// Whether a call must have it. Path parameters always are.
    pub required: bool,
    /// What the console fills in; empty for nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub default: String,
    /// The only values it may have; empty for any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
    /// A value that works.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub example: String,
    /// Plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// A body in one content type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representation {
    /// Its media type, such as `application/json`.
    pub content_type: String,
    /// An example of it; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sample: String,
    /// Its JSON Schema; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub schema: String,
}

/// A header that a response carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseHeader {
    /// Its name.
    pub name: String,
    /// Plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// A response that an operation may give.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseSpec {
    /// Its status code, 100 to 599.
    pub status: u16,
    /// Plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Its headers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<ResponseHeader>,
    /// Its bodies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub representations: Vec<Representation>,
}

/// What a publisher says of an operation: the fields of its form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationInput {
    /// The guide's *HTTP verb*, in capitals.
    pub verb: String,
    /// The guide's *URL template*; see [`super::template`].
    pub url_template: String,
    /// The guide's *display name*.
    pub display_name: String,
    /// The URL-safe id in portal addresses; empty to make one of the display name.
    pub slug: String,
    /// Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Parameters in path and query, and request headers.
    pub parameters: Vec<Parameter>,
    /// The request body, per content type; empty for an operation without one.
    pub bodies: Vec<Representation>,
    /// What it may answer, by ascending status.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<ResponseSpec>,
}

impl OperationInput {
    /// The operation without what only its documentation says: descriptions, schemas and responses.
    #[must_use]
    pub fn for_calls(mut self) -> Self {
        self.description.clear();
        self.responses.clear();
        for parameter in &mut self.parameters {
            parameter.description.clear();
        }
        for body in &mut self.bodies {
            body.schema.clear();
        }
        self
    }
}

/// An operation of an API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// Its id.
    pub id: OperationId,
    /// The API it belongs to.
    pub api: ApiId,
    /// Counts its changes; a save names the revision it started from.
    pub revision: i64,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// What the publisher said of it.
    #[serde(flatten)]
    pub input: OperationInput,
}

/// An operation as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationSummary {
    /// Its id.
    pub id: OperationId,
    /// Its part of portal addresses.
    pub slug: String,
    /// Its HTTP verb.
    pub verb: String,
    /// Its URL template.
    pub url_template: String,
    /// What readers call it.
    pub display_name: String,
}

/// What the page of an API shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiDetails {
    /// The API.
    pub api: Api,
    /// Its description as sanitised HTML.
    pub description_html: String,
}

/// What the page of an operation says of its API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiHead {
    /// Its part of portal addresses.
    pub slug: String,
    /// What readers call it.
    pub title: String,
    /// Where calls are sent to.
    pub service_url: String,
    /// Whether anybody but administrators sees it.
    pub published: bool,
}

/// What the page of an operation needs besides its documentation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationDetails {
    /// The API it belongs to.
    pub api: ApiHead,
    /// The operation's id.
    pub id: OperationId,
    /// What a call takes; see [`OperationInput::for_calls`].
    pub operation: OperationInput,
}

/// A page of the list of APIs.
pub type ApiPage = Page<ApiSummary>;

/// A page of an API's list of operations.
pub type OperationPage = Page<OperationSummary>;
