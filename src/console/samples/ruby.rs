//! Samples for Ruby with `net/http`.

use super::literal::{Number, escaped, is_clear};
use super::multipart::{self, Chunk};
use super::names;
use super::text::{Draft, Payload, Text};
use super::url;

pub(super) fn sample(draft: &Draft) -> String {
    let url = draft.value(&draft.url);
    let address = url::address(draft, &url);
    let written = multipart::written(draft);
    let mut lines = ["http = Net::HTTP.new(", &literal(&address.host), ", ", &address.port, ")\n"].concat();
    if address.is_secure {
        lines.push_str("http.use_ssl = true\n");
    }
    lines.push_str(&["request = ", &request(draft, &text(draft, &address.target)), "\n"].concat());
    let header = |name: &str, value: &str| ["request[", &literal(name), "] = ", value, "\n"].concat();
    for (name, value) in draft.merged_headers() {
        lines.push_str(&header(name, &text(draft, &value)));
    }
    match (&draft.body, &written) {
        (Payload::Text(body), _) => lines.push_str(&["request.body = ", &text(draft, body), "\n"].concat()),
        (Payload::File(name), _) => lines.push_str(&["request.body = ", &file(name), "\n"].concat()),
        (_, Some(written)) => {
            lines.push_str(&header("Content-Type", &literal(&written.content_type)));
            let chunks = written.chunks.iter().map(|chunk| match chunk {
                Chunk::Text(part) => ["  ", &text(draft, part), ",\n"].concat(),
                Chunk::File(name) => ["  ", &file(name), ",\n"].concat(),
            });
            lines.push_str(&["request.body = [\n", &chunks.collect::<String>(), "].map(&:b).join\n"].concat());
        }
        _ => {}
    }
    let gets_type = match draft.body {
        Payload::None => matches!(draft.method.as_str(), "POST" | "PUT" | "PATCH"),
        Payload::Text(_) | Payload::File(_) => true,
        Payload::Multipart(_) => false,
    };
    if gets_type && draft.header("content-type").is_none() {
        lines.push_str("def request.supply_default_content_type; end # this request has no Content-Type\n");
    }
    [
        "require 'net/http'\n\n",
        &draft.declarations(|name, value| [name, " = ", &literal(value)].concat()),
        &lines,
        "response = http.request(request)\n\nputs response.code, response.body\n",
    ]
    .concat()
}

fn request(draft: &Draft, target: &str) -> String {
    if let Some(name) = names::method(&draft.method) {
        return ["Net::HTTP::", name, ".new(", target, ")"].concat();
    }
    let has_body = if matches!(draft.body, Payload::None) { "false" } else { "true" };
    ["Net::HTTPGenericRequest.new(", &literal(&draft.method), ", ", has_body, ", true, ", target, ")"].concat()
}

fn file(name: &str) -> String {
    ["File.binread(", &literal(name), ")"].concat()
}

fn text(draft: &Draft, text: &Text) -> String {
    draft.expression(text, literal, str::to_owned, " + ")
}

fn literal(text: &str) -> String {
    if is_clear(text) {
        return ["'", &text.replace('\\', "\\\\").replace('\'', "\\'"), "'"].concat();
    }
    escaped(text, '"', "#", Number::Four)
}
