//! What the catalog holds and what crosses the wire.

use serde::{Deserialize, Serialize};

use crate::kernel::ids::{ApiId, OperationId, RevisionId};
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
    /// Plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
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
    /// The ways to authenticate a call, one of which is enough; an empty one means that none is needed. `None` when the
    /// document does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security: Option<Vec<SecurityRequirement>>,
    /// The requests that the service makes in return.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub callbacks: Vec<Callback>,
}

/// Which status codes a response is documented for (OpenAPI, Responses Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "StatusText")]
pub enum StatusKey {
    /// This one, 100 to 599.
    Code(u16),
    /// All of a class that are not documented by themselves, such as 4 for `4XX`.
    Class(u8),
    /// All that are not documented otherwise.
    Default,
}

impl Default for StatusKey {
    fn default() -> Self {
        Self::Code(0)
    }
}

impl StatusKey {
    /// The one code that it is; `None` for several.
    #[must_use]
    pub const fn code(self) -> Option<u16> {
        if let Self::Code(code) = self { Some(code) } else { None }
    }
}

impl std::fmt::Display for StatusKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Class(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

impl std::str::FromStr for StatusKey {
    type Err = crate::kernel::Message;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = crate::kernel::Message::NotAStatus;
        match text.as_bytes() {
            [class @ b'1'..=b'5', b'x' | b'X', b'x' | b'X'] => Ok(Self::Class(class - b'0')),
            _ if text.eq_ignore_ascii_case("default") => Ok(Self::Default),
            [b'1'..=b'5', _, _] => text.parse().map(Self::Code).map_err(|_| wrong),
            _ => Err(wrong),
        }
    }
}

impl From<StatusKey> for String {
    fn from(key: StatusKey) -> Self {
        key.to_string()
    }
}

/// A status key as it was written: codes were numbers once.
#[derive(Deserialize)]
#[serde(untagged)]
enum StatusText {
    Number(u16),
    Text(String),
}

impl TryFrom<StatusText> for StatusKey {
    type Error = &'static str;

    fn try_from(text: StatusText) -> Result<Self, Self::Error> {
        match text {
            StatusText::Number(code) => Ok(Self::Code(code)),
            StatusText::Text(text) => text.parse().map_err(|_| "not a status code"),
        }
    }
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

    /// The operation with everything of `before` that no form has: what only a document says of it, of its parameters
    /// and of its bodies.
    #[must_use]
    pub fn with_unedited_parts_of(mut self, before: Self) -> Self {
        self.documented = before.documented;
        for parameter in &mut self.parameters {
            let same = |other: &&Parameter| other.name == parameter.name && other.location == parameter.location;
            if let Some(before) = before.parameters.iter().find(same) {
                parameter.schema.clone_from(&before.schema);
                parameter.style.clone_from(&before.style);
                parameter.explode = before.explode;
                parameter.deprecated = before.deprecated;
            }
        }
        keep_examples(&mut self.bodies, &before.bodies);
        for response in &mut self.responses {
            if let Some(before) = before.responses.iter().find(|other| other.status == response.status) {
                keep_examples(&mut response.representations, &before.representations);
            }
        }
        self
    }

    /// The operation without what only its documentation says: descriptions, schemas and responses.
    #[must_use]
    pub fn for_calls(mut self) -> Self {
        self.description.clear();
        self.responses.clear();
        self.documented = Documented::default();
        for parameter in &mut self.parameters {
            parameter.description.clear();
            parameter.schema.clear();
        }
        for body in &mut self.bodies {
            body.schema.clear();
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

/// The operations of an API that share their first tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagGroup {
    /// The tag; empty for operations without one.
    pub tag: String,
    /// Markdown.
    pub description: String,
    /// How many operations it has.
    pub operations: u64,
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

/// Something that a revision of an API changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it did to it.
    pub kind: ChangeKind,
    /// The operation's verb and path, or the schema's name.
    pub subject: String,
    /// The rule by which clients that worked before may fail now; empty when they go on working.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub breaking: String,
    /// What exactly, such as a parameter's name; empty when the subject says it all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// What a change did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is different.
    Changed,
}

/// A revision of an API as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiRevision {
    /// Its id.
    pub id: RevisionId,
    /// Counts the API's revisions, from 1.
    pub number: i64,
    /// When it was shown first.
    pub published_at: Timestamp,
    /// Whether it is the one that is shown.
    pub is_current: bool,
    /// What it changed.
    pub changes: Vec<Change>,
}

/// What a search finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FoundKind {
    /// An API.
    Api,
    /// An operation of one.
    Operation,
    /// A schema of one.
    Schema,
}

impl FoundKind {
    /// The word that stands for it in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Operation => "operation",
            Self::Schema => "schema",
        }
    }

    /// The kind that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Api, Self::Operation, Self::Schema].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One result of a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What it is.
    pub kind: FoundKind,
    /// What readers call it.
    pub title: String,
    /// Its HTTP verb; empty for what is no operation.
    pub method: String,
    /// Its URL template; empty for what is no operation.
    pub path: String,
    /// The title of the API that it belongs to.
    pub api: String,
    /// The address of its page.
    pub href: String,
}

/// What a search found, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchResults {
    /// The best of them.
    pub results: Vec<Found>,
    /// How many there are.
    pub total: u64,
    /// Whether there are more than `total`: nobody counts further.
    pub more: bool,
}

/// A page of the list of APIs.
pub type ApiPage = Page<ApiSummary>;

/// A page of an API's list of operations.
pub type OperationPage = Page<OperationSummary>;
