//! The encodings that curl applies: percent-encoding and that of forms.

/// `text` as `curl_easy_escape` has it: only RFC 3986's unreserved characters stay.
pub(super) fn percent(text: &str) -> String {
    escaped(text, |byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

/// `text` as `--data-urlencode` has it: [`percent`], with a plus for a space.
pub(super) fn form(text: &str) -> String {
    percent(text).replace("%20", "+")
}

/// `text` with spaces and what is not ASCII percent-encoded, as an address needs it.
pub(super) fn address(text: &str) -> String {
    escaped(text, |byte| byte.is_ascii_graphic())
}

fn escaped(text: &str, stays: impl Fn(u8) -> bool) -> String {
    let mut result = String::new();
    for byte in text.bytes() {
        if stays(byte) {
            result.push(char::from(byte));
        } else {
            result.push('%');
            for digit in [byte >> 4, byte & 15] {
                result.extend(char::from_digit(digit.into(), 16).map(|c| c.to_ascii_uppercase()));
            }
        }
    }
    result
}

/// The bytes that percent-encoded text stands for. A percent sign without two digits stands for itself.
pub(super) fn unescaped(text: &str) -> Vec<u8> {
    let mut result = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let digit =
            |i: usize| after.get(i).and_then(|&b| char::from(b).to_digit(16)).and_then(|d| u8::try_from(d).ok());
        if byte == b'%'
            && let (Some(high), Some(low)) = (digit(0), digit(1))
        {
            result.push(high << 4 | low);
            rest = after.get(2..).unwrap_or_default();
        } else {
            result.push(byte);
        }
    }
    result
}
