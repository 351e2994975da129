//! Finding the secrets in addresses, headers and bodies.

use super::names::{Variables, is_secret_name};
use super::text::Text;

/// The address `url`: the values of query pairs may be secret.
pub(super) fn url(url: &str, variables: &mut Variables<'_>) -> Text {
    let Some((before, query)) = url.split_once('?') else { return Text::plain(url) };
    let mut text = Text::plain(before);
    let mut separator = "?";
    for pair in query.split('&') {
        text.push(separator);
        separator = "&";
        match pair.split_once('=') {
            Some((name, value)) if variables.is_secret(&decoded(name)) => {
                text.push(name);
                text.push("=");
                variables.hide(&mut text, &decoded(name), value);
            }
            _ => text.push(pair),
        }
    }
    text
}

/// The ASCII characters that `name` percent-encodes, decoded: those that matter to [`is_secret_name`].
fn decoded(name: &str) -> String {
    let mut decoded = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('%') {
        decoded.push_str(before);
        let byte = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(byte.map_or('%', char::from));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    decoded.push_str(rest);
    decoded
}

/// The value of the header `name`; of one with a scheme, as in `Bearer xyz`, only what comes after it is secret.
pub(super) fn header(name: &str, value: &str, variables: &mut Variables<'_>) -> Text {
    if !variables.is_secret(name) {
        return Text::plain(value);
    }
    let is_authorization = name.to_ascii_lowercase().ends_with("authorization");
    let mut text = Text::default();
    let credential = match value.split_once(' ') {
        Some((scheme, rest)) if is_authorization || is_scheme(scheme) => {
            let rest = rest.trim_start_matches(' ');
            text.push(value.get(..value.len() - rest.len()).unwrap_or_default());
            rest
        }
        _ => value,
    };
    variables.hide(&mut text, name, credential);
    text
}

fn is_scheme(word: &str) -> bool {
    ["bearer", "basic", "token"].iter().any(|scheme| word.eq_ignore_ascii_case(scheme))
}

/// All of `value` is secret. Every line is a secret of its own, so that no declaration has more than one.
pub(super) fn lines(name: &str, value: &str, variables: &mut Variables<'_>) -> Text {
    let mut text = Text::default();
    for line in value.split_inclusive(['\r', '\n']) {
        let content = line.trim_end_matches(['\r', '\n']);
        variables.hide(&mut text, name, content);
        text.push(line.get(content.len()..).unwrap_or_default());
    }
    text
}

/// The body `body`: secrets are values of JSON members, of pairs as in forms and connection strings, and of attributes.
pub(super) fn body(body: &str, variables: &mut Variables<'_>) -> Text {
    let mut text = Text::default();
    let mut rest = body;
    // `rest` is searched for the next sign that gives a name to what follows it.
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|text| text.find(['=', ':'])).map(|at| at + from) {
        let before = rest.get(..at).unwrap_or_default();
        let after = rest.get(at + 1..).unwrap_or_default();
        let found = if rest.as_bytes().get(at) == Some(&b':') { member(before, after) } else { pair(before, after) };
        match found {
            Some((name, start, value)) => {
                text.push(rest.get(..at + 1 + start).unwrap_or_default());
                text.append(&lines(name, value, variables));
                rest = rest.get(at + 1 + start + value.len()..).unwrap_or_default();
                from = 0;
            }
            None => from = at + 1,
        }
    }
    text.push(rest);
    text
}

/// A JSON member: `before` ends with its name, `after` begins with its value. The secret's name, where it begins in
/// `after`, and the secret.
fn member<'b>(before: &'b str, after: &'b str) -> Option<(&'b str, usize, &'b str)> {
    let name = before.trim_end().strip_suffix('"')?;
    let name = name.get(name.rfind('"')? + 1..).filter(|name| is_secret_name(name))?;
    let value = after.trim_start().strip_prefix('"')?;
    let start = after.len() - value.len();
    let mut is_escaped = false;
    let end = value.bytes().position(|byte| {
        let ends = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        ends
    })?;
    Some((name, start, value.get(..end)?))
}

/// A pair such as `AccountKey=xyz;`, `password=xyz&` and `token="xyz"`; answers as [`member`] does.
fn pair<'b>(before: &'b str, after: &'b str) -> Option<(&'b str, usize, &'b str)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '%' | '[' | ']' | '+');
    let name = before.get(before.trim_end_matches(is_name).len()..).filter(|name| is_secret_name(&decoded(name)))?;
    if let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\''))
        && let Some((value, _)) = after.get(1..)?.split_once(quote)
    {
        return Some((name, 1, value));
    }
    let ends = |c: char| c.is_whitespace() || matches!(c, ';' | '&' | '"' | '\'' | '\\' | '<' | '>');
    let end = after.find(ends).unwrap_or(after.len());
    Some((name, 0, after.get(..end)?))
}
