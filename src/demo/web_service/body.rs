//! Reading a request's JSON, with errors that name the place.

use serde_json::{Map, Value};

use crate::demo::error::{Detail, ServiceError};

/// The JSON object that `body` must be.
pub(super) fn parse(body: &[u8]) -> Result<Map<String, Value>, ServiceError> {
    let value: Value = serde_json::from_slice(body).map_err(|error| {
        let message = if body.trim_ascii().is_empty() {
            "The request has no body; expected is a JSON object.".to_owned()
        } else {
            format!("The request body is not JSON from line {}, column {} on.", error.line(), error.column())
        };
        ServiceError::bad_argument(Detail::new("RequestBodyInvalid", "body", message))
    })?;
    match value {
        Value::Object(members) => Ok(members),
        _ => Err(ServiceError::bad_argument(wrong("body", "a JSON object"))),
    }
}

/// The complaint that `place` is missing or not `expected`.
pub(super) fn wrong(place: impl Into<String>, expected: &str) -> Detail {
    let place = place.into();
    let message = format!("{place} must be {expected}.");
    Detail::new("RequestBodyInvalid", place, message)
}

/// Checks that `GlobalParameters` is an object where it is given. This web service has none.
pub(super) fn check_global_parameters(body: &Map<String, Value>) -> Result<(), Detail> {
    match body.get("GlobalParameters") {
        None | Some(Value::Object(_)) => Ok(()),
        Some(_) => Err(wrong("GlobalParameters", "a JSON object")),
    }
}
