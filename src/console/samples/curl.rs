//! Samples for curl in a shell.

use super::literal::is_unseen;
use super::multipart::{self, Chunk};
use super::text::{Content, Draft, Field, Payload, Text};
use super::url;

/// The longest argument that is passed to a program; Linux takes 131,071 bytes.
const LONGEST_ARGUMENT: usize = 100_000;

pub(super) fn sample(draft: &Draft) -> String {
    let mut options = vec![method(draft)];
    let url = draft.value(&draft.url);
    if url.contains(['[', ']', '{', '}']) {
        options.push("--globoff".to_owned());
    }
    if url::has_dot_segment(&url) {
        options.push("--path-as-is".to_owned());
    }
    for (name, value) in &draft.headers {
        options.push(header(draft, name, value));
    }
    let input = body(draft, &mut options);
    let mut sample = draft.declarations(|name, value| [&variable(name), "=", &literal(value)].concat());
    let command = ["curl --include ", &options.join(" \\\n  "), "\n"].concat();
    sample.push_str(&input);
    sample.push_str(&command);
    sample
}

/// The method, if curl would choose another one, and the address.
fn method(draft: &Draft) -> String {
    let url = text(draft, &draft.url);
    match (draft.method.as_str(), &draft.body) {
        ("GET", Payload::None) => url,
        ("HEAD", Payload::None) => "--head ".to_owned() + &url,
        _ => ["--request ", &word(&draft.method), " ", &url].concat(),
    }
}

fn header(draft: &Draft, name: &str, value: &Text) -> String {
    let mut line = Text::plain(name);
    // curl takes `Name:` for a header to leave out.
    line.push(if draft.value(value).is_empty() { ";" } else { ": " });
    line.append(value);
    "--header ".to_owned() + &text(draft, &line)
}

/// Adds the options that send the body. Answers the commands that write it to curl's input, if there are any.
fn body(draft: &Draft, options: &mut Vec<String>) -> String {
    let mut input = String::new();
    let has_type = match &draft.body {
        Payload::None => return input,
        Payload::Text(body) => {
            let value = draft.value(body);
            let is_long = value.len() > LONGEST_ARGUMENT;
            if is_long {
                input = ["printf %s ", &text(draft, body), " |\n"].concat();
            }
            let data =
                if is_long { "--data-binary @-".to_owned() } else { "--data-raw ".to_owned() + &text(draft, body) };
            options.push(data);
            false
        }
        Payload::File(name) => {
            let path = if name == "-" { "@./-".to_owned() } else { "@".to_owned() + name };
            options.push("--data-binary ".to_owned() + &literal(&path));
            false
        }
        Payload::Multipart(fields) if fields.iter().all(|field| is_form(draft, field)) && !fields.is_empty() => {
            options.extend(fields.iter().map(|field| form(draft, field)));
            true
        }
        Payload::Multipart(_) => {
            let Some(written) = multipart::written(draft) else { return input };
            options.push("--header ".to_owned() + &literal(&("Content-Type: ".to_owned() + &written.content_type)));
            options.push("--data-binary @-".to_owned());
            let commands = written.chunks.iter().map(|chunk| match chunk {
                Chunk::Text(part) => ["  printf %s ", &text(draft, part), "\n"].concat(),
                Chunk::File(name) => ["  cat -- ", &literal(name), "\n"].concat(),
            });
            input = ["{\n", &commands.collect::<String>(), "} |\n"].concat();
            true
        }
    };
    if !has_type && draft.header("content-type").is_none() {
        options.push("--header 'Content-Type:'".to_owned());
    }
    if draft.makes_curl_ask() {
        options.push("--header 'Expect:'".to_owned());
    }
    input
}

/// Whether `--form` can say it.
fn is_form(draft: &Draft, field: &Field) -> bool {
    let is_plain_type =
        field.content_type.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/+-._;= ".contains(&byte));
    let can_be = match &field.content {
        Content::Text(value) => {
            // A secret's variable holds its value as it is, but `--form` wants backslashes.
            let is_quoted_well =
                field.content_type.is_empty() || draft.value(&value.map(quoted)) == quoted(&draft.value(value));
            is_quoted_well && draft.value(value).len() < LONGEST_ARGUMENT
        }
        Content::File(name) => name != "-",
    };
    can_be && is_plain_type && !field.name.is_empty() && !field.name.contains(['=', '\\', '\r', '\n'])
}

fn form(draft: &Draft, field: &Field) -> String {
    let mut argument = Text::plain(&field.name);
    argument.push("=");
    let option = match &field.content {
        Content::Text(value) if field.content_type.is_empty() => {
            argument.append(value);
            "--form-string "
        }
        Content::Text(value) => {
            argument.push("\"");
            argument.append(&value.map(quoted));
            argument.push("\"");
            "--form "
        }
        Content::File(name) => {
            argument.push(&["@\"", &quoted(name), "\""].concat());
            "--form "
        }
    };
    if !field.content_type.is_empty() {
        argument.push(";type=");
        argument.push(&field.content_type);
    }
    option.to_owned() + &text(draft, &argument)
}

/// `value` for inside the quotes that `--form` knows.
fn quoted(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"")
}

fn text(draft: &Draft, text: &Text) -> String {
    draft.expression(text, literal, |name| ["\"$", &variable(name), "\""].concat(), "")
}

fn variable(name: &str) -> String {
    name.to_ascii_uppercase()
}

/// `text` as a word of the shell, without quotes if it needs none.
fn word(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') { text.to_owned() } else { literal(text) }
}

fn literal(text: &str) -> String {
    if !text.chars().any(|c| is_unseen(c) && c != '\n') {
        return ["'", &text.replace('\'', "'\\''"), "'"].concat();
    }
    let mut literal = "$'".to_owned();
    for c in text.chars() {
        match c {
            '\'' | '\\' => literal.extend(['\\', c]),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            // Bytes in octal digits: `\u` depends on the shell's locale.
            _ if is_unseen(c) => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    literal.push('\\');
                    literal.extend([6, 3, 0].map(|shift| char::from(b'0' + ((byte >> shift) & 7))));
                }
            }
            _ => literal.push(c),
        }
    }
    literal.push('\'');
    literal
}
