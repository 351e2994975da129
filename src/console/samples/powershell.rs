//! Samples for PowerShell 7 with `Invoke-WebRequest`.

use super::literal::is_unseen;
use super::multipart::{self, Chunk};
use super::names::{self, camel};
use super::text::{Draft, Payload, Text};
use super::url;

pub(super) fn sample(draft: &Draft) -> String {
    let mut options = vec![method(draft), "Uri = ".to_owned() + &text(draft, &draft.url)];
    let is_type = |name: &str| name.eq_ignore_ascii_case("content-type");
    let headers = draft.merged_headers();
    let lines: String = headers
        .iter()
        .filter(|(name, _)| !is_type(name))
        .map(|(name, value)| ["        ", &literal(name), " = ", &text(draft, value), "\n"].concat())
        .collect();
    if !lines.is_empty() {
        options.push(["Headers = @{\n", &lines, "    }"].concat());
    }
    let written = multipart::written(draft);
    let content_type = match (&written, headers.iter().find(|(name, _)| is_type(name))) {
        (Some(written), _) => Some(literal(&written.content_type)),
        (_, Some((_, value))) => Some(text(draft, value)),
        // PowerShell gives these the type of a form unless it is told that there is none.
        _ if matches!(draft.method.as_str(), "POST" | "PUT") => Some("''".to_owned()),
        _ => None,
    };
    options.extend(content_type.map(|content_type| "ContentType = ".to_owned() + &content_type));
    let mut before = String::new();
    match (&draft.body, &written) {
        (Payload::Text(body), _) => {
            options.push(["Body = [Text.Encoding]::UTF8.GetBytes(", &text(draft, body), ")"].concat());
        }
        (Payload::File(name), _) => options.push("Body = ".to_owned() + &file(name)),
        (_, Some(written)) => {
            before.push_str("$body = [IO.MemoryStream]::new()\n");
            for chunk in &written.chunks {
                let chunk = match chunk {
                    Chunk::Text(part) => ["[Text.Encoding]::UTF8.GetBytes(", &text(draft, part), ")"].concat(),
                    Chunk::File(name) => file(name),
                };
                before.push_str(&["$chunk = ", &chunk, "\n$body.Write($chunk, 0, $chunk.Length)\n"].concat());
            }
            before.push('\n');
            options.push("Body = $body.ToArray()".to_owned());
        }
        _ => {}
    }
    options.extend(["SkipHeaderValidation", "SkipHttpErrorCheck"].map(|name| name.to_owned() + " = $true"));
    options.push("MaximumRedirection = 0".to_owned());
    let options: String = options.iter().map(|option| ["    ", option, "\n"].concat()).collect();
    [
        &remark(draft),
        &draft.declarations(|name, value| ["$", &camel(name), " = ", &literal(value)].concat()),
        &before,
        &["$request = @{\n", &options, "}\n"].concat(),
        "$response = Invoke-WebRequest @request\n\n$response.StatusCode\n$response.Content\n",
    ]
    .concat()
}

/// What of the draft `Invoke-WebRequest` cannot say.
fn remark(draft: &Draft) -> String {
    let mut remark = String::new();
    if !url::is_kept_by_dotnet(&draft.value(&draft.url)) {
        remark.push_str("# Invoke-WebRequest normalises this address: it encodes or decodes some of its characters.\n");
    }
    if draft.headers.iter().any(|(_, value)| !draft.value(value).is_ascii()) {
        remark.push_str("# Invoke-WebRequest sends no characters beyond ASCII in headers.\n");
    }
    if draft.headers.iter().any(|(name, value)| super::csharp::is_of_content(name) && value.pieces().is_empty()) {
        remark.push_str("# Invoke-WebRequest leaves out headers of the body that are empty.\n");
    }
    if !remark.is_empty() {
        remark.push('\n');
    }
    remark
}

fn method(draft: &Draft) -> String {
    match names::method(&draft.method) {
        Some(name) => ["Method = '", name, "'"].concat(),
        None => "CustomMethod = ".to_owned() + &literal(&draft.method),
    }
}

fn file(name: &str) -> String {
    // .NET's working directory is not PowerShell's.
    ["[IO.File]::ReadAllBytes((Join-Path $PWD ", &literal(name), "))"].concat()
}

fn grouped(expression: &str) -> String {
    ["(", expression, ")"].concat()
}

fn text(draft: &Draft, text: &Text) -> String {
    let expression = draft.expression(text, literal, |name| "$".to_owned() + &camel(name), " + ");
    if text.pieces().len() > 1 { grouped(&expression) } else { expression }
}

/// Whether PowerShell takes `c` for a single quote.
const fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}'..='\u{201b}')
}

/// Whether PowerShell takes `c` for a double quote.
const fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}'..='\u{201e}')
}

fn literal(text: &str) -> String {
    let is_plain = !text.chars().any(|c| is_unseen(c) && !matches!(c, '\n' | '\t'));
    let quote = if is_plain { '\'' } else { '"' };
    let mut literal = String::from(quote);
    for c in text.chars() {
        match c {
            _ if is_plain && is_single_quote(c) => literal.extend([c, c]),
            _ if is_plain => literal.push(c),
            _ if is_double_quote(c) || matches!(c, '`' | '$') => literal.extend(['`', c]),
            '\n' => literal.push_str("`n"),
            '\r' => literal.push_str("`r"),
            '\t' => literal.push_str("`t"),
            _ if is_unseen(c) => {
                literal.push_str("`u{");
                let code = u32::from(c);
                literal.extend([12, 8, 4, 0].map(|shift| char::from_digit((code >> shift) & 0xf, 16).unwrap_or('0')));
                literal.push('}');
            }
            _ => literal.push(c),
        }
    }
    literal.push(quote);
    literal
}
