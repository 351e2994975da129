//! Operations, as forms have them.

use serde::{Deserialize, Serialize};

use super::{Documented, NamedExample, ResponseLink, StatusKey};
use crate::kernel::ids::{ApiId, OperationId};
use crate::kernel::{Page, Timestamp};

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
    /// A cookie (RFC 6265).
    Cookie,
}

impl Location {
    /// Every place, in the order in which a form offers them.
    pub const ALL: [Self; 4] = [Self::Path, Self::Query, Self::Header, Self::Cookie];

    /// The word that stands for it in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    /// Whether it is a part of the address.
    #[must_use]
    pub const fn is_in_url(self) -> bool {
        matches!(self, Self::Path | Self::Query)
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
    /// Several values.
    Array,
    /// Named values.
    Object,
}

impl ParameterType {
    /// Every type, in the order in which a form offers them.
    pub const ALL: [Self; 6] = [Self::String, Self::Integer, Self::Number, Self::Boolean, Self::Array, Self::Object];

    /// The word that stands for it in forms and documentation (JSON Schema's).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
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
    /// Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Its JSON Schema as the document has it; empty when `kind`, `allowed` and `default` say everything.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub schema: String,
    /// How several values become one text, such as `form` or `deepObject`; empty for the place's default.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub style: String,
    /// Whether each of several values stands by itself; `None` for the style's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explode: Option<bool>,
    /// Whether it should not be used any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
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
    /// Further examples.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<NamedExample>,
}

/// A header that a response carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseHeader {
    /// Its name.
    pub name: String,
    /// Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Whether the response always has it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Whether it should not be relied on any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// A value that it may have; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub example: String,
    /// Its JSON Schema; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub schema: String,
}

/// A response that an operation may give.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseSpec {
    /// The status codes that it is documented for.
    pub status: StatusKey,
    /// Plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Its headers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<ResponseHeader>,
    /// Its bodies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub representations: Vec<Representation>,
    /// What can be called next.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<ResponseLink>,
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
    /// What only a document says of it.
    #[serde(default)]
    pub documented: Documented,
}

impl OperationInput {
    /// The tag by which lists group it; empty for none.
    #[must_use]
    pub fn tag(&self) -> &str {
        self.documented.tags.first().map_or("", String::as_str)
    }

    /// The operation with everything of `before` that no form has: what only a document says of it, of its parameters,
    /// of its bodies and of its responses.
    #[must_use]
    pub fn with_unedited_parts_of(mut self, before: Self) -> Self {
        self.documented = before.documented;
        for parameter in &mut self.parameters {
            let same = |other: &&Parameter| other.name == parameter.name && other.location == parameter.location;
            if let Some(before) = before.parameters.iter().find(same) {
                let says_the_same = (parameter.kind, &parameter.default, &parameter.allowed)
                    == (before.kind, &before.default, &before.allowed);
                if says_the_same {
                    parameter.schema.clone_from(&before.schema);
                }
                parameter.style.clone_from(&before.style);
                parameter.explode = before.explode;
                parameter.deprecated = before.deprecated;
            }
        }
        keep_examples(&mut self.bodies, &before.bodies);
        for response in &mut self.responses {
            if let Some(before) = before.responses.iter().find(|other| other.status == response.status) {
                keep_examples(&mut response.representations, &before.representations);
                keep_schemas(&mut response.headers, &before.headers);
                response.links.clone_from(&before.links);
            }
        }
        self
    }
}

fn keep_examples(representations: &mut [Representation], before: &[Representation]) {
    for representation in representations {
        if let Some(before) = before.iter().find(|other| other.content_type == representation.content_type) {
            representation.examples.clone_from(&before.examples);
        }
    }
}

fn keep_schemas(headers: &mut [ResponseHeader], before: &[ResponseHeader]) {
    for header in headers {
        let same = |other: &&ResponseHeader| other.name.eq_ignore_ascii_case(&header.name);
        if let Some(before) = before.iter().find(same).cloned() {
            let (name, description) = (std::mem::take(&mut header.name), std::mem::take(&mut header.description));
            *header = ResponseHeader { name, description, ..before };
        }
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

/// A page of an API's list of operations.
pub type OperationPage = Page<OperationSummary>;
