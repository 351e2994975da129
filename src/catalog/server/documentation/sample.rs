//! Samples of bodies that have a schema and no example.

use serde_json::Value;

use crate::catalog::model::{Parameter, ParameterType, Representation};
use crate::catalog::server::schema::sample::{body, sample};
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

/// Gives a text of a certain format, such as a time, an example of how it is written, unless the parameter says more.
pub(crate) fn fill_example(parameter: &mut Parameter, schemas: &impl Schemas) {
    let says_more = !(parameter.example.is_empty() && parameter.default.is_empty() && parameter.allowed.is_empty());
    if says_more || parameter.kind != ParameterType::String || !parameter.schema.contains("\"format\"") {
        return;
    }
    let Ok(schema) = serde_json::from_str::<Value>(&parameter.schema) else { return };
    if let Some(Value::String(example)) = sample(&schema, schemas, Direction::Request) {
        parameter.example = example;
    }
}
