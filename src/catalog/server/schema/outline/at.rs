//! Finding the schema of a node that was left closed.

use serde_json::Value;

use super::super::Schemas;
use super::super::keyword::{is_schema, map, text};
use super::super::reference::{CHAIN, from_mapping, unescape};
use super::children::element;

/// The most tokens that a path may have.
const TOKENS: usize = 512;

/// The schema at `path`, a JSON pointer from `schema` through the keywords that hold schemas, such as
/// `/properties/owner/$ref/allOf/0`. `$ref` may be left out where only one of the two schemas has the next keyword.
///
/// What [`outline`](super::outline) makes of it has paths from there, to be put behind this one.
#[must_use]
pub fn at<'a>(schema: &'a Value, path: &str, schemas: &'a impl Schemas) -> Option<&'a Value> {
    if path.is_empty() {
        return Some(schema);
    }
    let tokens: Vec<String> = path.strip_prefix('/')?.split('/').take(TOKENS + 1).map(unescape).collect();
    if tokens.len() > TOKENS {
        return None;
    }
    let (mut current, mut rest) = (schema, tokens.as_slice());
    while !rest.is_empty() {
        (current, rest) = step(current, rest, schemas)?;
    }
    is_schema(current).then_some(current)
}

/// Takes the tokens of one keyword.
fn step<'a, 't>(
    schema: &'a Value,
    tokens: &'t [String],
    schemas: &'a dyn Schemas,
) -> Option<(&'a Value, &'t [String])> {
    let mut schema = schema;
    for _ in 0..CHAIN {
        if let Some(found) = within(schema, tokens, schemas) {
            return Some(found);
        }
        schema = schemas.schema(text(schema, "$ref")?)?;
    }
    None
}

fn within<'a, 't>(
    schema: &'a Value,
    tokens: &'t [String],
    schemas: &'a dyn Schemas,
) -> Option<(&'a Value, &'t [String])> {
    let (keyword, rest) = tokens.split_first()?;
    let (first, behind) = (rest.first(), rest.get(1..));
    match keyword.as_str() {
        "$ref" => Some((schemas.schema(text(schema, "$ref")?)?, rest)),
        "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions" => {
            Some((map(schema, keyword)?.get(first?)?, behind?))
        }
        "items" if schema.get("items").is_some_and(Value::is_array) => {
            Some((element(schema, keyword, first?)?, behind?))
        }
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Some((element(schema, keyword, first?)?, behind?)),
        "items"
        | "additionalItems"
        | "unevaluatedItems"
        | "contains"
        | "additionalProperties"
        | "unevaluatedProperties"
        | "propertyNames"
        | "not"
        | "if"
        | "then"
        | "else" => Some((schema.get(keyword)?, rest)),
        "discriminator" if first.is_some_and(|token| token == "mapping") => {
            let target = schema.get("discriminator")?.get("mapping")?.get(rest.get(1)?)?.as_str()?;
            Some((schemas.schema(&from_mapping(target))?, rest.get(2..)?))
        }
        _ => None,
    }
}
