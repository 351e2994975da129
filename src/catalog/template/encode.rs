//! Percent-encoding (RFC 3986 section 2.1).

pub(super) use crate::paths::encode;
use crate::paths::is_unreserved;

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

/// Text of an address: percent-encoded down to the unreserved characters, so that it stays where it is put.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Encoded(String);

impl Encoded {
    /// `text` as one value.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(encode(text))
    }

    /// `pieces` with `separator` between them, which stands as it is.
    #[must_use]
    pub fn joined(pieces: impl IntoIterator<Item = Self>, separator: &str) -> Self {
        Self(pieces.into_iter().map(|piece| piece.0).collect::<Vec<_>>().join(separator))
    }

    /// This with `mark` in front, which stands as it is.
    #[must_use]
    pub fn behind(self, mark: &str) -> Self {
        Self(format!("{mark}{}", self.0))
    }

    /// It, as it stands in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing of it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What `text` is to somebody who decodes it for as long as there is something to decode.
#[must_use]
pub fn decode_deeply(text: &str) -> Vec<u8> {
    let mut decoded: Vec<u8> = Vec::with_capacity(text.len());
    for byte in text.bytes() {
        decoded.push(byte);
        // What was just decoded may be the last digit of an encoding itself, as in `%2%65`.
        while let [.., b'%', high, low] = decoded[..] {
            let (Some(high), Some(low)) = (char::from(high).to_digit(16), char::from(low).to_digit(16)) else { break };
            decoded.truncate(decoded.len() - 3);
            decoded.extend(u8::try_from(high * 16 + low));
        }
    }
    decoded
}

/// Whether `segment` is `.` or `..` to anybody who decodes it, however often.
pub(super) fn is_dot_segment(segment: &str) -> bool {
    matches!(decode_deeply(segment).as_slice(), b"." | b"..")
}
