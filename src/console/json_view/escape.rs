//! What the escapes in JSON strings stand for (RFC 8259 section 7).

use std::borrow::Cow;

/// The character that `text`, a stretch of a string, begins with, and how many bytes it takes; an escape counts as the
/// character that it stands for. Half a surrogate pair stands for U+FFFD.
pub(super) fn first(text: &str) -> Option<(char, usize)> {
    let escaped = match text.strip_prefix('\\').and_then(|escape| escape.chars().next()) {
        Some('b') => '\u{8}',
        Some('f') => '\u{c}',
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some('u') => return Some(unicode(text)),
        Some(itself @ ('"' | '\\' | '/')) => itself,
        _ => return text.chars().next().map(|letter| (letter, letter.len_utf8())),
    };
    Some((escaped, 2))
}

/// The character of the `\u` escape that `text` begins with, and its length: that of a pair is twelve.
fn unicode(text: &str) -> (char, usize) {
    let Some(unit) = code_unit(text) else { return ('\\', 1) };
    let second = text.get(6..).and_then(code_unit);
    match char::decode_utf16([unit].into_iter().chain(second)).next() {
        Some(Ok(letter)) => (letter, letter.len_utf16() * 6),
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}

fn code_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

/// What the string `quoted`, which stands in its quotes, says.
pub(in crate::console) fn unquoted(quoted: &str) -> Cow<'_, str> {
    let inside = quoted.strip_prefix('"').unwrap_or(quoted);
    let mut rest = inside.strip_suffix('"').unwrap_or(inside);
    if !rest.contains('\\') {
        return Cow::Borrowed(rest);
    }
    let mut plain = String::with_capacity(rest.len());
    while let Some((letter, length)) = first(rest) {
        plain.push(letter);
        rest = rest.get(length..).unwrap_or_default();
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_say_what_they_stand_for() {
        for (quoted, plain) in [
            (r#""""#, ""),
            (r#""plain é""#, "plain é"),
            (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
            (r#""\u00e9\u00E9""#, "éé"),
            (r#""\ud83c\udf88!""#, "🎈!"),
            (r#""\ud83c""#, "\u{fffd}"),
            (r#""\ud83cx\udf88""#, "\u{fffd}x\u{fffd}"),
            (r#""\ud83c\ud83c\udf88""#, "\u{fffd}🎈"),
            (r#""\udf88\ud83c""#, "\u{fffd}\u{fffd}"),
            (r#""\\u00e9""#, "\\u00e9"),
        ] {
            assert_eq!(unquoted(quoted), plain, "{quoted}");
        }
    }
}
