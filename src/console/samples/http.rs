//! Samples as `.http` files, which editors send.

use super::multipart::{self, Chunk};
use super::text::{Draft, Payload, Text};

pub(super) fn sample(draft: &Draft) -> String {
    let mut sample = String::new();
    if let Some(difference) = difference(draft) {
        sample.push_str(&["# ", difference, "\n\n"].concat());
    }
    sample.push_str(&draft.declarations(|name, value| ["@", name, " = ", value].concat()));
    sample.push_str(&[&draft.method, " ", &text(draft, &draft.url), " HTTP/1.1\n"].concat());
    for (name, value) in &draft.headers {
        sample.push_str([name, ": ", &text(draft, value)].concat().trim_end());
        sample.push('\n');
    }
    let file = |name: &str| ["< ./", name].concat();
    match &draft.body {
        Payload::None => {}
        Payload::Text(body) if body.pieces().is_empty() => {}
        Payload::Text(body) => sample.push_str(&["\n", &text(draft, body), "\n"].concat()),
        Payload::File(name) => sample.push_str(&["\n", &file(name), "\n"].concat()),
        Payload::Multipart(_) => {
            let Some(written) = multipart::written(draft) else { return sample };
            sample.push_str(&["Content-Type: ", &written.content_type, "\n\n"].concat());
            for chunk in &written.chunks {
                let lines = match chunk {
                    Chunk::Text(part) => text(draft, part).replace("\r\n", "\n"),
                    Chunk::File(name) => file(name),
                };
                sample.push_str(&lines);
            }
        }
    }
    sample
}

/// What of the draft a `.http` file cannot say: it has no escapes.
fn difference(draft: &Draft) -> Option<&'static str> {
    let body = match &draft.body {
        Payload::Text(body) => {
            let body = draft.value(body);
            if body.contains('\r') {
                return Some("The editor chooses the body's line ends; this request's are not all line feeds.");
            }
            if body.starts_with([' ', '\t', '\n']) || body.ends_with([' ', '\t', '\n']) {
                return Some("The editor may drop the white space around the body.");
            }
            body
        }
        Payload::Multipart(_) => {
            let written = multipart::written(draft)?;
            let texts = written.chunks.iter().filter_map(|chunk| match chunk {
                Chunk::Text(text) => Some(draft.value(text)),
                Chunk::File(_) => None,
            });
            let texts = texts.collect::<String>();
            if texts.replace("\r\n", "").contains(['\r', '\n']) {
                return Some("The editor ends every line of the body with CR LF; this request does not.");
            }
            texts
        }
        Payload::None | Payload::File(_) => String::new(),
    };
    // These mean something at the beginning of a line.
    let is_read =
        |line: &str| ["< ", "<@", "<>", "###", "> ", ">>", "//", "#"].iter().any(|mark| line.starts_with(mark));
    if body.lines().any(|line| is_read(line) || line == "<") {
        return Some("The editor reads a line of the body as one for itself.");
    }
    let has_braces = |text: &Text| draft.value(text).contains("{{");
    if body.contains("{{") || has_braces(&draft.url) || draft.headers.iter().any(|(_, value)| has_braces(value)) {
        return Some("The editor reads {{ as the beginning of a variable's name.");
    }
    None
}

fn text(draft: &Draft, text: &Text) -> String {
    draft.expression(text, str::to_owned, |name| ["{{", name, "}}"].concat(), "")
}
