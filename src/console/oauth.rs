//! What crosses the wire when somebody gets a token from an authorization server (RFC 6749, OpenID Connect Core 1.0). The
//! browser names an operation and a security scheme, never an address. What holds a secret cannot be printed.

use serde::{Deserialize, Serialize};

use crate::kernel::Failure;
use crate::kernel::ids::OperationId;

/// A way to get a token that we can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    /// A person signs in there (RFC 6749 section 4.1, with RFC 7636).
    AuthorizationCode,
    /// The application itself is given a token (RFC 6749 section 4.4).
    ClientCredentials,
    /// A person signs in at a provider that describes itself (OpenID Connect Core 1.0 section 3.1).
    OpenIdConnect,
}

impl Flow {
    /// The word that stands for it in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "authorization_code",
            Self::ClientCredentials => "client_credentials",
            Self::OpenIdConnect => "open_id_connect",
        }
    }
}

/// What a token may be good for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeOption {
    /// Its name.
    pub name: String,
    /// What it allows; empty when nobody says.
    pub description: String,
    /// Whether the operation needs it.
    pub required: bool,
}

/// A way to get a token, with the scopes to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlowOption {
    /// The way.
    pub flow: Flow,
    /// What is documented, and what the operation needs.
    pub scopes: Vec<ScopeOption>,
}

/// What there is to choose before a token is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OAuthOptions {
    /// The ways that we can go.
    pub flows: Vec<FlowOption>,
    /// The others that are documented, by their names in OpenAPI.
    pub others: Vec<String>,
    /// What has to be registered at the authorization server for people to come back.
    pub redirect_uri: String,
}

/// How a client shows its secret (RFC 6749 section 2.3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuthentication {
    /// In the header `Authorization`.
    #[default]
    Basic,
    /// Among the fields of the form.
    Body,
}

/// A token is wanted.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenRequest {
    /// The operation that it is for.
    pub operation: OperationId,
    /// The security scheme, by its name in the document.
    pub scheme: String,
    /// The way.
    pub flow: Flow,
    /// What the authorization server knows the client by.
    pub client_id: String,
    /// The client's secret; empty for a public client.
    #[serde(default)]
    pub client_secret: String,
    /// How the secret is shown.
    #[serde(default)]
    pub client_authentication: ClientAuthentication,
    /// What the token shall be good for.
    #[serde(default)]
    pub scopes: Vec<String>,
}

/// A token that was given out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// The token.
    pub access_token: String,
    /// What kind it is, as the server wrote it: always `Bearer`, in some spelling.
    pub token_type: String,
    /// In how many seconds it expires, if the server says so.
    pub expires_in: Option<u64>,
    /// What it is good for, separated by spaces: what was asked for unless the server says otherwise.
    pub scope: String,
    /// Whether an ID token came too. Nobody has verified it.
    pub has_id_token: bool,
    /// By which name the token can be renewed, if it can.
    pub refresh: Option<String>,
}

/// What was being done when no token came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenStep {
    /// Reading what the provider says of itself.
    Discovery,
    /// A person was to authorize us.
    Authorization,
    /// Asking for the token.
    Token,
    /// Renewing the token.
    Refresh,
}

/// Why no token came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum TokenProblem {
    /// The call failed.
    Call {
        /// How.
        failure: Failure,
    },
    /// The document names no address that can be called.
    NoAddress,
    /// The server says why, by an error of OAuth (RFC 6749 sections 4.1.2.1 and 5.2).
    Refused {
        /// Its code, such as `invalid_client`.
        error: String,
        /// What it adds for people; empty for nothing.
        description: String,
    },
    /// The server answered with this status and did not say why.
    Status {
        /// The status code.
        status: u16,
    },
    /// The server leads on to another address, where secrets must not follow.
    Redirected {
        /// The status code.
        status: u16,
    },
    /// What came is no JSON object.
    NotJson,
    /// What came is too long.
    TooLarge,
    /// Something is missing in what came, or is not what it must be.
    Missing {
        /// The member's name.
        member: String,
    },
    /// The token is of a kind that cannot be sent as `Bearer`.
    TokenType {
        /// The kind.
        token_type: String,
    },
    /// The provider calls itself something else than its address says (OpenID Connect Discovery 1.0 section 4.3), or the
    /// answer is another one's (RFC 9207).
    Issuer {
        /// Who was expected; empty when that is not known.
        expected: String,
        /// Who it says it is; empty when it does not say.
        found: String,
    },
}

/// No token came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenFailure {
    /// What was being done.
    pub step: TokenStep,
    /// What went wrong.
    #[serde(flatten)]
    pub problem: TokenProblem,
}

/// What became of the wish for a token.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenOutcome {
    /// It came.
    Token(Token),
    /// It did not.
    Failed(TokenFailure),
}

/// What became of the wish to send a person to the authorization server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Begun {
    /// They can go.
    Begun {
        /// By which name the flow is asked about.
        flow: String,
        /// Where they go.
        url: String,
    },
    /// They cannot.
    Failed(TokenFailure),
}

/// Asks what became of a flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlowRequest {
    /// The flow's name.
    pub flow: String,
}

/// What became of a flow.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlowState {
    /// The person has not come back yet.
    Waiting,
    /// It has ended. This is told once.
    Done(TokenOutcome),
    /// There is no such flow of this browser's, or no longer.
    Gone,
}

/// Has a token renewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefreshRequest {
    /// The name from [`Token::refresh`].
    pub refresh: String,
}
