//! What single policies are told.

use serde::{Deserialize, Serialize};

use crate::products::model::{Quota, RateLimit};

/// By what calls are told apart that are counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum CounterKey {
    /// The subscription; all calls without one are counted together.
    Subscription,
    /// The client's address.
    Address,
    /// A header's value; all calls without it are counted together.
    Header {
        /// The header.
        name: String,
    },
    /// The value of a parameter of the query; all calls without it are counted together.
    Query {
        /// The parameter.
        name: String,
    },
}

/// A rate limit with a key of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateLimitByKey {
    /// So many calls in so many seconds.
    #[serde(flatten)]
    pub limit: RateLimit,
    /// Of what.
    pub key: CounterKey,
}

/// A quota with a key of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaByKey {
    /// So much in so many seconds.
    #[serde(flatten)]
    pub quota: Quota,
    /// Of what.
    pub key: CounterKey,
}

/// What is done with values that are there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Exists {
    /// The value takes their place.
    #[default]
    Override,
    /// They stay, and nothing is set.
    Skip,
    /// The value comes behind them.
    Append,
    /// They are removed, and nothing is set.
    Delete,
}

impl Exists {
    /// Every action.
    pub const ALL: [Self; 4] = [Self::Override, Self::Skip, Self::Append, Self::Delete];

    /// The word that stands for it in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Override => "override",
            Self::Skip => "skip",
            Self::Append => "append",
            Self::Delete => "delete",
        }
    }
}

/// A header to set or remove.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetHeader {
    /// Its name.
    pub name: String,
    /// Its value; of no account where it is removed.
    #[serde(default)]
    pub value: String,
    /// What is done with values that are there already.
    #[serde(default)]
    pub exists: Exists,
}

/// A parameter of the query to set or remove.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetQueryParameter {
    /// Its name.
    pub name: String,
    /// Its value; of no account where it is removed.
    #[serde(default)]
    pub value: String,
    /// What is done with values that are there already.
    #[serde(default)]
    pub exists: Exists,
}

/// Another path of the backend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RewriteUri {
    /// A URL template with parameters of the operation's: `/v2/pets/{id}?details=true`.
    pub template: String,
    /// Whether parameters of the query that the template does not name are passed on too.
    #[serde(default = "yes")]
    pub copy_query: bool,
}

const fn yes() -> bool {
    true
}

/// Another backend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetBackend {
    /// Its address, in place of the API's.
    pub url: String,
}

/// What is done with the addresses of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AddressAction {
    /// Only they are let through.
    #[default]
    Allow,
    /// All others are let through.
    Forbid,
}

impl AddressAction {
    /// The word that stands for it in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Forbid => "forbid",
        }
    }
}

/// A list of addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IpFilter {
    /// What is done with them.
    pub action: AddressAction,
    /// Addresses and networks: `192.0.2.7`, `10.0.0.0/8`, `2001:db8::/32`.
    pub addresses: Vec<String>,
}

/// Who may call from pages (Fetch standard, 3.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cors {
    /// Origins such as `https://app.example.com`; `*` for any.
    pub origins: Vec<String>,
    /// Methods besides GET, HEAD and POST; `*` for any.
    #[serde(default)]
    pub methods: Vec<String>,
    /// Headers that calls may have; `*` for any.
    #[serde(default)]
    pub headers: Vec<String>,
    /// Headers of answers that pages may read; `*` for any.
    #[serde(default)]
    pub expose_headers: Vec<String>,
    /// Whether calls may carry cookies and the like. Not with any origin.
    #[serde(default)]
    pub credentials: bool,
    /// For how many seconds a browser may remember the permission; `None` for its own default.
    #[serde(default)]
    pub max_age: Option<u32>,
}

/// A header that calls have to have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckHeader {
    /// Its name.
    pub name: String,
    /// One of these values is asked for; any where there is none.
    #[serde(default)]
    pub values: Vec<String>,
    /// Whether capitals and small letters are alike.
    #[serde(default)]
    pub ignore_case: bool,
    /// The status of the answer where it is missing or another.
    pub status: u16,
    /// The message in that answer.
    pub message: String,
}

/// Where the keys of a token's issuer are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JwtKeys {
    /// A key set (RFC 7517 section 5).
    Jwks(String),
    /// A description that names the key set and, where the policy names none, the issuer (OpenID Connect Discovery 1.0).
    OpenidConfiguration(String),
}

impl JwtKeys {
    /// The address.
    #[must_use]
    pub fn url(&self) -> &str {
        match self {
            Self::Jwks(url) | Self::OpenidConfiguration(url) => url,
        }
    }
}

/// A claim that tokens have to have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequiredClaim {
    /// Its name.
    pub name: String,
    /// One of these is asked for, as the claim, in its array or as one of its words; any value where there is none.
    #[serde(default)]
    pub values: Vec<String>,
}

/// What tokens have to be like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValidateJwt {
    /// Whose keys sign them.
    pub keys: JwtKeys,
    /// Who may have made them; empty for whoever has the keys.
    #[serde(default)]
    pub issuers: Vec<String>,
    /// For whom they may be made; empty for anybody.
    #[serde(default)]
    pub audiences: Vec<String>,
    /// What else they have to say.
    #[serde(default)]
    pub claims: Vec<RequiredClaim>,
    /// The header that they come in, with or without `Bearer`.
    #[serde(default = "authorization")]
    pub header: String,
    /// By how many seconds two clocks may differ.
    #[serde(default)]
    pub clock_skew: u32,
}

fn authorization() -> String {
    "Authorization".to_owned()
}

/// Which calls are answered alike.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CacheLookup {
    /// Headers by which answers differ.
    #[serde(default)]
    pub vary_headers: Vec<String>,
    /// Parameters of the query by which answers differ; empty for all.
    #[serde(default)]
    pub vary_query: Vec<String>,
    /// Whether calls with `Authorization` are answered from it too, each by its own.
    #[serde(default)]
    pub allow_authorization: bool,
}

/// For how long an answer is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CacheStore {
    /// Seconds.
    pub seconds: u32,
}

/// Which documented sample answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MockResponse {
    /// The status.
    pub status: u16,
    /// The media type; empty for the first that is documented.
    #[serde(default)]
    pub content_type: String,
}

/// How many calls may run at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitConcurrency {
    /// The most.
    pub most: u32,
    /// Of what; `None` for all together.
    #[serde(default)]
    pub key: Option<CounterKey>,
}

/// How long a backend may take, in seconds; `None` for what the gateway's configuration says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackendTimeouts {
    /// To accept a connection.
    #[serde(default)]
    pub connect: Option<u32>,
    /// To begin its answer.
    #[serde(default)]
    pub first_byte: Option<u32>,
    /// To end it.
    #[serde(default)]
    pub total: Option<u32>,
}

/// A header of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderLine {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// An answer as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnResponse {
    /// The status.
    pub status: u16,
    /// The headers.
    #[serde(default)]
    pub headers: Vec<HeaderLine>,
    /// The body.
    #[serde(default)]
    pub body: String,
}
