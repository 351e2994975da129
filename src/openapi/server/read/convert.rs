//! A tree as a document in the catalog's words.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::names::Slugs;
use super::node::text_of;
use super::operation::Siblings;
use super::reading::{Reading, Version};
use super::{Document, Parsed, Refusal};
use crate::catalog::model::OperationInput;
use crate::catalog::template::{Piece, UrlTemplate};

/// The document that `parsed` is; `text` is what it was parsed from.
pub(super) fn convert(parsed: &Parsed, text: &str) -> Result<Document, Refusal> {
    let reading = Reading::new(parsed, version(&parsed.root)?, text.len());
    let (title, description) = reading.title();
    let mut siblings = Siblings { slugs: Slugs::new(), ids: HashSet::new(), schemes: reading.security_schemes() };
    let mut operations = operations(&reading, &mut siblings);
    reading.follow_links(&mut operations);
    let documented = reading.about(&operations, siblings.schemes);
    let schemas = reading.named_schemas();
    if reading.is_exhausted() {
        return Err(Refusal::Grows);
    }
    let warnings = reading.into_warnings().finish(text, parsed.is_json);
    Ok(Document { title, description, documented, operations, schemas, warnings, format: parsed.format })
}

/// The version that a document names.
pub(super) fn version(root: &Value) -> Result<Version, Refusal> {
    let named = ["openapi", "swagger", "swaggerVersion"].iter().find_map(|key| root.get(key));
    let Some(named @ (Value::String(_) | Value::Number(_))) = named else { return Err(Refusal::NotOpenApi) };
    let found = text_of(named).trim().to_owned();
    let mut numbers = found.split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(2)), None | Some(Ok(0))) => Ok(Version::V2),
        (Some(Ok(3)), None | Some(Ok(0))) => Ok(Version::V30),
        // Version 3 grows by additions, so what comes after 3.2 is read as far as it is known.
        (Some(Ok(3)), Some(Ok(_))) => Ok(Version::V31),
        _ => Err(Refusal::Version { found: found.chars().take(40).collect() }),
    }
}

/// Every path with every method, in the document's order.
fn operations(reading: &Reading<'_>, siblings: &mut Siblings) -> Vec<OperationInput> {
    let mut operations = Vec::new();
    let mut known: HashSet<(String, &str)> = HashSet::new();
    let mut shapes: HashMap<(String, String), String> = HashMap::new();
    for (key, path) in reading.members(&reading.document(), "paths") {
        let Some(item) = reading.path_item(path.clone()) else { continue };
        for (verb, node) in reading.methods(&item) {
            if reading.is_exhausted() {
                return operations;
            }
            // The catalog tells operations by these two, and knows the path that is empty by its template.
            if !known.insert((verb.clone(), if key.is_empty() { "/" } else { key })) {
                reading.warn(&node.at, format!("{verb} {key} is described twice; the first one counts."));
                continue;
            }
            let operation = reading.operation((key, &path), &item, (verb, &node), siblings);
            let shape = (operation.verb.clone(), shape(&operation.url_template));
            match shapes.get(&shape) {
                Some(other) => {
                    let message = format!("Calls of {} {key} cannot be told from those of {other}.", operation.verb);
                    reading.warn(&node.at, message);
                }
                None => {
                    shapes.insert(shape, key.to_owned());
                }
            }
            operations.push(operation);
        }
    }
    if operations.is_empty() {
        reading.warn("", "The document describes no operations.");
    }
    operations
}

/// A template without the names of its parameters.
fn shape(template: &str) -> String {
    let Ok(template) = UrlTemplate::parse(template) else { return template.to_owned() };
    let pieces = template.pieces().into_iter();
    pieces
        .map(|piece| match piece {
            Piece::Literal(text) => text,
            Piece::Parameter(_) => "{}",
        })
        .collect()
}
