//! The examples of an API's operations that everybody is offered. They hold no secrets: what was left out is named.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::folder::{Files, FolderError};
use super::text;
use crate::console::kept::KeptRequest;
use crate::console::server::examples::pinned::{self, Pinned};
use crate::identity::server::Administrator;
use crate::kernel::ApiError;
use crate::kernel::ids::ApiId;
use crate::platform::{AppError, AppState};

/// Their file, from the folder of their API.
pub(super) const FORM: &str = "examples.yaml";
/// What the console calls the operation, which has another id in every portal.
const OPERATION: &str = "operation";

#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    examples: Vec<Entry>,
}

/// An example.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// The operation's slug.
    operation: String,
    name: String,
    /// The call, as the console sends it.
    request: Value,
    /// What the secrets are called that were left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    without_body: bool,
}

/// Those of an API, in order.
pub(super) type Examples = Vec<Entry>;

/// Those that an API has.
pub(super) async fn load(state: &AppState, permit: &Administrator, api: &ApiId) -> Result<Examples, AppError> {
    let pinned = pinned::pinned(state, permit, api).await?;
    let entries =
        pinned.into_iter().map(|one| Entry::new(one).map_err(|error| AppError::Unexpected(error.to_string())));
    Ok(sorted(entries.collect::<Result<_, _>>()?))
}

/// Adds their file to those of their API.
pub(super) fn add_files(examples: &Examples, files: &mut Files) -> Result<(), AppError> {
    if !examples.is_empty() {
        files.insert(FORM.to_owned(), text::write(&File { examples: examples.clone() })?);
    }
    Ok(())
}

/// What the file at `path` says of the operations that have these `slugs`; `None` without one, which leaves them as they
/// are.
pub(super) fn parse(path: &str, bytes: Option<&[u8]>, slugs: &HashSet<&str>) -> Result<Option<Examples>, FolderError> {
    let Some(bytes) = bytes else { return Ok(None) };
    let File { examples } = text::parse(path, bytes)?;
    let mut entries = Examples::new();
    for entry in examples {
        let wrong = |reason: &str| FolderError::wrong(path, &format!("{}: {reason}", entry.name));
        if !slugs.contains(entry.operation.as_str()) {
            return Err(wrong(&format!("there is no operation {}", entry.operation)));
        }
        let pinned = entry.clone().pinned().map_err(|error| wrong(&error.to_string()))?;
        pinned.check().map_err(|error| wrong(&complaint(&error)))?;
        entries.push(Entry::new(pinned).map_err(|error| wrong(&error.to_string()))?);
    }
    Ok(Some(sorted(entries)))
}

/// What is wrong, with the fields' names.
fn complaint(error: &ApiError) -> String {
    match error {
        ApiError::Invalid { fields } => {
            let names: Vec<&str> = fields.iter().map(|complaint| complaint.field.as_str()).collect();
            format!("missing or too long: {}", names.join(", "))
        }
        other => other.to_string(),
    }
}

/// What the entries mean.
///
/// # Errors
/// When a call is none.
pub(super) fn meant(examples: Examples) -> Result<Vec<Pinned>, AppError> {
    let pinned = examples.into_iter().map(Entry::pinned).collect::<Result<_, _>>();
    pinned.map_err(|error| AppError::Unexpected(error.to_string()))
}

fn sorted(mut examples: Examples) -> Examples {
    examples.sort_by_cached_key(|one| (one.operation.clone(), one.name.clone(), one.request.to_string()));
    examples
}

impl Entry {
    fn new(Pinned { operation, name, kept }: Pinned) -> serde_json::Result<Self> {
        let KeptRequest { request, left_out, without_body } = kept;
        let mut request = serde_json::to_value(request)?;
        if let Value::Object(fields) = &mut request {
            fields.remove(OPERATION);
            fields.retain(|_, value| !value.is_null() && *value != json!([]));
        }
        Ok(Self { operation, name, request, left_out, without_body })
    }

    fn pinned(self) -> serde_json::Result<Pinned> {
        let Self { operation, name, mut request, left_out, without_body } = self;
        if let Value::Object(fields) = &mut request {
            fields.insert(OPERATION.to_owned(), json!(""));
        }
        let request = serde_json::from_value(request)?;
        Ok(Pinned::new(operation, &name, KeptRequest { request, left_out, without_body }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "apis/pets/examples.yaml";

    fn read(text: &str) -> Result<Option<Examples>, String> {
        parse(PATH, Some(text.as_bytes()), &HashSet::from(["list"])).map_err(|error| error.to_string())
    }

    #[test]
    fn secrets_in_a_file_are_left_out_and_named() {
        let text = "examples:\n- operation: list\n  name: Z\n  request: {}\n- operation: list\n  name: A\n  request:\n    \
             query:\n    - [page, '7']\n    - [token, hush]\n    credentials:\n    - bearer: {token: hush}\n";
        let examples = read(text).unwrap().unwrap();
        let mut files = Files::new();
        add_files(&examples, &mut files).unwrap();
        let written = String::from_utf8(files[FORM].clone()).unwrap();
        assert!(!written.contains("hush") && written.contains("left_out:"), "{written}");
        assert!(written.find("name: A") < written.find("name: Z"), "{written}");
        assert_eq!(read(&written), Ok(Some(examples)));
        assert_eq!(parse(PATH, None, &HashSet::new()).unwrap(), None);
        assert_eq!(read("examples: []\n"), Ok(Some(Examples::new())));
    }

    #[test]
    fn what_is_no_example_is_told_with_its_name() {
        for (text, message) in [
            ("examples: [{operation: none, name: A, request: {}}]", "A: there is no operation none"),
            ("examples: [{operation: list, name: A, request: {url: 'https://a'}}]", "A: unknown field `url`"),
            ("examples: [{operation: list, name: A, request: 1}]", "A: "),
            ("examples: [{operation: list, name: ' ', request: {}}]", "name"),
            ("examples: [{operation: list, name: A}]", "missing field `request`"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.starts_with(PATH) && error.contains(message), "{error}");
        }
    }
}
