//! Percent-encoding (RFC 3986 section 2.1) of what stands in addresses.

pub(crate) const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// `text` percent-encoded for one path segment or one query value (RFC 3986 section 2.3: all but unreserved characters).
///
/// ```
/// assert_eq!(loggia::paths::encode("a/b c"), "a%2Fb%20c");
/// ```
#[must_use]
pub fn encode(text: &str) -> String {
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

/// `text` without its percent-encoding; `+` is a space (WHATWG URL, 5.1).
#[must_use]
pub fn decode(text: &str) -> String {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, tail @ ..] = rest {
        let (byte, after) = match byte {
            b'%' => escaped(tail).unwrap_or((b'%', tail)),
            b'+' => (b' ', tail),
            other => (*other, tail),
        };
        decoded.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// The byte that two hexadecimal digits at the beginning of `text` stand for, and what comes after them.
fn escaped(text: &[u8]) -> Option<(u8, &[u8])> {
    let [high, low, after @ ..] = text else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some((digit(*high)? << 4 | digit(*low)?, after))
}

/// The value of `name` in the query `search`, which has no leading `?` (WHATWG URL, 5.1). It is decoded once; the query
/// map of `leptos_router` decodes twice, so that there `%2541` ends as `A`.
#[must_use]
pub fn query_value(search: &str, name: &str) -> Option<String> {
    search.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(key) == name).then(|| decode(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_a_query_is_decoded_once() {
        for (search, expected) in [
            ("", None),
            ("other=1", None),
            ("next", Some("")),
            ("next=", Some("")),
            ("a=1&next=%2Fapis%3Fq%3D%2541&next=2", Some("/apis?q=%41")),
            ("n%65xt=a+b%2Bc=d", Some("a b+c=d")),
            ("next=100%&x=1", Some("100%")),
            ("next=%zz%4", Some("%zz%4")),
            ("next=%C5%BC%FF", Some("ż\u{fffd}")),
        ] {
            assert_eq!(query_value(search, "next").as_deref(), expected, "{search}");
        }
    }
}
