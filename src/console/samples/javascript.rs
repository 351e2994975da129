//! Samples for JavaScript with `fetch` in a browser.

use super::literal::{Number, block, escaped, is_clear};
use super::multipart::{self, Chunk};
use super::text::{Content, Draft, Field, Payload, Text};
use super::url;

pub(super) fn sample(draft: &Draft) -> String {
    let mut files = Vec::new();
    let file = |name: &str| {
        files.push(name.to_owned());
        "file".to_owned() + &files.len().to_string()
    };
    // A file would bring its own Content-Type.
    let fetch = fetch(draft, file, ["await ", ".arrayBuffer()"]);
    let mut picked = String::new();
    for (place, name) in files.iter().enumerate() {
        let (number, place) = ((place + 1).to_string(), place.to_string());
        let input = ["const file", &number, " = inputs[", &place, "].files[0]; // ", &commented(name), "\n"].concat();
        picked.push_str(&input);
    }
    if !files.is_empty() {
        picked = ["const inputs = document.querySelectorAll('input[type=\"file\"]');\n", &picked, "\n"].concat();
    }
    [remarks(draft, true).as_str(), &declarations(draft), &picked, &fetch, finish()].concat()
}

/// What a comment says in place of `text`: a line's end would end the comment.
fn commented(text: &str) -> String {
    text.replace(super::literal::is_unseen, " ")
}

/// The lines that print the answer.
pub(super) const fn finish() -> &'static str {
    "\nconsole.log(response.status);\nconsole.log(await response.text());\n"
}

/// The headers that make a request conditional (WHATWG Fetch, "HTTP-network-or-cache fetch").
const CONDITIONS: [&str; 5] = ["if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since"];

/// Comments on what of the draft `fetch` cannot say, in a browser if `in_browser`.
pub(super) fn remarks(draft: &Draft, in_browser: bool) -> String {
    let mut remarks = String::new();
    let names = draft.headers.iter().map(|(name, _)| name.as_str()).filter(|name| in_browser && is_forbidden(name));
    let names: Vec<&str> = names.collect();
    if !names.is_empty() {
        remarks.push_str(&["// Browsers do not let pages set these headers: ", &names.join(", "), ".\n"].concat());
    }
    if matches!(draft.method.as_str(), "CONNECT" | "TRACE" | "TRACK") {
        remarks.push_str("// fetch refuses this method.\n");
    }
    if !matches!(draft.body, Payload::None) && matches!(draft.method.as_str(), "GET" | "HEAD") {
        remarks.push_str("// fetch cannot send this request's body: it refuses one with GET and HEAD.\n");
    }
    if draft.headers.iter().any(|(name, _)| CONDITIONS.iter().any(|other| name.eq_ignore_ascii_case(other))) {
        remarks.push_str("// fetch adds Cache-Control and Pragma to a request with conditions.\n");
    }
    if !url::is_kept_by_browsers(&draft.value(&draft.url)) {
        remarks
            .push_str("// fetch normalises this address: it encodes some of its characters or drops dot segments.\n");
    }
    if !remarks.is_empty() {
        remarks.push('\n');
    }
    remarks
}

/// Whether pages may not set the header (WHATWG Fetch, "forbidden request-header").
fn is_forbidden(name: &str) -> bool {
    const NAMES: [&str; 20] = [
        "accept-charset",
        "accept-encoding",
        "access-control-request-headers",
        "access-control-request-method",
        "connection",
        "content-length",
        "cookie",
        "cookie2",
        "date",
        "dnt",
        "expect",
        "host",
        "keep-alive",
        "origin",
        "referer",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "via",
    ];
    let name = name.to_ascii_lowercase();
    NAMES.contains(&name.as_str()) || name == "set-cookie" || name.starts_with("proxy-") || name.starts_with("sec-")
}

pub(super) fn declarations(draft: &Draft) -> String {
    draft.declarations(|name, value| ["const ", &super::names::camel(name), " = ", &single(value), ";"].concat())
}

/// The call of `fetch`; `file` answers the expression for the file with a name, and what is in `bytes` makes mere bytes
/// of it.
pub(super) fn fetch(draft: &Draft, mut file: impl FnMut(&str) -> String, bytes: [&str; 2]) -> String {
    let can_have_body = !matches!(draft.method.as_str(), "GET" | "HEAD");
    let mut before = String::new();
    let mut content_type = None;
    let body = match &draft.body {
        _ if !can_have_body => None,
        Payload::None => None,
        // A text would bring its own Content-Type.
        Payload::Text(body) if draft.header("content-type").is_some() => Some(text(draft, body)),
        Payload::Text(body) => Some(["new TextEncoder().encode(", &text(draft, body), ")"].concat()),
        Payload::File(name) if draft.header("content-type").is_some() => Some(file(name)),
        Payload::File(name) => Some([bytes[0], &file(name), bytes[1]].concat()),
        Payload::Multipart(fields) if !fields.is_empty() && Draft::is_simple_form(fields, |text| draft.value(text)) => {
            before = form(draft, fields, file);
            Some("form".to_owned())
        }
        Payload::Multipart(_) => multipart::written(draft).map(|written| {
            let chunks = written.chunks.iter().map(|chunk| match chunk {
                Chunk::Text(part) => ["  ", &text(draft, part), ",\n"].concat(),
                Chunk::File(name) => ["  ", &file(name), ",\n"].concat(),
            });
            before = ["const body = new Blob([\n", &chunks.collect::<String>(), "]);\n\n"].concat();
            content_type = Some(written.content_type);
            "body".to_owned()
        }),
    };
    let mut options = Vec::new();
    if draft.method != "GET" {
        options.push("method: ".to_owned() + &single(&draft.method));
    }
    options.extend(headers(draft, content_type.as_deref()));
    options.extend(body.map(|body| if body == "body" { body } else { "body: ".to_owned() + &body }));
    options.push("redirect: \"manual\"".to_owned());
    let options = options.join(",\n  ");
    [&before, "const response = await fetch(", &text(draft, &draft.url), ", {\n  ", &options, ",\n});\n"].concat()
}

/// A list of pairs if a name occurs more than once.
fn headers(draft: &Draft, content_type: Option<&str>) -> Option<String> {
    let mut pairs: Vec<(&str, String)> =
        draft.headers.iter().map(|(name, value)| (name.as_str(), byte_text(draft, value, BYTES))).collect();
    if let Some(content_type) = content_type {
        pairs.push(("Content-Type", single(content_type)));
    }
    let is_object =
        draft.merged_headers().len() == draft.headers.len() && pairs.iter().all(|(name, _)| *name != "__proto__");
    let line = |(name, value): &(&str, String)| {
        if is_object {
            ["    ", &key(name), ": ", value, ",\n"].concat()
        } else {
            ["    [", &single(name), ", ", value, "],\n"].concat()
        }
    };
    let lines: String = pairs.iter().map(line).collect();
    let (open, close) = if is_object { ("{\n", "  }") } else { ("[\n", "  ]") };
    (!lines.is_empty()).then(|| ["headers: ", open, &lines, close].concat())
}

/// `name` as a member's name.
pub(super) fn key(name: &str) -> String {
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    if is_word { name.to_owned() } else { single(name) }
}

const BYTES: [&str; 2] = ["String.fromCharCode(...new TextEncoder().encode(", "))"];

/// A header's value. Clients take every character for a byte: one beyond ASCII needs the bytes of its UTF-8, which
/// what is in `bytes` makes.
pub(super) fn byte_text(draft: &Draft, value: &Text, bytes: [&str; 2]) -> String {
    let expression = text(draft, value);
    if draft.value(value).is_ascii() { expression } else { [bytes[0], &expression, bytes[1]].concat() }
}

fn form(draft: &Draft, fields: &[Field], mut file: impl FnMut(&str) -> String) -> String {
    let mut lines = "const form = new FormData();\n".to_owned();
    for field in fields {
        let value = match &field.content {
            Content::Text(value) => text(draft, value),
            Content::File(name) => {
                let content_type = single(&field.content_type);
                ["new Blob([", &file(name), "], { type: ", &content_type, " }), ", &single(name)].concat()
            }
        };
        lines.push_str(&["form.append(", &single(&field.name), ", ", &value, ");\n"].concat());
    }
    lines + "\n"
}

pub(super) fn text(draft: &Draft, text: &Text) -> String {
    draft.expression(text, literal, super::names::camel, " + ")
}

fn literal(text: &str) -> String {
    if text.contains('\n') && is_clear(text) { block(text, "`", "${") } else { single(text) }
}

pub(super) fn single(text: &str) -> String {
    let quote = if text.contains('"') && !text.contains('\'') { '\'' } else { '"' };
    escaped(text, quote, "", Number::Four)
}
