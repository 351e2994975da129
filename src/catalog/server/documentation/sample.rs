//! Samples of bodies that have a schema and no example.

use serde_json::Value;

use crate::catalog::model::Representation;
use crate::catalog::server::schema::sample::body;
use crate::catalog::server::schema::{Direction, Schemas};

/// Gives a body without a sample one that is made of its schema, if that can be done honestly. Says whether it did.
pub(crate) fn fill_sample(representation: &mut Representation, direction: Direction, schemas: &impl Schemas) -> bool {
    if !representation.sample.is_empty() || representation.schema.is_empty() {
        return false;
    }
    let Ok(schema) = serde_json::from_str::<Value>(&representation.schema) else { return false };
    let made = body(&schema, schemas, direction, &representation.content_type);
    let is_made = made.is_some();
    representation.sample = made.unwrap_or_default();
    is_made
}
