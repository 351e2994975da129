//! What a schema is, in a few words.

use serde_json::Value;

use super::super::Schemas;
use super::super::keyword::{map, subschema};
use super::super::reference;
use super::types::Types;
use super::whole::{Whole, alternatives};

/// How deep `array of array of …` goes.
const DEPTH: usize = 4;

/// The most alternatives that are named.
const NAMED: usize = 3;

/// The words for a schema.
pub(super) fn kind(whole: &Whole<'_>, types: &Types<'_>, schemas: &dyn Schemas) -> String {
    words(whole, types, schemas, 0)
}

fn words(whole: &Whole<'_>, types: &Types<'_>, schemas: &dyn Schemas, depth: usize) -> String {
    let kind = base(whole, types, schemas, depth);
    if types.null && kind != "null" && kind != "any" { format!("{kind} or null") } else { kind }
}

fn of(schema: &Value, schemas: &dyn Schemas, depth: usize) -> String {
    let whole = Whole::read(schema, "", schemas);
    if depth > DEPTH {
        return whole.reference().map_or_else(|| "any".to_owned(), reference::name);
    }
    words(&whole, &Types::of(&whole), schemas, depth)
}

fn base(whole: &Whole<'_>, types: &Types<'_>, schemas: &dyn Schemas, depth: usize) -> String {
    if whole.parts.iter().any(|part| part.schema == &Value::Bool(false)) {
        return "nothing".to_owned();
    }
    let name = whole.reference().map(reference::name);
    if whole.unresolved || types.conflict {
        return name.unwrap_or_else(|| "any".to_owned());
    }
    match types.names.as_slice() {
        [] => {
            let of_variants = || variants(whole, schemas, depth);
            let fallback = || if types.null { "null" } else { "any" }.to_owned();
            let opaque = whole.parts.iter().all(|part| part.schema.as_object().is_none_or(serde_json::Map::is_empty));
            name.filter(|_| !opaque).or_else(of_variants).unwrap_or_else(fallback)
        }
        ["array"] => match inner(whole, "items") {
            Some(items) => format!("array of {}", of(items, schemas, depth + 1)),
            None => "array".to_owned(),
        },
        ["object"] => name.or_else(|| values(whole, schemas, depth)).unwrap_or_else(|| "object".to_owned()),
        names => names.join(" or "),
    }
}

/// `map of …`, for an object that has no properties of its own.
fn values(whole: &Whole<'_>, schemas: &dyn Schemas, depth: usize) -> Option<String> {
    let plain = whole.parts.iter().any(|part| map(part.schema, "properties").is_some_and(|names| !names.is_empty()));
    let values = inner(whole, "additionalProperties").filter(|values| !plain && **values != Value::Bool(false))?;
    Some(format!("map of {}", of(values, schemas, depth + 1)))
}

fn variants(whole: &Whole<'_>, schemas: &dyn Schemas, depth: usize) -> Option<String> {
    let found = whole.parts.iter().find_map(|part| {
        let all = ["oneOf", "anyOf"].map(|keyword| alternatives(part.schema, keyword));
        all.into_iter().find(|alternatives| !alternatives.is_empty())
    })?;
    if found.len() > NAMED {
        return Some(format!("one of {}", found.len()));
    }
    let mut names: Vec<String> = Vec::new();
    for (_, schema) in found {
        let name = of(schema, schemas, depth + 1);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Some(names.join(" or "))
}

fn inner<'a>(whole: &Whole<'a>, keyword: &str) -> Option<&'a Value> {
    whole.parts.iter().rev().find_map(|part| subschema(part.schema, keyword))
}
