//! JSON as a tree.

use serde::de::DeserializeSeed as _;

use super::pointer::Step;
use super::tree::{Growth, Tree};
use super::{Parsed, Refusal};
use crate::openapi::model::Format;

pub(super) fn parse(text: &str) -> Result<Parsed, Refusal> {
    let growth = Growth::new(text.len(), false);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // The tree has its own limit, which is higher.
    deserializer.disable_recursion_limit();
    let start = Step::start("");
    let result = Tree::root(&growth, &start).deserialize(&mut deserializer);
    match result.and_then(|root| deserializer.end().map(|()| root)) {
        Ok(root) => Ok(Parsed {
            root,
            format: Format::Json,
            is_json: true,
            duplicates: growth.into_duplicates(),
            notes: Vec::new(),
        }),
        Err(error) => Err(growth.refusal().unwrap_or_else(|| {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default().to_owned();
            Refusal::Json { line: error.line(), column: error.column(), message }
        })),
    }
}
