//! The files' text: YAML, read like any other document of strangers.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::folder::FolderError;
use crate::openapi::model::Format;
use crate::openapi::server::{read, write as write_value};
use crate::platform::AppError;

/// `value` as a file says it.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, AppError> {
    let value = serde_json::to_value(value).map_err(|error| AppError::Unexpected(error.to_string()))?;
    write_value(&value, Format::Yaml)
}

/// What the file at `path` says.
///
/// # Errors
/// When it is neither YAML nor JSON, or says something else.
pub(super) fn parse<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> Result<T, FolderError> {
    let wrong = |reason: String| FolderError::wrong(path, &reason);
    let value = match read::parse(bytes) {
        Ok((value, ..)) => value,
        // A file that says nothing leaves everything as it is at first.
        Err(read::Refusal::Empty) => Value::Object(serde_json::Map::new()),
        Err(refusal) => return Err(wrong(refusal.to_string())),
    };
    serde_json::from_value(value).map_err(|error| wrong(error.to_string()))
}
