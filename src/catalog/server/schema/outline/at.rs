//! Finding the schema of a node that was left closed.

use serde_json::Value;

use super::super::Schemas;
use super::super::keyword::{is_schema, map, text};
use super::super::reference::{CHAIN, from_mapping, unescape};
use super::children::element;

/// The most tokens that a path may have.
const TOKENS: usize = 512;

/// A schema that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// It.
    pub schema: &'a Value,
    /// The last reference on the way to it, and the path from there. `None` where no reference led.
    pub last: Option<(String, String)>,
}

/// The schema at `path`, a JSON pointer from `schema` through the keywords that hold schemas, such as
/// `/properties/owner/$ref/allOf/0`. `$ref` may be left out where only one of the two schemas has the next keyword.
///
/// What [`outline`](super::outline) makes of it has paths from there, to be put behind this one, or behind that from the last
/// reference: then they stay short however often a schema comes round to itself.
#[must_use]
pub fn at<'a>(schema: &'a Value, path: &str, schemas: &'a impl Schemas) -> Option<Found<'a>> {
    if path.is_empty() {
        return Some(Found { schema, last: None });
    }
    let raw: Vec<&str> = path.strip_prefix('/')?.split('/').take(TOKENS + 1).collect();
    if raw.len() > TOKENS {
        return None;
    }
    let tokens: Vec<String> = raw.iter().copied().map(unescape).collect();
    let (mut current, mut rest, mut last) = (schema, tokens.as_slice(), None);
    while !rest.is_empty() {
        let taken = step(current, rest, schemas)?;
        (current, rest) = (taken.schema, taken.rest);
        last = taken.reference.or(last);
    }
    // As many tokens as were left behind the reference, with what parts them.
    let behind = |left: usize| raw[raw.len() - left..].iter().flat_map(|token| ["/", token]).collect::<String>();
    let last = last.map(|(reference, left)| (reference, behind(left)));
    is_schema(current).then_some(Found { schema: current, last })
}

/// Where the tokens of one keyword lead.
struct Taken<'a, 't> {
    schema: &'a Value,
    rest: &'t [String],
    /// The last reference that was followed, and how many tokens were left behind it.
    reference: Option<(String, usize)>,
}

/// Takes the tokens of one keyword.
fn step<'a, 't>(schema: &'a Value, tokens: &'t [String], schemas: &'a dyn Schemas) -> Option<Taken<'a, 't>> {
    let mut schema = schema;
    let mut followed = None;
    for _ in 0..CHAIN {
        if let Some(taken) = within(schema, tokens, schemas) {
            return Some(Taken { reference: taken.reference.or(followed), ..taken });
        }
        let reference = text(schema, "$ref")?;
        schema = schemas.schema(reference)?;
        followed = Some((reference.to_owned(), tokens.len()));
    }
    None
}

fn within<'a, 't>(schema: &'a Value, tokens: &'t [String], schemas: &'a dyn Schemas) -> Option<Taken<'a, 't>> {
    let (keyword, rest) = tokens.split_first()?;
    let (first, behind) = (rest.first(), rest.get(1..));
    let by = |reference: &str, rest: &'t [String]| {
        let schema = schemas.schema(reference)?;
        Some(Taken { schema, rest, reference: Some((reference.to_owned(), rest.len())) })
    };
    let (schema, rest) = match keyword.as_str() {
        "$ref" => return by(text(schema, "$ref")?, rest),
        "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions" => {
            (map(schema, keyword)?.get(first?)?, behind?)
        }
        "items" if schema.get("items").is_some_and(Value::is_array) => (element(schema, keyword, first?)?, behind?),
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => (element(schema, keyword, first?)?, behind?),
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
        | "else" => (schema.get(keyword)?, rest),
        "discriminator" if first.is_some_and(|token| token == "mapping") => {
            let target = schema.get("discriminator")?.get("mapping")?.get(rest.get(1)?)?.as_str()?;
            return by(&from_mapping(target), rest.get(2..)?);
        }
        _ => return None,
    };
    Some(Taken { schema, rest, reference: None })
}
