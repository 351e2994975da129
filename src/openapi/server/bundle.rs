//! A document in several files as one: every other file becomes a part of the first, and references to files become
//! references to those parts.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::read::{Refusal, parse};

/// The member of the document that holds the other files.
const FILES: &str = "x-files";

/// Why files do not make a document.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// None of them is one.
    #[error("no OpenAPI document is among the files: one with openapi or swagger at its top was expected")]
    NoDocument,
    /// Several are.
    #[error("several OpenAPI documents are among the files: {}; import one of them by its name", .0.join(", "))]
    Several(Vec<String>),
    /// One cannot be read.
    #[error("{name}: {refusal}")]
    Refused {
        /// The file.
        name: String,
        /// Why.
        refusal: Refusal,
    },
}

/// The document among `files`, which are named by their paths from one folder with `/` between the parts, with all the
/// others in it, as JSON. What is neither JSON nor YAML stays out.
///
/// # Errors
/// [`BundleError`] when there is not exactly one document among them.
pub fn bundle(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, BundleError> {
    let mut parsed: BTreeMap<&str, Value> = BTreeMap::new();
    for (name, bytes) in files {
        match parse(bytes) {
            Ok((value, ..)) => drop(parsed.insert(name, value)),
            Err(refusal) if is_named_like_one(name) => {
                return Err(BundleError::Refused { name: name.clone(), refusal });
            }
            Err(_) => {}
        }
    }
    let roots: Vec<&str> = parsed.iter().filter(|(_, value)| is_document(value)).map(|(name, _)| *name).collect();
    let root = match roots.as_slice() {
        [] => return Err(BundleError::NoDocument),
        [root] => *root,
        several => several
            .iter()
            .copied()
            .find(|name| is_named_like_one(name))
            .ok_or_else(|| BundleError::Several(several.iter().map(|name| (*name).to_owned()).collect()))?,
    };
    let names: Vec<&str> = parsed.keys().copied().collect();
    for (name, value) in &mut parsed {
        rewrite(value, name, root, &names);
    }
    let Some(mut document) = parsed.remove(root) else { return Err(BundleError::NoDocument) };
    let others: Map<String, Value> = parsed.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    if let Some(document) = document.as_object_mut().filter(|_| !others.is_empty()) {
        document.insert(FILES.to_owned(), Value::Object(others));
    }
    Ok(document.to_string().into_bytes())
}

fn is_document(value: &Value) -> bool {
    value.get("openapi").is_some() || value.get("swagger").is_some()
}

/// Whether a file at the top of the folder has one of the names that documents usually have.
fn is_named_like_one(name: &str) -> bool {
    matches!(name.split_once('.'), Some(("openapi" | "swagger", "json" | "yaml" | "yml")))
}

/// Makes every reference of the file `name` one within the bundle.
fn rewrite(value: &mut Value, name: &str, root: &str, names: &[&str]) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(reference) if key == "$ref" => {
                        if let Some(inside) = within(reference, name, root, names) {
                            *reference = inside;
                        }
                    }
                    member => rewrite(member, name, root, names),
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|element| rewrite(element, name, root, names)),
        _ => {}
    }
}

/// The reference within the bundle for one of the file `name`; `None` when it leads to none of the files.
fn within(reference: &str, name: &str, root: &str, names: &[&str]) -> Option<String> {
    let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    let target = if file.is_empty() { name.to_owned() } else { resolve(name, file)? };
    if target == root {
        return Some(format!("#{pointer}"));
    }
    names.contains(&target.as_str()).then(|| {
        let escaped = target.replace('~', "~0").replace('/', "~1");
        format!("#/{FILES}/{escaped}{pointer}")
    })
}

/// The path that `file`, as written in `name`, has from the folder; `None` for what lies outside of it.
fn resolve(name: &str, file: &str) -> Option<String> {
    if file.contains(':') || file.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::super::read::read;
    use super::*;

    fn files(files: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
        files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn references_between_files_lead_to_the_same_things() {
        let bundled = bundle(&files(&[
            ("openapi.yaml", "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    $ref: paths/a.yaml\n"),
            (
                "paths/a.yaml",
                "get:\n  responses:\n    '200':\n      description: ok\n      content:\n        application/json:\n          \
                 schema: {$ref: '../schemas.json#/Pet'}\n",
            ),
            ("schemas.json", r##"{"Pet": {"type": "object", "properties": {"next": {"$ref": "#/Pet"}}}}"##),
            ("README.md", "# Not a document: [\n"),
        ]))
        .unwrap();
        let document = read(&bundled).unwrap();
        assert_eq!(document.operations.len(), 1, "{:?}", document.warnings);
        let schema = &document.operations[0].responses[0].representations[0].schema;
        assert!(schema.contains("#/x-files/schemas.json/Pet"), "{schema}");
        assert!(document.schemas.iter().any(|schema| schema.pointer == "#/x-files/schemas.json/Pet"));
    }

    #[test]
    fn nothing_outside_of_the_folder_is_looked_for() {
        assert_eq!(resolve("a.json", "../../etc/passwd"), None);
        assert_eq!(resolve("a.json", "/etc/passwd"), None);
        assert_eq!(resolve("a.json", "https://example.com/x.json"), None);
        assert_eq!(resolve("a/b.json", "../c.json").as_deref(), Some("c.json"));
    }

    #[test]
    fn there_must_be_one_document() {
        assert!(matches!(bundle(&files(&[("a.json", "{}")])), Err(BundleError::NoDocument)));
        let two = files(&[("a.json", r#"{"openapi":"3.0.0"}"#), ("b.json", r#"{"openapi":"3.0.0"}"#)]);
        assert!(matches!(bundle(&two), Err(BundleError::Several(names)) if names == ["a.json", "b.json"]));
    }
}
