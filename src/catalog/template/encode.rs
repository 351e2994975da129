//! Percent-encoding (RFC 3986 section 2.1).

/// RFC 3986's `pchar` without its percent-encodings, and for a query `/` and `?`. The apostrophe is left out of
/// queries, because URL libraries encode it there (WHATWG URL, special-query percent-encode set).
pub(super) fn is_allowed(character: char, in_query: bool) -> bool {
    match character {
        '/' | '?' => in_query,
        '\'' => !in_query,
        '!' | '$' | '&' | '(' | ')' | '*' | '+' | ',' | ';' | '=' | ':' | '@' => true,
        _ => u8::try_from(character).is_ok_and(is_unreserved),
    }
}

/// RFC 3986 section 2.3.
const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Percent-encodes every byte but the unreserved ones.
pub(super) fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        if is_unreserved(byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

/// Whether `segment` is `.` or `..` to anybody who decodes it, however often.
pub(super) fn is_dot_segment(segment: &str) -> bool {
    let mut decoded: Vec<u8> = Vec::with_capacity(segment.len());
    for byte in segment.bytes() {
        decoded.push(byte);
        // What was just decoded may be the last digit of an encoding itself, as in `%2%65`.
        while let [.., b'%', high, low] = decoded[..] {
            let (Some(high), Some(low)) = (char::from(high).to_digit(16), char::from(low).to_digit(16)) else { break };
            decoded.truncate(decoded.len() - 3);
            decoded.extend(u8::try_from(high * 16 + low));
        }
    }
    matches!(decoded.as_slice(), b"." | b"..")
}
