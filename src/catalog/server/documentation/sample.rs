//! Samples of bodies that have a schema and no example.

use serde_json::Value;

use crate::catalog::model::Representation;
use crate::catalog::server::schema::sample::{as_text, sample};
use crate::catalog::server::schema::{Direction, Schemas};

/// Gives a body without a sample one that is made of its schema, if that can be done honestly. Says whether it did.
pub(crate) fn fill_sample(body: &mut Representation, direction: Direction, schemas: &impl Schemas) -> bool {
    if !body.sample.is_empty() || body.schema.is_empty() {
        return false;
    }
    let Ok(schema) = serde_json::from_str::<Value>(&body.schema) else { return false };
    let text = sample(&schema, schemas, direction).and_then(|value| as_text(&value, &body.content_type));
    match text {
        Some(text) => {
            body.sample = text;
            true
        }
        None => false,
    }
}
