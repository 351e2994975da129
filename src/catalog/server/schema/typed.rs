//! Texts that stand for values, as those of parameters do: an address or a header has no numbers, only their digits.

use serde_json::Value;

use super::check::Checker;
use super::{Direction, Schemas};
use crate::catalog::model::{Deviation, Problem};

/// What is wrong with `value`, whose numbers, booleans and nulls may be texts: one that can be read as what the schema wants
/// passes for it.
#[must_use]
pub fn typed_differences(mut value: Value, schema: &Value, schemas: &impl Schemas) -> Vec<Deviation> {
    let differences = |value: &Value| Checker::new(schemas, Direction::Request).differences(schema, value);
    let mut found = differences(&value);
    // Where a text is not wanted at all, nothing is lost with it.
    if read_texts(&mut value, &found, |problem| matches!(problem, Problem::WrongType { .. })) {
        found = differences(&value);
    }
    // Of alternatives one cannot tell beforehand.
    let mut other = value.clone();
    if read_texts(&mut other, &found, |problem| matches!(problem, Problem::Breaks { .. })) {
        let instead = differences(&other);
        if instead.len() < found.len() {
            found = instead;
        }
    }
    found.into_iter().map(|(pointer, problem)| Deviation::Value { pointer, problem }).collect()
}

/// Puts what they say in place of texts that have such a problem; whether there were any.
fn read_texts(value: &mut Value, found: &[(String, Problem)], is_meant: fn(&Problem) -> bool) -> bool {
    let mut any = false;
    for (pointer, problem) in found.iter().filter(|(_, problem)| is_meant(problem)) {
        if let Some(place) = value.pointer_mut(pointer)
            && let Some(read) = place.as_str().and_then(|text| scalar(text, problem))
        {
            *place = read;
            any = true;
        }
    }
    any
}

/// The number, boolean or null that `text` spells.
fn scalar(text: &str, problem: &Problem) -> Option<Value> {
    let read = serde_json::from_str(text).ok().filter(|value| matches!(value, Value::Number(_) | Value::Bool(_)));
    // An empty value is how one writes that there is none.
    let is_null = matches!(text, "" | "null")
        && !matches!(problem, Problem::WrongType { expected, .. } if !expected.contains("null"));
    read.or_else(|| is_null.then_some(Value::Null))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::catalog::server::schema::support::Document;

    fn found(schema: &Value, value: Value) -> Vec<(String, String)> {
        let document = Document(json!({"Size": {"type": "integer", "minimum": 1}}));
        let name = |deviation| match deviation {
            Deviation::Value { pointer, problem: Problem::Breaks { keyword, .. } } => (pointer, keyword),
            Deviation::Value { pointer, problem } => (pointer, format!("{problem:?}")),
            other => (String::new(), format!("{other:?}")),
        };
        typed_differences(value, schema, &document).into_iter().map(name).collect()
    }

    #[test]
    fn texts_pass_for_what_they_spell() {
        let size = json!({"$ref": "#/Size"});
        for (schema, value) in [
            (json!({"type": "integer", "maximum": 9}), json!("7")),
            (json!({"type": "number"}), json!("-1.5e3")),
            (json!({"type": "boolean"}), json!("true")),
            (json!({"type": "string", "pattern": "^[0-9]+$"}), json!("007")),
            (json!({"enum": [1, 2]}), json!("2")),
            (json!({"anyOf": [{"type": "integer"}, {"type": "null"}]}), json!("3")),
            (json!({"oneOf": [{"type": "integer"}, {"const": "all"}]}), json!("all")),
            (json!({"type": ["integer", "null"]}), json!("")),
            (json!({"type": "array", "items": size}), json!(["1", "22"])),
            (json!({"type": "object", "properties": {"n": size}}), json!({"n": "3", "m": "x"})),
        ] {
            assert_eq!(found(&schema, value.clone()), [], "{schema} {value}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_of_what_they_spell() {
        let of = |schema: &Value, value: Value| found(schema, value);
        let one = |pointer: &str, keyword: &str| vec![(pointer.to_owned(), keyword.to_owned())];
        assert_eq!(of(&json!({"type": "integer", "minimum": 1}), json!("0")), one("", "minimum"));
        assert_eq!(of(&json!({"type": "string", "enum": ["a"]}), json!("5")), one("", "enum"));
        assert_eq!(of(&json!({"type": "string", "format": "date"}), json!("2026-02-30")), one("", "format"));
        assert_eq!(of(&json!({"type": "array", "items": {"$ref": "#/Size"}}), json!(["1", "0"])), one("/1", "minimum"));
        let wrong = of(&json!({"type": "integer"}), json!("x"));
        assert!(wrong.len() == 1 && wrong[0].1.contains("WrongType"), "{wrong:?}");
    }
}
