//! The error that crosses the wire: a kind with its arguments, never a sentence and never an inner detail.

use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use super::Message;
use super::wire::JsonText;

/// One field's complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name as its form has it, such as `service_url` or `parameters.2.name`.
    pub field: String,
    /// What is wrong with it.
    pub message: Message,
}

/// Why a request could not be carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiError {
    /// There is no such thing, or the caller may not know of it. 404.
    #[error("not found")]
    NotFound,
    /// Some fields cannot be accepted. 422.
    #[error("invalid input")]
    Invalid {
        /// The complaints, in the order of the form.
        fields: Vec<FieldError>,
    },
    /// The caller has not signed in. 401.
    #[error("not signed in")]
    Unauthenticated,
    /// The caller may not do this. 403.
    #[error("not permitted")]
    Forbidden,
    /// Somebody else changed it in the meantime. 409.
    #[error("changed in the meantime")]
    Conflict,
    /// Too many requests. 429.
    #[error("too many requests")]
    RateLimited {
        /// After how many seconds the next attempt is accepted.
        retry_after_seconds: u64,
    },
    /// What was sent could not be understood as a request at all. 400.
    #[error("malformed request")]
    Malformed,
    /// The request's body is larger than this route takes. 413.
    #[error("request body too large")]
    TooLarge,
    /// The server cannot do this right now: the disk is full, the database is locked, too many calls run. 503.
    #[error("unavailable")]
    Unavailable,
    /// The server could not be reached. Made in the browser only.
    #[error("server out of reach")]
    Unreachable,
    /// A fault of ours; the log has more under this id. 500.
    #[error("internal error {request_id}")]
    Internal {
        /// The id under which the log has the cause.
        request_id: String,
    },
}

impl ApiError {
    /// One field's complaint as an error.
    #[must_use]
    pub fn field(field: impl Into<String>, message: Message) -> Self {
        Self::Invalid { fields: vec![FieldError { field: field.into(), message }] }
    }

    /// The HTTP status that says this (RFC 9110 section 15).
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::TooLarge => 413,
            Self::Invalid { .. } => 422,
            Self::RateLimited { .. } => 429,
            Self::Internal { .. } => 500,
            Self::Unavailable | Self::Unreachable => 503,
        }
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Unreachable,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Malformed
            }
            _ => Self::Internal { request_id: String::new() },
        }
    }
}
