//! Samples of bodies that have a schema and no example.

use serde_json::Value;

use crate::catalog::model::Representation;
use crate::catalog::server::schema::sample::{body, readable};
use crate::catalog::server::schema::{Direction, Schemas};

/// Gives a body without a sample one that is made of its schema, if that can be done honestly. Says whether it did.
pub(crate) fn fill_sample(representation: &mut Representation, direction: Direction, schemas: &impl Schemas) -> bool {
    fill(representation, |schema, content_type| body(schema, schemas, direction, content_type))
}

/// As [`fill_sample`], but for readers: it need not be possible to send it as it stands.
pub(super) fn fill_readable(representation: &mut Representation, direction: Direction, schemas: &impl Schemas) -> bool {
    fill(representation, |schema, content_type| readable(schema, schemas, direction, content_type))
}

fn fill(representation: &mut Representation, sample: impl Fn(&Value, &str) -> Option<String>) -> bool {
    if !representation.sample.is_empty() || representation.schema.is_empty() {
        return false;
    }
    let Ok(schema) = serde_json::from_str::<Value>(&representation.schema) else { return false };
    let made = sample(&schema, &representation.content_type);
    let is_made = made.is_some();
    representation.sample = made.unwrap_or_default();
    is_made
}
