//! The body of a request.

use super::headers::check_value;
use super::neutral::{Body, File, Part, PartContent};
use super::takes_body;
use crate::catalog::model::{CallInput, SampleBody};
use crate::console::model::{FileInput, PartValue, RequestBody, RequestPart};
use crate::kernel::http::essence;
use crate::kernel::{Checks, Message};
use crate::paths::{decode, encode};

/// The media type of a form's fields.
pub const FORM: &str = "application/x-www-form-urlencoded";
/// The media type of a form with files.
pub const MULTIPART: &str = "multipart/form-data";

/// What is offered when the operation documents no body.
const USUAL: [&str; 6] =
    ["application/json", "application/xml", FORM, MULTIPART, "text/plain", "application/octet-stream"];

/// The media types to choose from for a body: the documented ones, or the usual ones.
#[must_use]
pub fn offered_types(documented: &[SampleBody]) -> Vec<String> {
    let types: Vec<String> =
        documented.iter().map(|body| body.content_type.clone()).filter(|kind| !kind.is_empty()).collect();
    if types.is_empty() { USUAL.map(str::to_owned).to_vec() } else { types }
}

/// How a body of some media type is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// As text.
    Text,
    /// As the fields of a form.
    Form,
    /// As fields and files.
    Multipart,
    /// As one file.
    File,
}

impl BodyKind {
    /// That of `content_type`.
    #[must_use]
    pub fn of(content_type: &str) -> Self {
        let essence = essence(content_type);
        let (kind, name) = essence.split_once('/').unwrap_or_default();
        match (kind, name) {
            _ if essence == FORM => Self::Form,
            _ if essence == MULTIPART => Self::Multipart,
            (_, name) if name.ends_with("+xml") || name.ends_with("+json") => Self::Text,
            ("image" | "audio" | "video" | "font", _) => Self::File,
            ("application", "octet-stream" | "pdf" | "zip" | "gzip" | "x-tar" | "x-gzip" | "msword" | "wasm") => {
                Self::File
            }
            ("application", name) if name.starts_with("vnd.openxml") || name.starts_with("vnd.ms-") => Self::File,
            _ => Self::Text,
        }
    }
}

/// The body that `input` asks for. Its media type is added to `headers`, unless they have one.
pub(super) fn build(
    operation: &CallInput,
    input: Option<&RequestBody>,
    headers: &mut Vec<(String, String)>,
    checks: &mut Checks,
) -> Body {
    let Some(input) = input else { return Body::None };
    let (content_type, body) = match input {
        RequestBody::Text { content_type, text } if !text.is_empty() => {
            (content_type.as_str(), Body::Text(text.clone()))
        }
        RequestBody::Text { .. } => return Body::None,
        RequestBody::Form { fields } => {
            let text = form(fields);
            if text.is_empty() {
                return Body::None;
            }
            (FORM, Body::Text(text))
        }
        RequestBody::Multipart { parts } => {
            let parts = multipart(parts, checks);
            if parts.is_empty() {
                return Body::None;
            }
            // Whoever sends it chooses the boundary, and so the type.
            headers.retain(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
            ("", Body::Multipart(parts))
        }
        RequestBody::File { file: None, .. } => return Body::None,
        RequestBody::File { content_type, file: Some(input) } => (content_type.as_str(), Body::File(file(input))),
    };
    if !takes_body(operation) {
        checks.complain("body", Message::TooLong { most: 0 });
        return Body::None;
    }
    let has_type = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    if !content_type.trim().is_empty()
        && !has_type
        && let Some(value) = checks.take("content_type", check_value(content_type.trim()))
    {
        headers.push(("Content-Type".to_owned(), value.to_owned()));
    }
    body
}

/// Fields as text (WHATWG URL, application/x-www-form-urlencoded serializing).
#[must_use]
pub fn form(fields: &[(String, String)]) -> String {
    let named = fields.iter().filter(|(name, value)| !(name.is_empty() && value.is_empty()));
    let pair = |(name, value): &(String, String)| format!("{}={}", form_encode(name), form_encode(value));
    named.map(pair).collect::<Vec<_>>().join("&")
}

fn form_encode(text: &str) -> String {
    encode(text).replace("%20", "+")
}

/// The fields that the text of a form, or a JSON object that stands for one, holds.
#[must_use]
pub fn form_fields(text: &str) -> Vec<(String, String)> {
    if let Ok(serde_json::Value::Object(members)) = serde_json::from_str(text) {
        let text = |value: serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        return members.into_iter().map(|(name, value)| (name, text(value))).collect();
    }
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

/// The parts that the text of a multipart body, or a JSON object that stands for one, holds; files are still to be chosen.
#[must_use]
pub fn multipart_parts(text: &str) -> Vec<RequestPart> {
    if let Ok(serde_json::Value::Object(members)) = serde_json::from_str(text) {
        let part = |(name, value): (String, serde_json::Value)| {
            let is_text = value.is_string();
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let kind = if is_text || !text.starts_with(['{', '[']) { "" } else { "application/json" };
            RequestPart { name, content_type: kind.to_owned(), value: PartValue::Text(text) }
        };
        return members.into_iter().map(part).collect();
    }
    let text = text.replace("\r\n", "\n");
    let Some(delimiter) = text.lines().next().filter(|line| line.starts_with("--") && line.len() > 2) else {
        return Vec::new();
    };
    let between = format!("\n{delimiter}");
    let behind_first = text.get(delimiter.len()..).unwrap_or_default();
    let pieces = behind_first.split(between.as_str()).filter_map(|piece| piece.strip_prefix('\n'));
    pieces.filter_map(multipart_part).collect()
}

fn multipart_part(piece: &str) -> Option<RequestPart> {
    let (head, content) = piece.split_once("\n\n")?;
    let unescape = |name: &str| name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    let name = unescape(head.split_once(" name=\"")?.1.split_once('"')?.0);
    let is_file = head.contains(" filename=\"");
    let kind = head.lines().find_map(|line| line.strip_prefix("Content-Type: ")).unwrap_or_default();
    let value = if is_file { PartValue::File(None) } else { PartValue::Text(content.to_owned()) };
    Some(RequestPart { name, content_type: kind.to_owned(), value })
}

fn file(input: &FileInput) -> File {
    File { name: input.name.clone(), size: input.size }
}

fn multipart(parts: &[RequestPart], checks: &mut Checks) -> Vec<Part> {
    let mut built = Vec::new();
    for (position, part) in parts.iter().enumerate() {
        if part.name.is_empty() {
            if !matches!(&part.value, PartValue::Text(text) if text.is_empty()) && part.value != PartValue::File(None) {
                checks.complain(format!("parts.{position}.name"), Message::Required);
            }
            continue;
        }
        let content = match &part.value {
            PartValue::File(None) => {
                checks.complain(format!("parts.{position}.value"), Message::Required);
                continue;
            }
            PartValue::File(Some(input)) => PartContent::File(file(input)),
            PartValue::Text(text) => PartContent::Text(text.clone()),
        };
        let kind = checks.take(format!("parts.{position}.content_type"), check_value(&part.content_type));
        built.push(Part { name: part.name.clone(), content_type: kind.unwrap_or_default().to_owned(), content });
    }
    built
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_comes_back_as_it_was() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields = [pair("a b", "1+1=2&c"), pair("ü", ""), pair("a b", "%")];
        assert_eq!(form(&fields), "a+b=1%2B1%3D2%26c&%C3%BC=&a+b=%25");
        assert_eq!(form_fields(&form(&fields)), fields);
        assert_eq!(form(&[pair("", "")]), "");
        assert_eq!(form_fields("&a&=b"), [pair("a", ""), pair("", "b")]);
        assert_eq!(form_fields(r#"{"a": "b c", "d": 1}"#), [pair("a", "b c"), pair("d", "1")]);
    }

    #[test]
    fn a_sample_of_parts_is_taken_apart() {
        let sample = "--b\r\nContent-Disposition: form-data; name=\"a %22b%22\"\r\n\r\n7\n\n8\r\n--b\r\n\
            Content-Disposition: form-data; name=\"f\"; filename=\"x\"\r\nContent-Type: image/png\r\n\r\n…\r\n--b--";
        let part =
            |name: &str, kind: &str, value| RequestPart { name: name.to_owned(), content_type: kind.to_owned(), value };
        assert_eq!(
            multipart_parts(sample),
            [part("a \"b\"", "", PartValue::Text("7\n\n8".to_owned())), part("f", "image/png", PartValue::File(None))]
        );
        for text in ["", "--", "--\n", "-", "text", "--b", "--b--", "{"] {
            assert_eq!(multipart_parts(text), [], "{text}");
        }
        let json = multipart_parts(r#"{"a": "b", "c": {"d": 1}, "e": 2}"#);
        let kinds: Vec<&str> = json.iter().map(|part| part.content_type.as_str()).collect();
        assert_eq!(kinds, ["", "application/json", ""]);
    }
}
