//! Leaving secrets out of texts: whatever their format, by the names before them. Where it is not certain how far a secret
//! goes, too much is left out rather than too little.

use crate::console::samples::text::is_secret_name;
use crate::paths;

/// Names are no longer than this, in bytes.
const LONGEST_NAME: usize = 200;

/// A secret in a text.
struct Found {
    name: String,
    /// Where it begins and ends, in bytes.
    start: usize,
    end: usize,
    /// What stands there instead.
    instead: String,
}

impl Found {
    /// The secret of `name` between `start` and `end`; `None` when nothing stands there.
    fn new(name: String, text: &str, start: usize, end: usize) -> Option<Self> {
        let is_there = text.get(start..end).is_some_and(|value| !value.trim().is_empty());
        is_there.then_some(Self { name, start, end, instead: String::new() })
    }
}

/// `text` without its secrets, whose names are told to `note`.
pub(super) fn blank(text: &str, mut note: impl FnMut(&str)) -> String {
    let text = replaced(text, ':', member, &mut note);
    let text = replaced(&text, '<', element, &mut note);
    let text = replaced(&text, ':', line, &mut note);
    let text = replaced(&text, '=', setting, &mut note);
    replaced(&text, '@', password_of_address, &mut note)
}

/// `text` with every secret replaced that `find` finds at a `sign`.
fn replaced(
    text: &str,
    sign: char,
    find: impl Fn(&str, usize) -> Option<Found>,
    note: &mut impl FnMut(&str),
) -> String {
    let mut blanked = String::with_capacity(text.len());
    let (mut done, mut from) = (0, 0);
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(sign)).map(|at| at + from) {
        from = at + sign.len_utf8();
        if let Some(found) = find(text, at).filter(|found| found.start >= done) {
            note(&found.name);
            blanked.push_str(text.get(done..found.start).unwrap_or_default());
            blanked.push_str(&found.instead);
            done = found.end;
            from = from.max(found.end);
        }
    }
    blanked.push_str(text.get(done..).unwrap_or_default());
    blanked
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '%' | '[' | ']' | '+' | '$')
}

/// The name that `before` ends with, if it is a secret's, and where it begins.
fn name_at_end(before: &str) -> Option<(String, usize)> {
    let start = before.trim_end_matches(is_name).len();
    let name = before.get(start..).filter(|name| name.len() <= LONGEST_NAME)?;
    let name = paths::decode(name);
    is_secret_name(&name).then_some((name, start))
}

/// The first place from `from` on that holds no white space.
fn skip_space(text: &str, from: usize) -> usize {
    text.get(from..).map_or(from, |rest| text.len() - rest.trim_start().len())
}

/// A member of JSON at the colon `at`, also of JSON inside a string, or an argument as in GraphQL.
fn member(text: &str, at: usize) -> Option<Found> {
    let before = text.get(..at)?.trim_end();
    let quote = before.chars().next_back().filter(|c| matches!(c, '"' | '\''));
    let start = skip_space(text, at + 1);
    let Some(quote) = quote else {
        let (name, _) = name_at_end(before)?;
        return quoted(name, text, start);
    };
    let inner = before.strip_suffix(quote)?;
    let name = inner.trim_end_matches('\\');
    let level = inner.len() - name.len();
    let name = name.get(name.rfind(quote)? + 1..).filter(|name| name.len() <= LONGEST_NAME)?;
    let name = unescaped(name);
    if !is_secret_name(&name) {
        return None;
    }
    let first = text.get(start..)?.chars().next()?;
    let end = match first {
        '{' | '[' => end_of_structure(text, start, level, quote),
        '-' | '0'..='9' => start + end_of_number(text.get(start..)?),
        _ => return quoted(name, text, start),
    };
    let has_content = text.get(start..end)?.contains(|c: char| c.is_alphanumeric());
    let quote = format!("{}{quote}", "\\".repeat(level));
    has_content.then(|| Found { name, start, end, instead: quote.repeat(2) })
}

/// How long the number is that `text` begins with.
fn end_of_number(text: &str) -> usize {
    text.find([',', '}', ']', ' ', '\n', '\r', '\t', '\\', '"']).unwrap_or(text.len())
}

/// The text in quotation marks at `start`, which may be escaped themselves.
fn quoted(name: String, text: &str, start: usize) -> Option<Found> {
    let rest = text.get(start..)?;
    let level = rest.len() - rest.trim_start_matches('\\').len();
    let quote = rest.get(level..)?.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let start = start + level + 1;
    let end = end_of_string(text, start, level, quote).unwrap_or(text.len());
    Found::new(name, text, start, end)
}

/// Where the string ends whose content begins at `start`, between quotation marks behind `level` backslashes. Of the
/// backslashes before a quotation mark that ends nothing there are more: each level of strings doubles them.
fn end_of_string(text: &str, start: usize, level: usize, quote: char) -> Option<usize> {
    let content = text.get(start..)?;
    content.match_indices(quote).find_map(|(at, _)| {
        let before = content.get(..at)?;
        let escapes = before.len() - before.trim_end_matches('\\').len();
        (escapes % (2 * level + 2) == level).then_some(start + at - level)
    })
}

/// Where the object or list at `start` ends.
fn end_of_structure(text: &str, start: usize, level: usize, quote: char) -> usize {
    let mut depth = 0_usize;
    let mut from = start;
    while let Some((at, sign)) = text
        .get(from..)
        .and_then(|rest| rest.char_indices().find(|(_, c)| matches!(c, '{' | '[' | '}' | ']') || *c == quote))
    {
        let at = from + at;
        from = at + 1;
        match sign {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            _ => match end_of_string(text, from, level, quote) {
                Some(end) => from = end + level + 1,
                None => break,
            },
        }
        if depth == 0 {
            return from;
        }
    }
    text.len()
}

/// A member's name as it reads.
fn unescaped(name: &str) -> String {
    if !name.contains('\\') {
        return name.to_owned();
    }
    let mut once = String::with_capacity(name.len());
    for c in name.chars() {
        if c != '\\' || !once.ends_with('\\') {
            once.push(c);
        }
    }
    serde_json::from_str(&format!("\"{once}\"")).unwrap_or(once)
}

/// An element of XML at the angle bracket `at`, with everything in it.
fn element(text: &str, at: usize) -> Option<Found> {
    let inside = text.get(at + 1..)?;
    let inside = inside.get(..inside.find(['<', '>'])?)?;
    if inside.ends_with('/') || !text.get(at + 1 + inside.len()..)?.starts_with('>') {
        return None;
    }
    let tag = inside.get(..inside.find(char::is_whitespace).unwrap_or(inside.len()))?;
    let name = tag.rsplit(':').next().filter(|name| name.len() <= LONGEST_NAME && !name.starts_with('/'))?;
    if tag.starts_with(['/', '!', '?']) || !is_secret_name(name) {
        return None;
    }
    let start = at + 1 + inside.len() + 1;
    let end = text.get(start..)?.find(&format!("</{tag}")).map_or(text.len(), |length| start + length);
    Found::new(name.to_owned(), text, start, end)
}

/// A line such as `password: xyz` at the colon `at`, as in YAML.
fn line(text: &str, at: usize) -> Option<Found> {
    let (name, start) = name_at_end(text.get(..at)?)?;
    let before = text.get(..start)?.trim_end_matches([' ', '\t', '-']);
    if !before.is_empty() && !before.ends_with(['\n', '\r']) {
        return None;
    }
    let rest = text.get(at + 1..)?;
    let end_of_line = |text: &str| text.find(['\n', '\r']).unwrap_or(text.len());
    let mut length = end_of_line(rest);
    // A block is what follows, further in.
    if rest.get(..length)?.trim_start().starts_with(['|', '>']) {
        while let Some(next) = rest.get(length..).map(|rest| rest.trim_start_matches(['\n', '\r']))
            && next.starts_with([' ', '\t'])
        {
            length = rest.len() - next.len() + end_of_line(next);
        }
    }
    let start = at + 1 + rest.len() - rest.trim_start_matches([' ', '\t']).len();
    Found::new(name, text, start, at + 1 + length)
}

/// A pair such as `AccountKey=xyz;` at the equals sign `at`.
fn setting(text: &str, at: usize) -> Option<Found> {
    let (name, begins) = name_at_end(text.get(..at)?.trim_end_matches([' ', '\t']))?;
    let rest = text.get(at + 1..)?;
    let start = at + 1 + rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let value = text.get(start..)?;
    if value.trim_start_matches('\\').starts_with(['"', '\'']) {
        return quoted(name, text, start);
    }
    let is_of_address = text.get(..begins)?.ends_with(['?', '&']);
    let end = value.char_indices().find(|(at, c)| match c {
        ';' | '&' | '"' | '<' | '\n' | '\r' => true,
        '\\' => value.get(at + 1..).is_some_and(|rest| rest.starts_with(['\\', '"', 'n', 'r'])),
        c => is_of_address && c.is_whitespace(),
    });
    Found::new(name, text, start, start + end.map_or(value.len(), |(at, _)| at))
}

/// The password in an address such as `amqp://user:xyz@host` whose `@` is at `at`.
fn password_of_address(text: &str, at: usize) -> Option<Found> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '<' | '>' | '@');
    let before = text.get(..at)?;
    let user_and_password = before.get(before.trim_end_matches(|c| !ends(c)).len()..)?;
    let begins = at - user_and_password.len();
    let (user, _) = user_and_password.split_once(':')?;
    if !before.get(..begins)?.ends_with("://") {
        return None;
    }
    Found::new("password".to_owned(), text, begins + user.len() + 1, at)
}
