//! A sample as it goes over the wire.

use serde_json::Value;

use crate::kernel::http::essence;

/// `value` as a body of a content type; `None` if it cannot be one, or its schema would have to be known.
#[must_use]
pub fn as_text(value: &Value, content_type: &str) -> Option<String> {
    let essence = essence(content_type);
    match essence.as_str() {
        "application/x-www-form-urlencoded" => form(value),
        json if json.ends_with("/json") || json.ends_with("+json") => serde_json::to_string_pretty(value).ok(),
        xml if xml.ends_with("/xml") || xml.ends_with("+xml") => None,
        text if text.starts_with("text/") => plain(value),
        _ => None,
    }
}

/// A value that is one piece of text.
pub(super) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// An object as pairs; an array as a pair for each element, and what is nested deeper as JSON, as OpenAPI has it.
fn form(value: &Value) -> Option<String> {
    let mut pairs = Vec::new();
    for (name, value) in value.as_object()? {
        let values = match value {
            Value::Array(elements) => elements.iter().collect(),
            Value::Null => continue,
            _ => vec![value],
        };
        for value in values {
            let text = plain(value).unwrap_or_else(|| value.to_string());
            pairs.push(format!("{}={}", encode(name), encode(&text)));
        }
    }
    Some(pairs.join("&"))
}

/// As the URL standard encodes forms.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => encoded.push(char::from(byte)),
            b' ' => encoded.push('+'),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}
