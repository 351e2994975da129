//! APIs as programs see them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalog::model::{self, ApiInput, ApiSummary, OfferedServer};
use crate::catalog::servers::{Part, default_address, parts};
use crate::kernel::Timestamp;
use crate::openapi::model as openapi;
use crate::rest::http::moment;

/// An API as a list shows it.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct ApiItem {
    id: String,
    /// Its part of addresses.
    slug: String,
    /// What readers call it.
    title: String,
    /// The beginning of its description as plain text.
    summary: String,
    version: String,
    tags: Vec<String>,
    /// How many operations it has.
    operations: u64,
    published: bool,
}

/// An API.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct Api {
    id: String,
    /// Counts its changes.
    revision: i64,
    #[serde(serialize_with = "moment::write")]
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
    name: String,
    display_name: String,
    slug: String,
    description: String,
    service_url: String,
    servers: Vec<Server>,
    suffix: String,
    scheme: Scheme,
    tags: Vec<String>,
    version: String,
    version_scheme: VersionScheme,
    version_parameter: String,
    subscription_required: bool,
    key_header: String,
    key_query: String,
    published: bool,
    visibility: Visibility,
}

/// What a publisher says of an API.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct ApiFields {
    /// The Web API name.
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*[^\s\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069][^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$",
        example = "AzureML Demo API"
    )]
    name: String,
    /// What readers see instead of the name; empty for the name itself.
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$")]
    display_name: String,
    /// Its part of addresses; empty to make one of the name.
    #[serde(default)]
    #[schema(max_length = 80, pattern = "^([a-z0-9]+(-[a-z0-9]+)*)?$")]
    slug: String,
    /// Markdown.
    #[serde(default)]
    #[schema(max_length = 500_000)]
    description: String,
    /// Where calls are sent to: an absolute address without query, fragment and credentials.
    #[schema(
        min_length = 8,
        max_length = 2000,
        pattern = r"^https?://[A-Za-z0-9.-]+(:[0-9]{1,4})?(/[A-Za-z0-9_~-]*)*$",
        example = "https://ussouthcentral.services.azureml.net"
    )]
    service_url: String,
    /// Further servers that calls may go to.
    #[serde(default)]
    #[schema(max_items = 20)]
    servers: Vec<Server>,
    /// The Web API URL suffix: the last part of the URL that clients call on the gateway.
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = "^[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*$",
        example = "azureml-demo"
    )]
    suffix: String,
    /// Over which schemes clients may call it on the gateway.
    #[serde(default)]
    scheme: Scheme,
    /// Words to find it by.
    #[serde(default)]
    #[schema(max_items = 200)]
    tags: Vec<String>,
    /// A label such as `v1`; empty for none.
    #[serde(default)]
    #[schema(max_length = 200)]
    version: String,
    /// How calls say which version they mean.
    #[serde(default)]
    version_scheme: VersionScheme,
    /// The header or query parameter that names the version.
    #[serde(default)]
    #[schema(max_length = 200)]
    version_parameter: String,
    /// Whether calls on the gateway need a subscription's key.
    #[serde(default = "yes")]
    #[schema(default = true)]
    subscription_required: bool,
    /// The header in which the key comes; empty for `Ocp-Apim-Subscription-Key`.
    #[serde(default)]
    #[schema(max_length = 200)]
    key_header: String,
    /// The query parameter in which the key comes when the header is absent; empty for `subscription-key`.
    #[serde(default)]
    #[schema(max_length = 200)]
    key_query: String,
    /// Whether anybody but administrators may see it.
    #[serde(default)]
    published: bool,
    /// Who may see it once it is published.
    #[serde(default)]
    visibility: Visibility,
}

const fn yes() -> bool {
    true
}

/// A server that calls may go to.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct Server {
    /// Its address, with variables in braces.
    #[schema(min_length = 1, max_length = 2000)]
    url: String,
    /// Markdown.
    #[serde(default)]
    #[schema(max_length = 500_000)]
    description: String,
    /// What stands in braces.
    #[serde(default)]
    variables: Vec<Variable>,
}

/// A part of a server's address that varies.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct Variable {
    /// The name between the braces.
    name: String,
    /// What stands there if nobody says otherwise.
    #[schema(min_length = 1, max_length = 200)]
    default: String,
    /// The only values that it may have; empty for any.
    #[serde(default)]
    #[schema(max_items = 200)]
    allowed: Vec<String>,
    /// Markdown.
    #[serde(default)]
    description: String,
}

/// Over which schemes clients may call an API on the gateway.
#[derive(Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::rest) enum Scheme {
    Http,
    #[default]
    Https,
    Both,
}

/// How calls say which version of an API they mean.
#[derive(Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::rest) enum VersionScheme {
    #[default]
    None,
    Path,
    Header,
    Query,
}

/// Who sees a published API besides administrators and support. Only these are told the groups.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct Visibility {
    /// Everybody, signed in or not.
    #[serde(default)]
    guests: bool,
    /// Everybody who has signed in.
    #[serde(default)]
    developers: bool,
    /// The ids of groups. Those that there are not are left out.
    #[serde(default)]
    #[schema(max_items = 500)]
    groups: Vec<String>,
}

impl Default for Visibility {
    fn default() -> Self {
        model::Visibility::default().into()
    }
}

impl From<model::Visibility> for Visibility {
    fn from(it: model::Visibility) -> Self {
        let groups = it.groups.into_iter().map(|group| group.to_string()).collect();
        Self { guests: it.guests, developers: it.developers, groups }
    }
}

impl From<Visibility> for model::Visibility {
    fn from(it: Visibility) -> Self {
        let groups = it.groups.into_iter().map(Into::into).collect();
        Self { guests: it.guests, developers: it.developers, groups }
    }
}

impl From<ApiSummary> for ApiItem {
    fn from(it: ApiSummary) -> Self {
        Self {
            id: it.id.to_string(),
            slug: it.slug,
            title: it.title,
            summary: it.summary,
            version: it.version,
            tags: it.tags,
            operations: it.operations,
            published: it.published,
        }
    }
}

impl From<model::Api> for Api {
    fn from(model::Api { id, revision, updated_at, input }: model::Api) -> Self {
        Self {
            id: id.to_string(),
            revision,
            updated_at,
            name: input.name,
            display_name: input.display_name,
            slug: input.slug,
            description: input.description,
            service_url: input.service_url,
            servers: input.servers.into_iter().map(Server::from).collect(),
            suffix: input.suffix,
            scheme: match input.scheme {
                model::Scheme::Http => Scheme::Http,
                model::Scheme::Https => Scheme::Https,
                model::Scheme::Both => Scheme::Both,
            },
            tags: input.tags,
            version: input.version,
            version_scheme: match input.version_scheme {
                model::VersionScheme::None => VersionScheme::None,
                model::VersionScheme::Path => VersionScheme::Path,
                model::VersionScheme::Header => VersionScheme::Header,
                model::VersionScheme::Query => VersionScheme::Query,
            },
            version_parameter: input.version_parameter,
            subscription_required: input.subscription_required,
            key_header: input.key_header,
            key_query: input.key_query,
            published: input.published,
            visibility: input.visibility.into(),
        }
    }
}

impl From<ApiFields> for ApiInput {
    fn from(it: ApiFields) -> Self {
        Self {
            name: it.name,
            display_name: it.display_name,
            slug: it.slug,
            description: it.description,
            service_url: it.service_url,
            servers: it.servers.into_iter().map(openapi::Server::from).collect(),
            suffix: it.suffix,
            scheme: match it.scheme {
                Scheme::Http => model::Scheme::Http,
                Scheme::Https => model::Scheme::Https,
                Scheme::Both => model::Scheme::Both,
            },
            tags: it.tags,
            version: it.version,
            version_scheme: match it.version_scheme {
                VersionScheme::None => model::VersionScheme::None,
                VersionScheme::Path => model::VersionScheme::Path,
                VersionScheme::Header => model::VersionScheme::Header,
                VersionScheme::Query => model::VersionScheme::Query,
            },
            version_parameter: it.version_parameter,
            subscription_required: it.subscription_required,
            key_header: it.key_header,
            key_query: it.key_query,
            published: it.published,
            visibility: it.visibility.into(),
        }
    }
}

impl From<openapi::Server> for Server {
    fn from(it: openapi::Server) -> Self {
        Self {
            url: if it.template.is_empty() { it.url } else { it.template },
            description: it.description,
            variables: it
                .variables
                .into_iter()
                .map(|it| Variable {
                    name: it.name,
                    default: it.default,
                    allowed: it.allowed,
                    description: it.description,
                })
                .collect(),
        }
    }
}

/// As the publisher's form makes it: with the variables that stand in the address, in their order.
impl From<Server> for openapi::Server {
    fn from(it: Server) -> Self {
        let url = it.url.trim().to_owned();
        let mut variables: Vec<openapi::ServerVariable> = Vec::new();
        for part in parts(&url) {
            let Part::Variable(name) = part else { continue };
            if variables.iter().any(|variable| variable.name == name) {
                continue;
            }
            let said = it.variables.iter().find(|variable| variable.name == name);
            variables.push(openapi::ServerVariable {
                name: name.to_owned(),
                default: said.map(|it| it.default.clone()).unwrap_or_default(),
                allowed: said.map(|it| it.allowed.clone()).unwrap_or_default(),
                description: said.map(|it| it.description.clone()).unwrap_or_default(),
            });
        }
        if variables.is_empty() {
            return Self { url, description: it.description, ..Self::default() };
        }
        let offered = OfferedServer { template: url, variables, ..OfferedServer::default() };
        Self {
            url: default_address(&offered),
            template: offered.template,
            description: it.description,
            variables: offered.variables,
        }
    }
}
