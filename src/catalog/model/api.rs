//! APIs.

use serde::{Deserialize, Serialize};

use super::Visibility;
use crate::kernel::ids::{ApiId, UserId};
use crate::kernel::{Page, Timestamp};
use crate::openapi::model::Server;

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

/// How calls on the gateway say which version of an API they mean: Azure API Management's *versioning schemes*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum VersionScheme {
    /// Not at all: there is one version.
    #[default]
    None,
    /// By a segment of the path behind the suffix.
    Path,
    /// By a header.
    Header,
    /// By a query parameter.
    Query,
}

impl VersionScheme {
    /// Every scheme, in the order in which a form offers them.
    pub const ALL: [Self; 4] = [Self::None, Self::Path, Self::Header, Self::Query];

    /// The word that stands for it in forms and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Path => "path",
            Self::Header => "header",
            Self::Query => "query",
        }
    }

    /// The scheme that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.as_str() == word)
    }

    /// Whether the header or the query parameter must be named.
    #[must_use]
    pub const fn has_parameter(self) -> bool {
        matches!(self, Self::Header | Self::Query)
    }
}

/// The header in which clients send their subscription's key unless an API names another: Azure API Management's.
pub const KEY_HEADER: &str = "Ocp-Apim-Subscription-Key";

/// The same of the query parameter, for clients that cannot send headers.
pub const KEY_QUERY: &str = "subscription-key";

/// What a publisher says of an API: the fields of its form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Further servers that calls may go to, where no document names any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<Server>,
    /// The guide's *Web API URL suffix*: the last part of the URL that clients call on the gateway.
    pub suffix: String,
    /// The guide's *Web API URL scheme*.
    pub scheme: Scheme,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// A label such as `v1`; empty for none. Where there is a versioning scheme, calls that name no version mean the one
    /// without a label.
    pub version: String,
    /// How calls say which version they mean. All versions, which are the APIs with this suffix, have the same.
    pub version_scheme: VersionScheme,
    /// The name of the header or of the query parameter that names the version; empty for the other schemes.
    pub version_parameter: String,
    /// Whether calls on the gateway need a subscription's key.
    #[serde(default = "yes")]
    pub subscription_required: bool,
    /// The header in which the key comes.
    #[serde(default = "key_header")]
    pub key_header: String,
    /// The query parameter in which it comes when the header is absent.
    #[serde(default = "key_query")]
    pub key_query: String,
    /// Whether anybody but administrators may see it.
    pub published: bool,
    /// Who may see it once it is published.
    #[serde(default)]
    pub visibility: Visibility,
}

const fn yes() -> bool {
    true
}

fn key_header() -> String {
    KEY_HEADER.to_owned()
}

fn key_query() -> String {
    KEY_QUERY.to_owned()
}

impl Default for ApiInput {
    fn default() -> Self {
        Self {
            name: String::new(),
            display_name: String::new(),
            slug: String::new(),
            description: String::new(),
            service_url: String::new(),
            servers: Vec::new(),
            suffix: String::new(),
            scheme: Scheme::default(),
            tags: Vec::new(),
            version: String::new(),
            version_scheme: VersionScheme::default(),
            version_parameter: String::new(),
            subscription_required: yes(),
            key_header: key_header(),
            key_query: key_query(),
            published: false,
            visibility: Visibility::default(),
        }
    }
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
    /// Whose it is; `None` when it is the administrators' alone. It stays on the server.
    #[serde(skip)]
    pub owner: Option<UserId>,
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

/// A version that an API is to get.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewVersion {
    /// Its label.
    pub version: String,
    /// How calls say which version they mean, from now on for all versions of the API.
    pub scheme: VersionScheme,
    /// The name of the header or of the query parameter that names the version; empty for the path.
    pub parameter: String,
}

/// A version of an API, as the pages of the others name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiVersion {
    /// Its part of portal addresses.
    pub slug: String,
    /// Its label; empty for the one that calls mean which name none.
    pub version: String,
    /// Whether anybody but administrators sees it.
    pub published: bool,
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
    /// The API, without its description.
    pub api: Api,
    /// What names it, at this revision, in addresses.
    pub address: String,
    /// The number of the revision, unless it is the one that the API shows.
    pub older_revision: Option<i64>,
    /// All versions of it that the caller may see, itself among them; empty when calls name no version.
    pub versions: Vec<ApiVersion>,
    /// Where clients call it with a subscription's key: what the addresses of its operations begin with on the gateway.
    pub gateway_url: String,
    /// Whether the caller may change it.
    pub may_change: bool,
}

/// What the page of an operation says of its API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiHead {
    /// Its part of portal addresses.
    pub slug: String,
    /// What names it, at this revision, in addresses.
    pub address: String,
    /// The number of the revision, unless it is the one that the API shows.
    pub older_revision: Option<i64>,
    /// What readers call it.
    pub title: String,
    /// Where the operation's calls are sent to unless somebody chooses another server.
    pub service_url: String,
    /// Whether anybody but administrators and its owner sees it.
    pub published: bool,
    /// Whether the caller may change it.
    pub may_change: bool,
}

/// A page of the list of APIs.
pub type ApiPage = Page<ApiSummary>;
