//! Which headers a call may carry.

use crate::kernel::Message;

/// Names that the HTTP client sets by itself or that concern one connection only (RFC 9110 sections 7.2, 7.6.1, 7.8,
/// 8.6, 10.1.1 and 10.1.4; RFC 9112 section 6.1).
const RESERVED: [&str; 9] =
    ["connection", "content-length", "expect", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"];

/// Checks a header's name.
///
/// # Errors
/// What is wrong with it.
pub(super) fn check_name(name: &str) -> Result<(), Message> {
    if name.is_empty() {
        return Err(Message::Required);
    }
    if !name.bytes().all(is_token) {
        return Err(Message::NotAHeaderName);
    }
    let lower = name.to_ascii_lowercase();
    if RESERVED.contains(&lower.as_str()) || lower.starts_with("proxy-") {
        return Err(Message::HeaderNotAllowed { name: name.to_owned() });
    }
    Ok(())
}

/// `value` without the white space around it, which is not part of a value (RFC 9110 section 5.5).
///
/// # Errors
/// What is wrong with it.
pub(super) fn check_value(value: &str) -> Result<&str, Message> {
    let value = value.trim_matches([' ', '\t']);
    if value.chars().any(|c| c.is_ascii_control() && c != '\t') { Err(Message::NotAHeaderValue) } else { Ok(value) }
}

/// RFC 9110 section 5.6.2.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_would_change_the_message_s_framing_or_destination_are_refused() {
        for name in [
            "Host",
            "hOsT",
            "Content-Length",
            "Transfer-Encoding",
            "Connection",
            "TE",
            "Trailer",
            "Upgrade",
            "Keep-Alive",
            "Proxy-Authorization",
            "proxy-connection",
            "Expect",
        ] {
            assert_eq!(check_name(name), Err(Message::HeaderNotAllowed { name: name.to_owned() }));
        }
    }

    #[test]
    fn names_are_tokens() {
        for name in ["X-Api-Key", "x_y", "a.b", "!#$%&'*+-.^_`|~"] {
            assert_eq!(check_name(name), Ok(()), "{name}");
        }
        for name in ["X Y", "X:", "X\r\nY", "Ключ", "a/b", "\"q\"", "X\0", ":authority"] {
            assert_eq!(check_name(name), Err(Message::NotAHeaderName), "{name}");
        }
        assert_eq!(check_name(""), Err(Message::Required));
    }

    #[test]
    fn values_hold_no_control_characters() {
        assert_eq!(check_value(" \ta\tb "), Ok("a\tb"));
        assert_eq!(check_value("żółć"), Ok("żółć"));
        for value in ["a\r\nX: y", "a\nb", "a\rb", "a\0b", "\u{7f}"] {
            assert_eq!(check_value(value), Err(Message::NotAHeaderValue), "{value:?}");
        }
    }
}
