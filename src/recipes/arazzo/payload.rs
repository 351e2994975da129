//! From the payload of a request body to a text with expressions.

use serde_json::Value;

use super::cursor::At;
use super::{Refusal, Refused, Type};
use crate::catalog::template::Encoded;
use crate::kernel::http::essence;
use crate::recipes::context;
use crate::recipes::template::{Piece, Place, Template};

/// The text of the request body `at`.
pub(super) fn text(at: &At<'_>, content_type: &str) -> Result<String, Refused> {
    let Some(payload) = at.get("payload")? else { return Ok(String::new()) };
    let replacements = at.optional_list("replacements")?;
    let replaced;
    let value = match (payload.value, replacements.as_slice()) {
        (value, []) => value,
        (value, replacements) => {
            // A payload that is a text may be JSON in which something is replaced.
            let parsed = value.as_str().and_then(|text| serde_json::from_str(text).ok());
            let mut value = parsed.unwrap_or_else(|| value.clone());
            for replacement in replacements {
                replace(&mut value, replacement)?;
            }
            replaced = value;
            &replaced
        }
    };
    match value {
        Value::String(text) => Ok(text.clone()),
        value if essence(content_type) == "application/x-www-form-urlencoded" => form(&payload, value),
        value => {
            let mut written = String::new();
            write(value, 0, &mut written).map_err(|error| payload.refuse(Refusal::Syntax { error }))?;
            Ok(written)
        }
    }
}

fn replace(payload: &mut Value, replacement: &At<'_>) -> Result<(), Refused> {
    let target = replacement.need("target")?;
    let value = replacement.need("value")?.value.clone();
    let place = payload.pointer_mut(target.text()?).ok_or_else(|| target.refuse(Refusal::Replacement))?;
    *place = value;
    Ok(())
}

/// The pairs of a form: `name=value` with `&` between them.
fn form(payload: &At<'_>, value: &Value) -> Result<String, Refused> {
    let members = value.as_object().ok_or_else(|| payload.refuse(Refusal::NotOfType { expected: Type::Object }))?;
    let mut pairs = Vec::new();
    for (name, value) in members {
        let template = Template::parse(&context::text(value));
        let template = template.map_err(|error| payload.refuse(Refusal::Syntax { error }))?;
        let pieces = template.pieces().iter().map(|piece| match piece {
            Piece::Text(text) => Encoded::of(text).as_str().to_owned(),
            Piece::Hole(expression, _) => format!("{{{expression}}}"),
        });
        pairs.push(format!("{}={}", Encoded::of(name).as_str(), pieces.collect::<String>()));
    }
    Ok(pairs.join("&"))
}

/// Adds `value` to `written` as JSON, with expressions in braces where strings have them: one that is a whole string
/// stands for its value in its own type. The document's depth was limited before.
fn write(value: &Value, depth: usize, written: &mut String) -> Result<(), crate::recipes::syntax::SyntaxError> {
    let line = |depth: usize, written: &mut String| {
        written.push('\n');
        written.push_str(&"  ".repeat(depth));
    };
    match value {
        Value::String(text) => {
            let template = Template::parse(text)?;
            match template.pieces() {
                [Piece::Hole(expression, _)] if text.starts_with('$') => {
                    written.push_str(&format!("{{{expression}}}"));
                }
                pieces => {
                    written.push('"');
                    for piece in pieces {
                        match piece {
                            Piece::Text(text) => {
                                written.push_str(&Place::JsonText.spell(&Value::from(text.as_str())));
                            }
                            Piece::Hole(expression, _) => written.push_str(&format!("{{{expression}}}")),
                        }
                    }
                    written.push('"');
                }
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (place, item) in items.iter().enumerate() {
                written.push(if place == 0 { '[' } else { ',' });
                line(depth + 1, written);
                write(item, depth + 1, written)?;
            }
            line(depth, written);
            written.push(']');
        }
        Value::Object(members) if !members.is_empty() => {
            for (place, (name, value)) in members.iter().enumerate() {
                written.push(if place == 0 { '{' } else { ',' });
                line(depth + 1, written);
                written.push_str(&Value::from(name.as_str()).to_string());
                written.push_str(": ");
                write(value, depth + 1, written)?;
            }
            line(depth, written);
            written.push('}');
        }
        value => written.push_str(&value.to_string()),
    }
    Ok(())
}
