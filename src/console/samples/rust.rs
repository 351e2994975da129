//! Samples for Rust with reqwest.

use super::literal::{Number, escaped, is_better_raw};
use super::multipart;
use super::text::{Content, Draft, Field, Payload, Text};
use super::url;

pub(super) fn sample(draft: &Draft) -> String {
    let mut calls = Vec::new();
    let mut uses = vec!["blocking::Client", "redirect::Policy"];
    let url = text(draft, &draft.url, true);
    calls.push(match draft.method.as_str() {
        "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" => {
            [&draft.method.to_ascii_lowercase(), "(", &url, ")"].concat()
        }
        method => {
            uses.push("Method");
            let method = match method {
                "OPTIONS" | "TRACE" => "Method::".to_owned() + method,
                _ => ["Method::from_bytes(b", &single(method), ")?"].concat(),
            };
            ["request(", &method, ", ", &url, ")"].concat()
        }
    });
    for (name, value) in &draft.headers {
        let expression = text(draft, value, true);
        // Only bytes may be beyond ASCII.
        let bytes = if draft.value(value).is_ascii() { "" } else { ".as_bytes()" };
        calls.push(["header(", &single(name), ", ", &expression, bytes, ")"].concat());
    }
    let mut form = String::new();
    match &draft.body {
        Payload::None => {}
        Payload::Text(body) => calls.push(["body(", &text(draft, body, false), ")"].concat()),
        Payload::File(name) => calls.push(["body(std::fs::read(", &single(name), ")?)"].concat()),
        Payload::Multipart(fields) => {
            uses.push("blocking::multipart::Form");
            if fields.iter().any(|field| !field.content_type.is_empty()) {
                uses.push("blocking::multipart::Part");
            }
            form = self::form(draft, fields);
            calls.push("multipart(form)".to_owned());
        }
    }
    uses.sort_unstable();
    let uses: String = uses.iter().map(|name| ["use reqwest::", name, ";\n"].concat()).collect();
    let calls: String = calls.iter().map(|call| ["        .", call, "\n"].concat()).collect();
    [
        remark(draft),
        &uses,
        "\nfn main() -> Result<(), Box<dyn std::error::Error>> {\n",
        &draft.declarations(|name, value| ["    let ", name, " = ", &single(value), ";"].concat()),
        &form,
        "    let client = Client::builder().redirect(Policy::none()).build()?;\n    let response = client\n",
        &calls,
        "        .send()?;\n\n    println!(\"{}\", response.status());\n",
        "    println!(\"{}\", response.text()?);\n    Ok(())\n}\n",
    ]
    .concat()
}

fn remark(draft: &Draft) -> &'static str {
    if url::is_kept_by_browsers(&draft.value(&draft.url)) {
        ""
    } else {
        "// reqwest normalises this address: it encodes some of its characters or drops dot segments.\n\n"
    }
}

fn form(draft: &Draft, fields: &[Field]) -> String {
    let mut calls = String::new();
    for field in fields {
        // The library leaves quotes in it as they are.
        let name = single(&multipart::escaped(&field.name));
        let part = match &field.content {
            Content::Text(value) if field.content_type.is_empty() => {
                calls.push_str(&["        .text(", &name, ", ", &text(draft, value, false), ")\n"].concat());
                continue;
            }
            Content::Text(value) => ["Part::text(", &text(draft, value, false), ")"].concat(),
            Content::File(file) => {
                let file = single(file);
                ["Part::bytes(std::fs::read(", &file, ")?).file_name(", &file, ")"].concat()
            }
        };
        let mime = [".mime_str(", &single(&field.content_type), ")?"].concat();
        calls.push_str(&["        .part(", &name, ", ", &part, &mime, ")\n"].concat());
    }
    // Otherwise names beyond ASCII become `name*=utf-8''…`, which many servers do not read.
    ["    let form = Form::new()\n        .percent_encode_noop()\n", calls.trim_end(), ";\n"].concat()
}

/// `text` as an expression; a borrowed one where `is_borrowed` will do.
fn text(draft: &Draft, text: &Text, is_borrowed: bool) -> String {
    let pieces = draft.expression(text, literal, str::to_owned, ", ");
    if text.pieces().len() < 2 {
        return pieces;
    }
    [if is_borrowed { "&" } else { "" }, "[", &pieces, "].concat()"].concat()
}

fn literal(text: &str) -> String {
    if !is_better_raw(text) {
        return single(text);
    }
    let mut hashes = String::new();
    while text.contains(&["\"", &hashes].concat()) {
        hashes.push('#');
    }
    ["r", &hashes, "\"", text, "\"", &hashes].concat()
}

fn single(text: &str) -> String {
    escaped(text, '"', "", Number::Braces)
}
