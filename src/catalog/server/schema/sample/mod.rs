//! Example values for schemas that have none.
//!
//! A sample is checked against the whole schema before it is given out: none is better than a wrong one.

mod array;
mod author;
mod holding;
mod multipart;
mod number;
mod object;
mod solve;
mod string;
#[cfg(test)]
mod tests;
mod text;
mod whole;
mod xml;

use serde_json::Value;

use super::{Direction, Schemas};
use crate::kernel::http::essence;
pub use text::as_text;

/// The longest sample, in bytes of indented JSON.
const LENGTH: usize = 20_000;

/// How many bytes of optional properties a sample may have: many at first, then ever fewer.
const OPTIONAL: [usize; 3] = [4_500, 1_000, 0];

/// An example of what `schema` describes; `None` if there is none, or none was found.
#[must_use]
pub fn sample(schema: &Value, schemas: &impl Schemas, direction: Direction) -> Option<Value> {
    OPTIONAL.iter().find_map(|optional| {
        let value = solve::Solver::new(schemas, direction, *optional).value(&[schema], &[])?;
        let text = serde_json::to_string_pretty(&value).ok()?;
        let holds = super::check::Checker::new(schemas, direction).holds(schema, &value);
        (text.len() <= LENGTH && holds == Some(true)).then_some(value)
    })
}

/// An example of what `schema` describes, as a body of a content type would be sent; the parts of a form can be read and
/// taken apart again, but files are left out of them.
#[must_use]
pub fn body(schema: &Value, schemas: &impl Schemas, direction: Direction, content_type: &str) -> Option<String> {
    let value = sample(schema, schemas, direction)?;
    let essence = essence(content_type);
    if essence == "multipart/form-data" {
        multipart::multipart(&value, schema, schemas, direction)
    } else if essence.ends_with("/xml") || essence.ends_with("+xml") {
        xml::xml(&value, schema, schemas, direction)
    } else {
        as_text(&value, content_type)
    }
}
