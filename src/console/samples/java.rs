//! Samples for Java with `java.net.http`.

use super::literal::{Number, block, escaped, is_clear};
use super::multipart::{self, Chunk};
use super::names::camel;
use super::text::{Draft, Payload, Text};
use super::url;

/// The longest literal in bytes; a class file holds 65,535.
const LONGEST_LITERAL: usize = 60_000;

pub(super) fn sample(draft: &Draft) -> String {
    let url = draft.value(&draft.url);
    let mut has_file = false;
    let written = multipart::written(draft);
    let publisher = match (&draft.body, &written) {
        (Payload::Text(body), _) => of_text(draft, body),
        (Payload::File(name), _) => of_file(name, &mut has_file),
        (_, Some(written)) => {
            let chunks = written.chunks.iter().map(|chunk| match chunk {
                Chunk::Text(part) => of_text(draft, part),
                Chunk::File(name) => of_file(name, &mut has_file),
            });
            let chunks = chunks.collect::<Vec<_>>().join(",\n                ");
            ["BodyPublishers.concat(\n                ", &chunks, ")"].concat()
        }
        _ => "BodyPublishers.noBody()".to_owned(),
    };
    let is_valid = is_valid(&url);
    let address = if is_valid { text(draft, &draft.url) } else { text(draft, &draft.url.map(encoded)) };
    let mut calls = String::new();
    let mut call = |name: &str, arguments: &[&str]| {
        calls.push_str(&["\n            .", name, "(", &arguments.join(", "), ")"].concat());
    };
    if !url.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:")) {
        // Without it the client asks for HTTP/2 with headers of its own.
        call("version", &["HttpClient.Version.HTTP_1_1"]);
    }
    for (name, value) in &draft.headers {
        call("header", &[&literal(name), &text(draft, value)]);
    }
    if let Some(written) = &written {
        call("header", &["\"Content-Type\"", &literal(&written.content_type)]);
    }
    match (draft.method.as_str(), &draft.body) {
        ("GET", Payload::None) => call("GET", &[]),
        ("DELETE", Payload::None) => call("DELETE", &[]),
        ("POST" | "PUT", _) => call(&draft.method, &[&publisher]),
        _ => call("method", &[&literal(&draft.method), &publisher]),
    }
    let declarations =
        draft.declarations(|name, value| ["        var ", &camel(name), " = ", &single(value), ";"].concat());
    let publishers =
        if calls.contains("BodyPublishers") { "import java.net.http.HttpRequest.BodyPublishers;\n" } else { "" };
    [
        remark(draft, &url),
        "import java.net.URI;\nimport java.net.http.HttpClient;\nimport java.net.http.HttpRequest;\n",
        publishers,
        "import java.net.http.HttpResponse.BodyHandlers;\n",
        if has_file { "import java.nio.file.Path;\n" } else { "" },
        "\npublic class Sample {\n    public static void main(String[] args) throws Exception {\n",
        &declarations,
        &["        var request = HttpRequest.newBuilder(URI.create(", &address, "))", &calls].concat(),
        "\n            .build();\n",
        "        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());\n\n",
        "        System.out.println(response.statusCode());\n        System.out.println(response.body());\n    }\n}\n",
    ]
    .concat()
}

/// What of the draft the client cannot say.
fn remark(draft: &Draft, url: &str) -> &'static str {
    if !is_valid(url) {
        return "// java.net.http takes only valid addresses: characters that these do not have are encoded here.\n\n";
    }
    if url::path_and_query(url).1 == "?" {
        return "// java.net.http leaves out the question mark of an empty query.\n\n";
    }
    if draft.headers.iter().any(|(_, value)| !draft.value(value).is_ascii()) {
        return "// java.net.http writes headers in ASCII: other characters arrive as question marks.\n\n";
    }
    ""
}

/// Whether `java.net.URI` takes `url`: brackets are fine in a query (RFC 2732).
fn is_valid(url: &str) -> bool {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    url::is_valid(&[path, "?", &query.replace(['[', ']'], "")].concat())
}

/// `url` with the characters encoded that no address has.
fn encoded(url: &str) -> String {
    let is_kept = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?%".contains(c);
    url.chars().map(|c| if is_kept(c) { c.to_string() } else { url::encoded(c) }).collect()
}

fn of_text(draft: &Draft, value: &Text) -> String {
    ["BodyPublishers.ofString(", &text(draft, value), ")"].concat()
}

fn of_file(name: &str, has_file: &mut bool) -> String {
    *has_file = true;
    ["BodyPublishers.ofFile(Path.of(", &single(name), "))"].concat()
}

fn text(draft: &Draft, text: &Text) -> String {
    draft.expression(text, literal, camel, " + ")
}

fn literal(text: &str) -> String {
    // A block drops the space that all its lines begin with and what ends them.
    let has_edge = text.lines().any(|line| line.ends_with([' ', '\t'])) || text.starts_with([' ', '\t', '\n']);
    if text.len() > LONGEST_LITERAL {
        // A character may take twice its bytes in a class file.
        let parts: Vec<String> = super::literal::parts(text, LONGEST_LITERAL / 2).into_iter().map(single).collect();
        return ["String.join(\"\", ", &parts.join(",\n    "), ")"].concat();
    }
    if text.contains('\n') && is_clear(text) && !has_edge {
        let block = block(text, "\"\"\"", "");
        return ["\"\"\"\n", block.get(3..).unwrap_or_default()].concat();
    }
    single(text)
}

fn single(text: &str) -> String {
    escaped(text, '"', "", Number::Four)
}
