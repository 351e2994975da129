//! String literals: the parts that languages have in common.

/// How a language spells a character by its number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// `\u2028`.
    Four,
    /// `\u{2028}`.
    Braces,
}

/// `text` between `quote`s with backslashes before quotes, backslashes and the characters of `also`, and with control
/// and invisible characters by their numbers.
pub(super) fn escaped(text: &str, quote: char, also: &str, number: Number) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push(quote);
    escape_into(&mut literal, text, |c| c == quote || c == '\\' || also.contains(c), "\n\r\t", number);
    literal.push(quote);
    literal
}

/// Adds `text` to `literal`: `is_special` characters after a backslash, those of `short` by their letters, other
/// characters that nobody sees by their numbers.
pub(super) fn escape_into(
    literal: &mut String,
    text: &str,
    is_special: impl Fn(char) -> bool,
    short: &str,
    number: Number,
) {
    for c in text.chars() {
        match c {
            _ if is_special(c) => literal.extend(['\\', c]),
            '\n' if short.contains(c) => literal.push_str("\\n"),
            '\r' if short.contains(c) => literal.push_str("\\r"),
            '\t' if short.contains(c) => literal.push_str("\\t"),
            '\n' | '\t' => literal.push(c),
            _ if is_unseen(c) => push_number(literal, c, number),
            _ => literal.push(c),
        }
    }
}

fn push_number(literal: &mut String, c: char, number: Number) {
    let code = u32::from(c);
    literal.push_str(if number == Number::Braces { "\\u{" } else { "\\u" });
    for shift in [12, 8, 4, 0] {
        literal.push(char::from_digit((code >> shift) & 0xf, 16).unwrap_or('0'));
    }
    if number == Number::Braces {
        literal.push('}');
    }
}

/// Whether `c` is a character that editors hide, change or mistake for a line's end: controls, separators, marks of
/// direction. All are below U+10000.
pub(super) fn is_unseen(c: char) -> bool {
    let is_mark = matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{feff}');
    c.is_control() || is_mark || matches!(c, '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}')
}

/// Whether `text` can stand in a source file as it is: line feeds and tabs are all that is unseen in it.
pub(crate) fn is_clear(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\n' | '\t') || !is_unseen(c))
}

/// Whether a literal of more than one line, or without escapes, makes `text` easier to read.
pub(super) fn is_better_raw(text: &str) -> bool {
    is_clear(text) && text.contains(['\n', '"', '\\'])
}

/// `text` in parts of at most `most` bytes; `most` is at least 4.
pub(super) fn parts(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (part, after) = rest.split_at(rest.floor_char_boundary(most));
        parts.push(part);
        rest = after;
    }
    parts
}

/// `text` between two `quote`s of one or three characters, in lines of its own. Backslashes escape, also `also`.
pub(super) fn block(text: &str, quote: &str, also: &str) -> String {
    let escape = |text: &str| text.chars().flat_map(|c| ['\\', c]).collect::<String>();
    let mut inside = text.replace('\\', "\\\\").replace(quote, &escape(quote));
    if !also.is_empty() {
        inside = inside.replace(also, &("\\".to_owned() + also));
    }
    // A quote at the end would be taken for the first of those that end the literal. One behind an odd number of
    // backslashes is escaped already.
    let is_bare = |before: &&str| (before.len() - before.trim_end_matches('\\').len()).is_multiple_of(2);
    if let Some(before) = inside.strip_suffix('"').filter(|before| quote.len() > 1 && is_bare(before)) {
        inside = before.to_owned() + "\\\"";
    }
    [quote, &inside, quote].concat()
}

#[cfg(test)]
mod tests {
    use super::block;

    #[test]
    fn a_quote_at_the_end_does_not_end_a_block() {
        for (text, expected) in [
            ("a", r#""""a""""#),
            ("a\"", r#""""a\"""""#),
            ("a\\\"", r#""""a\\\"""""#),
            ("a\\\\\"", r#""""a\\\\\"""""#),
            ("a\"\"\"", r#""""a\"\"\"""""#),
        ] {
            assert_eq!(block(text, "\"\"\"", ""), expected, "{text}");
        }
    }
}
