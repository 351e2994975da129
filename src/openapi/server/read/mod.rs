//! Reading documents: bytes in, a neutral [`Document`] out. Nothing here touches database, network or clock.
//!
//! What can be understood is taken, everything else becomes a warning; only what is no OpenAPI document at all, or would
//! harm the server, is refused. The way of a document: `text` (encoding) → `json` or `yaml` (both build the same `tree`,
//! under `limits`) → `convert`, which walks the tree by `node`s that know where they stand.

mod about;
mod bodies;
mod bodies_v2;
mod callbacks;
mod convert;
mod document;
mod examples;
mod headers;
mod json;
mod limits;
mod links;
mod locate;
mod names;
mod node;
mod operation;
mod parameter;
mod parameters;
mod paths;
mod pointer;
mod reading;
mod references;
mod refusal;
mod responses;
mod schemas;
mod security;
mod servers;
mod several;
mod template;
mod text;
mod tree;
mod types;
mod warnings;
mod yaml;

use std::borrow::Cow;

use serde_json::Value;

pub use limits::BYTES as MOST_BYTES;

pub use document::{Document, NamedSchema};
pub use refusal::Refusal;

use crate::openapi::model::{Format, Warning};

/// Reads a document of Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2, in JSON or YAML.
///
/// # Errors
/// A [`Refusal`] when it is no such document, or too large or too deep to be read.
pub fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    limits::with_deep_stack(|| {
        let (parsed, text) = parse_bytes(bytes)?;
        convert::convert(&parsed, &text)
    })
}

/// Reads a document's tree without looking at what it says: for those who change it and write it again. The warnings
/// name keys that occur twice, the last of which is in the tree.
///
/// # Errors
/// A [`Refusal`] when it is neither JSON nor YAML, no object, or too large or too deep to be read.
pub fn parse(bytes: &[u8]) -> Result<(Value, Format, Vec<Warning>), Refusal> {
    limits::with_deep_stack(|| {
        let (parsed, text) = parse_bytes(bytes)?;
        let mut warnings = warnings::Warnings::new();
        parsed.note(&mut warnings);
        Ok((parsed.root, parsed.format, warnings.finish(&text, parsed.is_json)))
    })
}

/// A document's tree, and how it was written.
struct Parsed {
    root: Value,
    format: Format,
    /// Whether it is JSON to the letter, so that its places can be found by JSON's grammar.
    is_json: bool,
    /// Pointers of the keys that occur twice.
    duplicates: Vec<String>,
    /// What was noticed of the document as a whole.
    notes: Vec<&'static str>,
}

impl Parsed {
    fn note(&self, warnings: &mut warnings::Warnings) {
        for note in &self.notes {
            warnings.add("", (*note).to_owned());
        }
        for pointer in &self.duplicates {
            warnings.add(pointer, "This key occurs more than once in its object; the last one counts.".to_owned());
        }
    }
}

/// The tree of a document, and the text in which its lines are counted.
fn parse_bytes(bytes: &[u8]) -> Result<(Parsed, Cow<'_, str>), Refusal> {
    let text::Decoded { text, is_guessed } = text::decode(bytes)?;
    let (mut parsed, text) = match several::first_api(&text) {
        Some((mut parsed, own)) => {
            parsed.notes.push("The file holds several documents; the first that is of OpenAPI was read.");
            (parsed, Cow::Owned(own))
        }
        None => (parse_text(&text)?, text),
    };
    if is_guessed {
        parsed.notes.push("The document is not UTF-8; it was read as Windows-1252.");
    }
    Ok((parsed, text))
}

/// What is written like JSON is read as JSON; if that fails, YAML may still understand it, such as a comma too many.
fn parse_text(text: &str) -> Result<Parsed, Refusal> {
    let start = text.trim_start();
    if start.is_empty() {
        return Err(Refusal::Empty);
    }
    let parsed = if start.starts_with(['{', '[']) {
        match json::parse(text) {
            Err(refusal @ Refusal::Json { .. }) if text.len() <= limits::SECOND_TRY => {
                yaml::parse(text).map_err(|_| refusal)?
            }
            result => result?,
        }
    } else {
        yaml::parse(text)?
    };
    match parsed.root {
        Value::Object(_) => Ok(parsed),
        Value::Null => Err(Refusal::Empty),
        _ => Err(Refusal::NotOpenApi),
    }
}
