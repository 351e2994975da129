//! Samples for JavaScript with the client of Node.js.

use super::javascript::{byte_text, declarations, key, single, text};
use super::multipart::{self, Chunk};
use super::text::{Draft, Payload, Text};
use super::url;

pub(super) fn sample(draft: &Draft) -> String {
    let url = draft.value(&draft.url);
    let address = url::address(draft, &url);
    let client = if address.is_secure { "https" } else { "http" };
    let written = multipart::written(draft);
    let mut has_file = false;
    let mut file = |name: &str| {
        has_file = true;
        ["readFileSync(", &single(name), ")"].concat()
    };
    let body = match (&draft.body, &written) {
        // Together with a text Node.js would write the headers in UTF-8, byte by byte.
        (Payload::Text(body), _) if draft.headers.iter().any(|(_, value)| !draft.value(value).is_ascii()) => {
            Some(["Buffer.from(", &text(draft, body), ")"].concat())
        }
        (Payload::Text(body), _) => Some(text(draft, body)),
        (Payload::File(name), _) => Some(file(name)),
        (_, Some(written)) => {
            let chunks = written.chunks.iter().map(|chunk| match chunk {
                Chunk::Text(part) => ["  Buffer.from(", &text(draft, part), "),\n"].concat(),
                Chunk::File(name) => ["  ", &file(name), ",\n"].concat(),
            });
            Some(["Buffer.concat([\n", &chunks.collect::<String>(), "])"].concat())
        }
        _ => None,
    };
    let mut options = Vec::new();
    if draft.method != "GET" {
        options.push("method: ".to_owned() + &single(&draft.method));
    }
    let target = if url::is_kept_by_browsers(&url) {
        text(draft, &draft.url)
    } else {
        // The client's own reading of an address normalises it.
        options.push("path: ".to_owned() + &text(draft, &address.target));
        single(&address.origin)
    };
    // With these methods Node.js does not say how long a body is.
    let says_length = !matches!(draft.method.as_str(), "GET" | "HEAD" | "DELETE" | "OPTIONS" | "TRACE" | "CONNECT");
    let has_length = body.is_some() && !says_length;
    let content_type = written.map(|written| written.content_type);
    options.extend(headers(draft, content_type.as_deref(), has_length));
    let mut sample = ["import { request } from \"node:", client, "\";\n"].concat();
    sample.push_str(if has_file { "import { readFileSync } from \"node:fs\";\n" } else { "" });
    sample.push_str("import { once } from \"node:events\";\nimport { text } from \"node:stream/consumers\";\n\n");
    sample.push_str(&declarations(draft));
    let is_named = has_length || matches!(draft.body, Payload::Multipart(_));
    if let Some(body) = body.as_ref().filter(|_| is_named) {
        sample.push_str(&["const body = ", body, ";\n\n"].concat());
    }
    let options = if options.is_empty() { String::new() } else { [", {\n  ", &options.join(",\n  "), ",\n}"].concat() };
    sample.push_str(&["const call = request(", &target, &options, ");\n"].concat());
    let sent = if is_named { "body".to_owned() } else { body.unwrap_or_default() };
    sample.push_str(&["call.end(", &sent, ");\n"].concat());
    sample
        + "const [response] = await once(call, \"response\");\n\n\
        console.log(response.statusCode);\nconsole.log(await text(response));\n"
}

/// A list for a name that occurs more than once.
fn headers(draft: &Draft, content_type: Option<&str>, has_length: bool) -> Option<String> {
    let mut groups: Vec<(&str, Vec<&Text>)> = Vec::new();
    for (name, value) in &draft.headers {
        match groups.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(name)) {
            Some((_, values)) => values.push(value),
            None => groups.push((name, vec![value])),
        }
    }
    let value = |value: &&Text| byte_text(draft, value, ["Buffer.from(", ").toString(\"latin1\")"]);
    let line = |(name, values): &(&str, Vec<&Text>)| {
        let values = values.iter().map(value).collect::<Vec<_>>();
        let value = if values.len() == 1 { values.concat() } else { ["[", &values.join(", "), "]"].concat() };
        // As a plain member it would set the object's prototype.
        let key = if *name == "__proto__" { "[\"__proto__\"]".to_owned() } else { key(name) };
        ["    ", &key, ": ", &value, ",\n"].concat()
    };
    let mut lines: String = groups.iter().map(line).collect();
    if let Some(content_type) = content_type {
        lines.push_str(&["    \"Content-Type\": ", &single(content_type), ",\n"].concat());
    }
    if has_length {
        lines.push_str("    \"Content-Length\": Buffer.byteLength(body),\n");
    }
    (!lines.is_empty()).then(|| ["headers: {\n", &lines, "  }"].concat())
}
