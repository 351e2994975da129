//! What every operation asks before it looks at its own arguments: the key, then the place, then the version.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use subtle::ConstantTimeEq as _;

use crate::demo::account;
use crate::demo::arguments::Arguments;
use crate::demo::error::{Detail, ServiceError};

/// The only version of the protocol.
const VERSION: &str = "2.0";

/// The permit to use the web service: the request carries its key and names it and a version that it speaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Access(());

impl<S: Send + Sync> FromRequestParts<S> for Access {
    type Rejection = ServiceError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ServiceError> {
        check_key(parts)?;
        let arguments = Arguments::from_request_parts(parts, state).await?;
        if arguments.path("workspace") != account::WORKSPACE {
            return Err(unknown("WorkspaceNotFound", "workspace", "There is no such workspace."));
        }
        if arguments.path("service") != account::SERVICE {
            return Err(unknown_service());
        }
        match arguments.query("api-version") {
            Some(VERSION) => Ok(Self(())),
            Some(_) => Err(bad_version("UnsupportedApiVersion", "The only supported api-version is 2.0.")),
            None => Err(missing_version()),
        }
    }
}

fn check_key(parts: &Parts) -> Result<(), ServiceError> {
    let credentials = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let Some((scheme, key)) = credentials.and_then(|credentials| credentials.split_once(' ')) else {
        let message = "The header Authorization must be Bearer, a space and the API key.";
        return Err(ServiceError::unauthorized(Detail::new("MissingApiKey", "Authorization", message)));
    };
    let right: bool = key.trim().as_bytes().ct_eq(account::KEY.as_bytes()).into();
    // The name of the scheme has no case (RFC 9110 section 11.1).
    if scheme.eq_ignore_ascii_case("Bearer") && right { Ok(()) } else { Err(wrong_key()) }
}

/// The answer to a wrong key.
pub(in crate::demo) fn wrong_key() -> ServiceError {
    ServiceError::unauthorized(Detail::new("InvalidApiKey", "Authorization", "This is not the web service's API key."))
}

/// The answer to a service that does not exist.
pub(in crate::demo) fn unknown_service() -> ServiceError {
    unknown("ServiceNotFound", "service", "There is no such service in this workspace.")
}

/// The answer to a query without a version.
pub(in crate::demo) fn missing_version() -> ServiceError {
    bad_version("MissingApiVersion", "The query must name the api-version, which is 2.0.")
}

fn unknown(code: &'static str, target: &'static str, message: &'static str) -> ServiceError {
    ServiceError::not_found(Detail::new(code, target, message))
}

fn bad_version(code: &'static str, message: &'static str) -> ServiceError {
    ServiceError::bad_argument(Detail::new(code, "api-version", message))
}
