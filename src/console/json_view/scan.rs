//! The smallest things in a JSON text (RFC 8259): white space, strings, numbers, literals.
//!
//! What ends somewhere is looked for in the text's bytes from `at`, and is followed by any byte or none. The error is
//! the place of the first byte that cannot be there.

/// Whether it is white space: section 2.
pub(super) fn is_white(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r')
}

/// Where the white space at `at` ends.
pub(in crate::console) fn white_end(bytes: &[u8], at: usize) -> usize {
    let white = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    at + bytes.get(at..).unwrap_or_default().iter().take_while(white).count()
}

/// Where the string ends that opens at `at` with its quote: section 7. Escapes may name half a surrogate pair.
pub(in crate::console) fn string_end(bytes: &[u8], at: usize) -> Result<usize, usize> {
    let mut at = at + 1;
    loop {
        // Most of most texts is this: characters that end nothing.
        let plain = |byte: &u8| !matches!(byte, b'"' | b'\\' | ..0x20);
        at += bytes.get(at..).unwrap_or_default().iter().take_while(|byte| plain(byte)).count();
        match bytes.get(at) {
            Some(b'"') => return Ok(at + 1),
            Some(b'\\') => at = escape_end(bytes, at)?,
            _ => return Err(at),
        }
    }
}

fn escape_end(bytes: &[u8], at: usize) -> Result<usize, usize> {
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
        Some(b'u') => match (at + 2..at + 6).find(|&at| !bytes.get(at).is_some_and(u8::is_ascii_hexdigit)) {
            None => Ok(at + 6),
            Some(wrong) => Err(wrong),
        },
        _ => Err(at + 1),
    }
}

/// Where the number ends that begins at `at`: section 6.
pub(in crate::console) fn number_end(bytes: &[u8], at: usize) -> Result<usize, usize> {
    let mut at = if bytes.get(at) == Some(&b'-') { at + 1 } else { at };
    at = if bytes.get(at) == Some(&b'0') { at + 1 } else { digits_end(bytes, at)? };
    if bytes.get(at) == Some(&b'.') {
        at = digits_end(bytes, at + 1)?;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let is_signed = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
        at = digits_end(bytes, if is_signed { at + 2 } else { at + 1 })?;
    }
    Ok(at)
}

/// Where the digits at `at` end; one is the least.
fn digits_end(bytes: &[u8], at: usize) -> Result<usize, usize> {
    let digits = bytes.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 { Err(at) } else { Ok(at + digits) }
}

/// Where `word` ends, which has to stand at `at`: section 3.
pub(in crate::console) fn word_end(bytes: &[u8], at: usize, word: &[u8]) -> Result<usize, usize> {
    let rest = bytes.get(at..).unwrap_or_default();
    let same = rest.iter().zip(word).take_while(|(byte, wanted)| byte == wanted).count();
    if same == word.len() { Ok(at + same) } else { Err(at + same) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_end_at_their_quote_or_are_wrong_at_a_byte() {
        for (text, end) in [
            (r#""""#, Ok(2)),
            (r#""a\"b" "#, Ok(6)),
            (r#""\\""#, Ok(4)),
            (r#""\ud800""#, Ok(8)),
            ("\"\u{7f}é\"", Ok(5)),
            (r#""open"#, Err(5)),
            (r#""\"#, Err(2)),
            (r#""\x""#, Err(2)),
            (r#""\u00g0""#, Err(5)),
            (r#""\u00"#, Err(5)),
            ("\"a\nb\"", Err(2)),
            ("\"\0\"", Err(1)),
        ] {
            assert_eq!(string_end(text.as_bytes(), 0), end, "{text}");
        }
    }

    #[test]
    fn numbers_end_where_their_grammar_does() {
        for (text, end) in [
            ("0", Ok(1)),
            ("-0.10e+07,", Ok(9)),
            ("1e400 ", Ok(5)),
            ("1E-2", Ok(4)),
            ("012", Ok(1)),
            ("-", Err(1)),
            ("+1", Err(0)),
            ("1.", Err(2)),
            (".5", Err(0)),
            ("1e", Err(2)),
            ("1e+", Err(3)),
        ] {
            assert_eq!(number_end(text.as_bytes(), 0), end, "{text}");
        }
    }
}
