//! Samples for Python with requests.

use super::literal::{Number, block, escaped, is_clear};
use super::multipart::{self, Chunk};
use super::text::{Content, Draft, Field, Payload, Text};
use super::url;

pub(super) fn sample(draft: &Draft) -> String {
    let url = draft.value(&draft.url);
    if url::is_normal(&url) { with_requests(draft) } else { with_http_client(draft, &url) }
}

const END: &str = ")\n\nprint(response.status_code)\nprint(response.text)\n";

fn with_requests(draft: &Draft) -> String {
    let mut arguments = vec![text(draft, &draft.url)];
    if let Some(headers) = headers(draft, None) {
        arguments.push("headers=".to_owned() + &headers);
    }
    let mut opened = None;
    match &draft.body {
        Payload::None => {}
        Payload::Text(body) => arguments.push("data=".to_owned() + &encoded(draft, body)),
        Payload::File(name) => {
            opened = Some(name);
            arguments.push("data=file".to_owned());
        }
        Payload::Multipart(fields) => arguments.push("files=".to_owned() + &files(draft, fields)),
    }
    arguments.push("allow_redirects=False".to_owned());
    let function = match draft.method.as_str() {
        "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS" => draft.method.to_ascii_lowercase(),
        _ => {
            arguments.insert(0, literal(&draft.method));
            "request".to_owned()
        }
    };
    if let [_, _] = arguments.as_slice() {
        let call = ["response = requests.", &function, "(", &arguments.join(", ")].concat();
        return ["import requests\n\n", &declarations(draft), &call, END].concat();
    }
    let margin = if opened.is_some() { "    " } else { "" };
    let mut call = [margin, "response = requests.", &function, "(\n"].concat();
    for argument in arguments {
        call.push_str(&[margin, "    ", &argument, ",\n"].concat());
    }
    call.push_str(margin);
    let open = opened.map_or_else(String::new, |name| ["with open(", &literal(name), ", \"rb\") as file:\n"].concat());
    ["import requests\n\n", &declarations(draft), &open, &call, END].concat()
}

/// requests and urllib3 normalise addresses; the standard library's client underneath sends them as they are.
fn with_http_client(draft: &Draft, url: &str) -> String {
    let address = url::address(draft, url);
    let connection = if address.is_secure { "HTTPSConnection" } else { "HTTPConnection" };
    let written = multipart::written(draft);
    let body = match (&draft.body, &written) {
        (Payload::Text(body), _) => Some(encoded(draft, body)),
        (Payload::File(name), _) => Some(["open(", &literal(name), ", \"rb\").read()"].concat()),
        (_, Some(written)) => {
            let chunks = written.chunks.iter().map(|chunk| match chunk {
                Chunk::Text(part) => ["        ", &grouped(&text(draft, part), part), ".encode(),\n"].concat(),
                Chunk::File(name) => ["        open(", &literal(name), ", \"rb\").read(),\n"].concat(),
            });
            Some(["b\"\".join([\n", &chunks.collect::<String>(), "    ])"].concat())
        }
        _ => None,
    };
    let mut arguments = vec![literal(&draft.method), text(draft, &address.target)];
    arguments.extend(body.map(|body| "body=".to_owned() + &body));
    let content_type = written.map(|written| written.content_type);
    arguments.extend(headers(draft, content_type.as_deref()).map(|headers| "headers=".to_owned() + &headers));
    [
        &["from http.client import ", connection, "\n\n"].concat(),
        &declarations(draft),
        "# requests would rewrite this address; http.client sends it as it is.\n",
        &["connection = ", connection, "(", &literal(&address.host), ", ", &address.port, ")\n"].concat(),
        &["connection.request(\n    ", &arguments.join(",\n    "), ",\n)\n"].concat(),
        "response = connection.getresponse()\n\nprint(response.status)\nprint(response.read().decode())\n",
    ]
    .concat()
}

fn declarations(draft: &Draft) -> String {
    draft.declarations(|name, value| [name, " = ", &single(value)].concat())
}

fn headers(draft: &Draft, content_type: Option<&str>) -> Option<String> {
    let line = |name: &str, value: &str| ["        ", &literal(name), ": ", value, ",\n"].concat();
    let mut lines: String =
        draft.merged_headers().iter().map(|(name, value)| line(name, &encoded(draft, value))).collect();
    if let Some(content_type) = content_type {
        lines.push_str(&line("Content-Type", &literal(content_type)));
    }
    (!lines.is_empty()).then(|| ["{\n", &lines, "    }"].concat())
}

fn files(draft: &Draft, fields: &[Field]) -> String {
    let mut list = "[\n".to_owned();
    for field in fields {
        let (name, content) = match &field.content {
            Content::Text(value) => ("None".to_owned(), encoded(draft, value)),
            Content::File(name) => (literal(name), ["open(", &literal(name), ", \"rb\")"].concat()),
        };
        let content_type = match field.content_type.as_str() {
            "" => String::new(),
            content_type => ", ".to_owned() + &literal(content_type),
        };
        let tuple = ["        (", &literal(&field.name), ", (", &name, ", ", &content, &content_type, ")),\n"].concat();
        list.push_str(&tuple);
    }
    list + "    ]"
}

/// `value` as an argument; Python's client writes what is beyond ASCII in another encoding unless it gets bytes.
fn encoded(draft: &Draft, value: &Text) -> String {
    let expression = text(draft, value);
    if draft.value(value).is_ascii() { expression } else { grouped(&expression, value) + ".encode()" }
}

fn grouped(expression: &str, text: &Text) -> String {
    if text.pieces().len() > 1 { ["(", expression, ")"].concat() } else { expression.to_owned() }
}

fn text(draft: &Draft, text: &Text) -> String {
    draft.expression(text, literal, str::to_owned, " + ")
}

pub(crate) fn literal(text: &str) -> String {
    if text.contains('\n') && is_clear(text) { block(text, "\"\"\"", "") } else { single(text) }
}

pub(crate) fn single(text: &str) -> String {
    let quote = if text.contains('"') && !text.contains('\'') { '\'' } else { '"' };
    escaped(text, quote, "", Number::Four)
}
