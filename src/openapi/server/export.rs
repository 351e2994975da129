//! An API as an OpenAPI document: the one that it was imported from, with what the portal says in its place, or one made
//! of what was registered by hand.

use std::collections::HashMap;

use bytes::Bytes;
use serde_json::{Map, Value, json};

use super::anchor::anchor;
use super::compare::key;
use super::made::{made_operation, made_server};
use super::read::parse;
use super::service_url::service_url;
use crate::catalog::model::{Api, Operation, OperationInput};
use crate::catalog::server::service::{self, WholeApi};
use crate::identity::server::Caller;
use crate::openapi::model::{Documented, Format};
use crate::platform::{AppError, AppState};

/// The methods that OpenAPI names in a path item (OpenAPI 3.2, Path Item Object).
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// The document that the API `slug` was imported from, byte by byte; `None` when it was registered by hand.
///
/// # Errors
/// `NotFound` when the caller sees no such API.
pub async fn original(state: &AppState, caller: &Caller, slug: &str) -> Result<Option<(Format, Vec<u8>)>, AppError> {
    let document = service::document(state, caller, slug).await?;
    Ok(document.map(|(format, bytes)| (Format::parse(&format).unwrap_or_default(), bytes)))
}

/// The API `slug` as it is published, in `format`: under the title and the servers that the portal gives it, with what
/// was edited since it was imported.
///
/// # Errors
/// `NotFound` when the caller sees no such API.
pub async fn published(state: &AppState, caller: &Caller, slug: &str, format: Format) -> Result<Bytes, AppError> {
    let key = format!("{} {}", service::fingerprint(state, caller, slug).await?, format.as_str());
    state.made.get(&key, make(state, caller, slug, format)).await
}

async fn make(state: &AppState, caller: &Caller, slug: &str, format: Format) -> Result<Vec<u8>, AppError> {
    let WholeApi { api, operations, schemas, documented, document } = service::whole_api(state, caller, slug).await?;
    let writing = tokio::task::spawn_blocking(move || {
        let value = match document.and_then(|(_, bytes)| Some(parse(&bytes).ok()?.0)) {
            Some(original) => revised(original, &documented, &api, &operations),
            None => made(&api, &operations, &schemas),
        };
        write(&value, format)
    });
    writing.await.map_err(|error| AppError::Unexpected(error.to_string()))?
}

/// A document's tree as text, which [`parse`] reads as the same tree.
///
/// # Errors
/// When it cannot be written.
pub fn write(value: &Value, format: Format) -> Result<Vec<u8>, AppError> {
    match format {
        // A member called `<<` is one like any other in JSON, which is YAML as well; as plain YAML it would be merged.
        Format::Yaml if !has_merge_key(value) => serde_saphyr::to_string(value)
            .map(String::into_bytes)
            .map_err(|error| AppError::Unexpected(error.to_string())),
        _ => serde_json::to_vec_pretty(value).map_err(|error| AppError::Unexpected(error.to_string())),
    }
}

fn has_merge_key(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(name, member)| name == "<<" || has_merge_key(member)),
        Value::Array(items) => items.iter().any(has_merge_key),
        _ => false,
    }
}

/// The imported document with what the portal says in its place.
fn revised(mut document: Value, documented: &Documented, api: &Api, operations: &[Operation]) -> Value {
    let is_v2 = document.get("swagger").is_some();
    let Some(root) = document.as_object_mut() else { return document };
    let info = root.entry("info").or_insert_with(|| json!({}));
    if let Some(info) = info.as_object_mut() {
        info.insert("title".to_owned(), json!(api.title()));
    }
    // As long as the publisher names no other address, the document's servers say more: there may be several of them, and
    // variables in them.
    if !api.input.service_url.is_empty() && api.input.service_url != service_url(documented) {
        serve_from(root, &api.input.service_url, is_v2);
    }
    if let Some(paths) = root.get_mut("paths").and_then(Value::as_object_mut) {
        revise_paths(paths, operations, is_v2);
    }
    document
}

fn serve_from(root: &mut Map<String, Value>, service_url: &str, is_v2: bool) {
    if !is_v2 {
        root.insert("servers".to_owned(), json!([{ "url": service_url }]));
    } else if let Ok(url) = url::Url::parse(service_url) {
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        root.insert("host".to_owned(), json!(format!("{}{port}", url.host_str().unwrap_or_default())));
        root.insert("basePath".to_owned(), json!(url.path()));
        root.insert("schemes".to_owned(), json!([url.scheme()]));
    }
}

/// Takes out what was deleted, changes what was edited and adds what is new. Whatever was left alone stays as it was.
fn revise_paths(paths: &mut Map<String, Value>, operations: &[Operation], is_v2: bool) {
    let (made, read): (Vec<_>, Vec<_>) =
        operations.iter().partition(|operation| operation.input.documented.path.is_empty());
    let mut known: HashMap<_, _> = read.into_iter().map(|operation| (key(&operation.input), operation)).collect();
    for (path, item) in paths.iter_mut() {
        let Some(item) = item.as_object_mut() else { continue };
        let methods: Vec<String> =
            item.keys().filter(|method| METHODS.contains(&method.to_ascii_lowercase().as_str())).cloned().collect();
        for method in methods {
            match known.remove(&(method.to_ascii_uppercase(), path.clone())) {
                // The methods behind it keep their order.
                None => drop(item.shift_remove(&method)),
                Some(operation) if operation.revision > 1 => {
                    if let Some(object) = item.get_mut(&method).and_then(Value::as_object_mut) {
                        edit(object, &operation.input, (path, &method), is_v2);
                    }
                }
                Some(_) => {}
            }
        }
    }
    for operation in made {
        add(paths, &operation.input);
    }
}

fn edit(object: &mut Map<String, Value>, input: &OperationInput, (path, method): (&str, &str), is_v2: bool) {
    let mut made = made_operation(input);
    anchor(&mut made, path, method);
    let keys: &[&str] = if is_v2 {
        &["summary", "description"]
    } else {
        &["summary", "description", "parameters", "requestBody", "responses"]
    };
    for key in keys {
        match made.get(*key) {
            Some(value) => drop(object.insert((*key).to_owned(), value.clone())),
            None => drop(object.shift_remove(*key)),
        }
    }
}

/// A document made of what was registered by hand (OpenAPI 3.1).
fn made(api: &Api, operations: &[Operation], schemas: &[(String, String, String)]) -> Value {
    let mut paths = Map::new();
    for operation in operations {
        add(&mut paths, &operation.input);
    }
    let version = if api.input.version.is_empty() { "1.0" } else { &api.input.version };
    let mut info = json!({ "title": api.title(), "version": version });
    if !api.input.description.is_empty() {
        info["description"] = json!(api.input.description);
    }
    let mut document = json!({ "openapi": "3.1.0", "info": info });
    if !api.input.service_url.is_empty() {
        let first = json!({ "url": api.input.service_url });
        document["servers"] = std::iter::once(first).chain(api.input.servers.iter().map(made_server)).collect();
    }
    if !api.input.tags.is_empty() {
        document["tags"] = api.input.tags.iter().map(|tag| json!({ "name": tag })).collect();
    }
    document["paths"] = Value::Object(paths);
    let schemas: Map<String, Value> = schemas
        .iter()
        .filter_map(|(_, name, schema)| Some((name.clone(), serde_json::from_str(schema).ok()?)))
        .collect();
    if !schemas.is_empty() {
        document["components"] = json!({ "schemas": schemas });
    }
    document
}

/// Adds an operation under its path; where that has one of its verb already, under the whole template, query included.
fn add(paths: &mut Map<String, Value>, input: &OperationInput) {
    let whole = input.url_template.as_str();
    let path = whole.split('?').next().unwrap_or(whole);
    let verb = input.verb.to_ascii_lowercase();
    let is_taken = paths.get(path).is_some_and(|item| item.get(&verb).is_some());
    let path = if is_taken { whole } else { path };
    let mut made = made_operation(input);
    anchor(&mut made, path, &verb);
    if let Some(item) = paths.entry(path).or_insert_with(|| json!({})).as_object_mut() {
        item.insert(verb, Value::Object(made));
    }
}
