//! The parts of a form (RFC 7578) as a sample: to be read, since files are left out.

use serde_json::Value;

use super::super::keyword::text;
use super::super::{Direction, Schemas};
use super::holding::{Holding, Parts, of_item};
use super::text::plain;

/// `value`, for which `schema` holds, as the parts of a form; `None` when it is no object.
pub(super) fn multipart(value: &Value, schema: &Value, schemas: &dyn Schemas, direction: Direction) -> Option<String> {
    let holding = Holding::new(schemas, direction);
    let whole = holding.parts(&[schema], value);
    let mut written = String::new();
    for (name, value) in value.as_object()? {
        let parts = holding.parts(&holding.of_member(&whole, name), value);
        if let Value::Array(items) = value {
            for (index, item) in items.iter().enumerate() {
                written.push_str(&part(name, item, &holding.parts(&of_item(&parts, index), item)));
            }
        } else {
            written.push_str(&part(name, value, &parts));
        }
    }
    Some(written + "--boundary--")
}

fn part(name: &str, value: &Value, parts: &Parts<'_>) -> String {
    let is_file = parts.all.iter().any(|part| {
        text(part, "format") == Some("binary")
            || text(part, "contentMediaType").is_some() && part.get("contentEncoding").is_none()
    });
    let name = name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    let (more, content) = match plain(value) {
        _ if is_file => ("; filename=\"file\"\nContent-Type: application/octet-stream", "…".to_owned()),
        Some(text) => ("", text),
        None => ("\nContent-Type: application/json", serde_json::to_string_pretty(value).unwrap_or_default()),
    };
    format!("--boundary\nContent-Disposition: form-data; name=\"{name}\"{more}\n\n{content}\n")
}
