//! What crosses the wire when a call is tried.

use serde::{Deserialize, Serialize};

use super::redirect::Redirect;
use crate::analytics::model::LimitUse;
use crate::catalog::model::{Deviation, Location};
use crate::kernel::Failure;
use crate::kernel::ids::{EnvironmentId, OperationId, SubscriptionId};

/// The value that a call gives to a parameter of its operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedValue {
    /// The parameter's name.
    pub name: String,
    /// Where the parameter stands.
    #[serde(rename = "in")]
    pub location: Location,
    /// Its value, not encoded.
    pub value: String,
}

/// The body of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RequestBody {
    /// Text.
    Text {
        /// Its media type, sent as `Content-Type` unless a header says otherwise; empty for none.
        content_type: String,
        /// The body. An empty one is not sent at all.
        text: String,
    },
    /// The fields of a form, as `application/x-www-form-urlencoded`.
    Form {
        /// Names and values; those without a name are left out.
        fields: Vec<(String, String)>,
    },
    /// The fields and files of a form, as `multipart/form-data`.
    Multipart {
        /// Those without a name are left out.
        parts: Vec<RequestPart>,
    },
    /// A file, whose bytes come behind the call.
    File {
        /// Its media type, as above.
        content_type: String,
        /// The file; `None` while none is chosen.
        file: Option<FileInput>,
    },
}

/// A part of a multipart body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestPart {
    /// The field's name.
    pub name: String,
    /// Its media type; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub content_type: String,
    /// What it holds.
    pub value: PartValue,
}

/// What a part of a multipart body holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PartValue {
    /// A text.
    Text(String),
    /// A file; `None` while none is chosen.
    File(Option<FileInput>),
}

/// A file whose bytes come behind the call, in the order in which the call names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileInput {
    /// Its name, without a folder.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
}

/// The server that a call goes to, named so that no address is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerChoice {
    /// Its number among those that the operation's calls may go to.
    pub number: u32,
    /// The values of its variables; those that are missing have their defaults.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<(String, String)>,
}

/// A call as the browser asks for it: an operation and values, never an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsoleRequest {
    /// The operation.
    pub operation: OperationId,
    /// Whose variables stand in place of `{{name}}` in what follows (see `console::variables`); without one, braces are
    /// braces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<EnvironmentId>,
    /// The server that it goes to; `None` for the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<ServerChoice>,
    /// The subscription with which it goes through the gateway; `None` for straight to the web service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subscription: Option<SubscriptionId>,
    /// The values of its parameters; those that are not sent are missing.
    #[serde(default)]
    pub parameters: Vec<NamedValue>,
    /// Query pairs that the operation does not document.
    #[serde(default)]
    pub query: Vec<(String, String)>,
    /// Request headers that the operation does not document. One with the name of a documented header replaces it.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    /// What it is authenticated with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credentials: Vec<Credential>,
    /// The body.
    #[serde(default)]
    pub body: Option<RequestBody>,
    /// After how many seconds it is given up; without it after as many as the operator lets it go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u32>,
    /// The redirect that is followed, as [`Redirect::follow`] has it, instead of calling the operation's own address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow: Option<String>,
}

/// What a call is authenticated with. What a person wrote into a row wins over it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Credential {
    /// A key.
    ApiKey {
        /// Where it stands.
        #[serde(rename = "in")]
        location: Location,
        /// What it is called there.
        name: String,
        /// The key.
        value: String,
    },
    /// A name and a password (RFC 7617).
    Basic {
        /// The name.
        user: String,
        /// The password.
        password: String,
    },
    /// A token (RFC 6750).
    Bearer {
        /// The token.
        token: String,
    },
}

impl Credential {
    /// Whether nothing was filled in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::ApiKey { value, .. } => value.is_empty(),
            Self::Basic { user, password } => user.is_empty() && password.is_empty(),
            Self::Bearer { token } => token.trim().is_empty(),
        }
    }
}

/// How long the stages of a call took until its answer began, in microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stages {
    /// Waiting for a free place among the running calls.
    pub queue: u64,
    /// Resolving the backend's name; `None` when it was not reached.
    pub name: Option<u64>,
    /// Connecting, with TLS; `None` when an open connection was used or it was not reached.
    pub connect: Option<u64>,
    /// From the request's departure to the answer's first byte; `None` when none came.
    pub first_byte: Option<u64>,
}

/// The beginning of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerHead {
    /// The address that was called.
    pub url: String,
    /// The status code, 100 to 599.
    pub status: u16,
    /// What the status code is called in RFC 9110; empty for an unknown one.
    pub reason: String,
    /// The protocol, such as `HTTP/1.1`.
    pub version: String,
    /// The headers in the order received, repeated ones included. Bytes that are not UTF-8 are shown as U+FFFD.
    pub headers: Vec<(String, String)>,
    /// The media type of the body as it will be shown; `None` when the backend did not say or its encoding is unknown.
    pub content_type: Option<String>,
    /// How long it took so far.
    pub stages: Stages,
    /// Where it leads; `None` when it is no redirect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect: Option<Redirect>,
    /// What the gateway did; `None` for a call that did not go through it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<Box<Trace>>,
}

/// What happened to a call in the gateway. Only whoever made the call is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The policies that acted, in their order.
    pub policies: Vec<ActedPolicy>,
    /// How far the subscription's limits are used up behind the call.
    pub limits: Vec<LimitUse>,
    /// Whether the web service was called; else the gateway answered itself.
    pub is_passed_on: bool,
    /// The address at the web service, for those who may change the API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backend: Option<String>,
}

/// A policy that acted on a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActedPolicy {
    /// Where it stands.
    pub scope: PolicyScope,
    /// Its name, such as `rate-limit`.
    pub policy: String,
    /// Whether it ended the call.
    pub has_stopped: bool,
    /// What is left of what it limits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<LimitLeft>,
}

/// Where a policy stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyScope {
    /// At all calls.
    Global,
    /// At those of a product.
    Product,
    /// At those of an API.
    Api,
    /// At those of an operation.
    Operation,
}

/// What is left of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitLeft {
    /// Whether it is counted in kilobytes instead of calls.
    pub is_kilobytes: bool,
    /// How many there may be.
    pub limit: u64,
    /// How many are left.
    pub remaining: u64,
    /// Until it begins anew.
    pub seconds: u64,
}

/// Where calls of an operation's API go on the gateway, and with which subscriptions the person may send them there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GatewayOffer {
    /// The API's address on the gateway, without a slash at its end.
    pub base_url: String,
    /// What names the version besides, if something does: where it stands, its name and the version's label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<(Location, String, String)>,
    /// The header in which clients send the key.
    pub key_header: String,
    /// The person's active subscriptions that are for the API.
    pub subscriptions: Vec<OfferedSubscription>,
}

/// A subscription with which a call can be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedSubscription {
    /// Its id.
    pub id: SubscriptionId,
    /// What the person calls it.
    pub name: String,
    /// What it is to; empty for all APIs.
    pub scope_name: String,
}

/// Why a body is not shown as the backend meant it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Its content coding is one that we cannot take off: it is shown encoded.
    UnknownCoding,
    /// It is not what its content coding says: it is shown as it came, or up to the point where it breaks.
    Undecodable,
}

/// The end of an answer that arrived whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerEnd {
    /// How many bytes of body arrived.
    pub received: u64,
    /// How many bytes they are decoded, as far as they were decoded.
    pub decoded: u64,
    /// From the first byte to the last, in microseconds.
    pub body: u64,
    /// The whole call, in microseconds.
    pub total: u64,
    /// Whether only the beginning of the body was sent to the browser.
    pub cut: bool,
    /// Why the body is not shown as the backend meant it.
    pub problem: Option<Problem>,
    /// Under which id the body can be downloaded.
    pub download: Option<String>,
    /// Whether the download is cut as well, because it reached the size that the server keeps.
    pub download_cut: bool,
    /// What the answer does otherwise than its operation documents; `None` when that says nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deviations: Option<Vec<Deviation>>,
}

/// A call that failed, before its answer began or in the middle of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerFail {
    /// The address that was called.
    pub url: String,
    /// What failed, and in which stage.
    pub failure: Failure,
    /// How long the stages took that were reached.
    pub stages: Stages,
    /// The whole call, in microseconds.
    pub total: u64,
}
