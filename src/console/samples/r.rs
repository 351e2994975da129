//! Samples for R with httr2.

use super::literal::{Number, escaped, is_clear};
use super::multipart::{self, Chunk};
use super::text::{Draft, Payload, Text};
use super::url;

pub(super) fn sample(draft: &Draft) -> String {
    let mut lines = vec![["request(", &text(draft, &draft.url), ")"].concat()];
    if draft.method != "GET" || !matches!(draft.body, Payload::None) {
        lines.push(["req_method(", &single(&draft.method), ")"].concat());
    }
    let written = multipart::written(draft);
    let mut headers = draft.merged_headers();
    let mut body = None;
    match (&draft.body, &written) {
        (Payload::Text(value), _) => body = Some(text(draft, value)),
        (Payload::File(name), _) => body = Some(file(name)),
        (_, Some(written)) => {
            headers.push(("Content-Type", Text::plain(&written.content_type)));
            let chunks = written.chunks.iter().map(|chunk| match chunk {
                Chunk::Text(part) => ["charToRaw(", &text(draft, part), ")"].concat(),
                Chunk::File(name) => file(name),
            });
            body = Some(["c(\n    ", &chunks.collect::<Vec<_>>().join(",\n    "), "\n  )"].concat());
        }
        _ => {}
    }
    let mut options = vec!["followlocation = FALSE".to_owned()];
    if headers.iter().any(|(_, value)| value.pieces().is_empty()) {
        // httr2 leaves out headers that are empty; curl underneath does not.
        options.push(lines_of_curl(draft, &headers));
    } else if !headers.is_empty() {
        let headers = headers.iter().map(|(name, value)| [&key(name), " = ", &text(draft, value)].concat());
        lines.push(["req_headers(\n    ", &headers.collect::<Vec<_>>().join(",\n    "), "\n  )"].concat());
    }
    if let Some(body) = body {
        lines.push(["req_body_raw(", &body, ")"].concat());
    }
    if url::has_dot_segment(&draft.value(&draft.url)) {
        options.push("path_as_is = TRUE".to_owned());
    }
    lines.push(["req_options(", &options.join(", "), ")"].concat());
    lines.push("req_error(is_error = function(response) FALSE)".to_owned());
    lines.push("req_perform()".to_owned());
    [
        "library(httr2)\n\n",
        &draft.declarations(|name, value| [name, " <- ", &single(value)].concat()),
        "response <- ",
        &lines.join(" |>\n  "),
        // `resp_body_string` fails on an answer without a body.
        "\n\ncat(resp_status(response), rawToChar(response$body), sep = \"\\n\")\n",
    ]
    .concat()
}

fn file(name: &str) -> String {
    let name = single(name);
    ["readBin(", &name, ", \"raw\", file.size(", &name, "))"].concat()
}

/// The headers as curl's option: `Name;` for an empty one, `Name:` for one that curl shall not add.
fn lines_of_curl(draft: &Draft, headers: &[(&str, Text)]) -> String {
    let line = |(name, value): &(&str, Text)| {
        let mut line = Text::plain(name);
        line.push(if value.pieces().is_empty() { ";" } else { ": " });
        line.append(value);
        ["    ", &text(draft, &line)].concat()
    };
    let mut lines: Vec<String> = headers.iter().map(line).collect();
    for name in ["Content-Type", "Expect"] {
        if !headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
            lines.push(["    \"", name, ":\""].concat());
        }
    }
    ["httpheader = c(\n", &lines.join(",\n"), "\n  )"].concat()
}

/// `name` as an argument's name.
pub(crate) fn key(name: &str) -> String {
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_word { name.to_owned() } else { ["`", &name.replace('`', "\\`"), "`"].concat() }
}

fn text(draft: &Draft, text: &Text) -> String {
    let expression = draft.expression(text, literal, str::to_owned, ", ");
    if text.pieces().len() > 1 { ["paste0(", &expression, ")"].concat() } else { expression }
}

/// The longest literal in bytes. R's parser loses characters of some that have escapes and more than 4,096 bytes.
const LONGEST_LITERAL: usize = 1_000;

pub(crate) fn literal(text: &str) -> String {
    if text.len() > LONGEST_LITERAL {
        let parts: Vec<String> = super::literal::parts(text, LONGEST_LITERAL).into_iter().map(single).collect();
        return ["paste0(", &parts.join(",\n    "), ")"].concat();
    }
    if !is_clear(text) || text.contains('\t') || !text.contains(['"', '\\']) && !text.contains('\n') {
        return single(text);
    }
    let mut dashes = String::new();
    while text.contains(&[")", &dashes, "\""].concat()) {
        dashes.push('-');
    }
    ["r\"", &dashes, "(", text, ")", &dashes, "\""].concat()
}

pub(crate) fn single(text: &str) -> String {
    escaped(text, '"', "", Number::Four)
}
