//! Samples for PHP with its curl extension.

use super::literal::{Number, escaped, is_clear};
use super::multipart::{self, Chunk};
use super::names::camel;
use super::text::{Content, Draft, Field, Payload, Text};
use super::url;

pub(super) fn sample(draft: &Draft) -> String {
    let mut headers: Vec<String> = draft.headers.iter().map(|(name, value)| header(draft, name, value)).collect();
    let mut options = Vec::new();
    match draft.method.as_str() {
        "HEAD" if matches!(draft.body, Payload::None) => options.push(("NOBODY", "true".to_owned())),
        "GET" if matches!(draft.body, Payload::None) => {}
        method => options.push(("CUSTOMREQUEST", literal(method))),
    }
    if url::has_dot_segment(&draft.value(&draft.url)) {
        options.push(("PATH_AS_IS", "true".to_owned()));
    }
    let body = match &draft.body {
        Payload::None => None,
        Payload::Text(body) => Some(text(draft, body)),
        Payload::File(name) => Some(file(name)),
        Payload::Multipart(fields) if is_array(fields) => Some(array(draft, fields)),
        Payload::Multipart(_) => multipart::written(draft).map(|written| {
            headers.push(literal(&("Content-Type: ".to_owned() + &written.content_type)));
            let chunks = written.chunks.iter().map(|chunk| match chunk {
                Chunk::Text(part) => text(draft, part),
                Chunk::File(name) => file(name),
            });
            chunks.collect::<Vec<_>>().join("\n        . ")
        }),
    };
    if let Some(body) = body {
        if !matches!(draft.body, Payload::Multipart(_)) && draft.header("content-type").is_none() {
            headers.push("'Content-Type:'".to_owned());
        }
        if draft.makes_curl_ask() {
            headers.push("'Expect:'".to_owned());
        }
        options.push(("POSTFIELDS", body));
    }
    if !headers.is_empty() {
        options.push(("HTTPHEADER", ["[\n        ", &headers.join(",\n        "), ",\n    ]"].concat()));
    }
    options.push(("RETURNTRANSFER", "true".to_owned()));
    let option = |(name, value): &(&str, String)| ["    CURLOPT_", name, " => ", value, ",\n"].concat();
    [
        "<?php\n\n",
        &draft.declarations(|name, value| [&variable(name), " = ", &literal(value), ";"].concat()),
        &["$call = curl_init(", &text(draft, &draft.url), ");\n"].concat(),
        &["curl_setopt_array($call, [\n", &options.iter().map(option).collect::<String>(), "]);\n"].concat(),
        "$content = curl_exec($call);\n\n",
        "echo curl_getinfo($call, CURLINFO_RESPONSE_CODE), \"\\n\", $content, \"\\n\";\n",
    ]
    .concat()
}

fn header(draft: &Draft, name: &str, value: &Text) -> String {
    let mut line = Text::plain(name);
    // curl takes `Name:` for a header to leave out.
    line.push(if value.pieces().is_empty() { ";" } else { ": " });
    line.append(value);
    text(draft, &line)
}

/// Whether the extension's array can say it: every name once, no text with a type. It takes a name of digits for a
/// place in the array, which goes well.
fn is_array(fields: &[Field]) -> bool {
    let is_first = |(place, field): (usize, &Field)| fields.iter().take(place).all(|other| other.name != field.name);
    let is_simple = |field: &Field| matches!(field.content, Content::File(_)) || field.content_type.is_empty();
    !fields.is_empty()
        && fields.iter().enumerate().all(is_first)
        && fields.iter().all(|field| is_simple(field) && !field.name.contains(['\\', '\r', '\n']))
}

fn array(draft: &Draft, fields: &[Field]) -> String {
    let mut list = "[\n".to_owned();
    for field in fields {
        let value = match &field.content {
            Content::Text(value) => text(draft, value),
            Content::File(name) => ["new CURLFile(", &literal(name), ", ", &literal(&field.content_type), ")"].concat(),
        };
        list.push_str(&["        ", &literal(&field.name), " => ", &value, ",\n"].concat());
    }
    list + "    ]"
}

fn file(name: &str) -> String {
    ["file_get_contents(", &literal(name), ")"].concat()
}

fn variable(name: &str) -> String {
    "$".to_owned() + &camel(name)
}

fn text(draft: &Draft, text: &Text) -> String {
    draft.expression(text, literal, variable, " . ")
}

fn literal(text: &str) -> String {
    if is_clear(text) {
        return ["'", &text.replace('\\', "\\\\").replace('\'', "\\'"), "'"].concat();
    }
    escaped(text, '"', "$", Number::Braces)
}
