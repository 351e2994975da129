//! Which headers a call may carry.

use crate::console::variables::is_unknown;
use crate::kernel::Message;
use crate::kernel::http::{is_header_name, is_reserved_header};

/// Checks a header's name. Of one that is not known here nobody can say that it is wrong.
///
/// # Errors
/// What is wrong with it.
pub(super) fn check_name(name: &str) -> Result<(), Message> {
    if name.is_empty() {
        return Err(Message::Required);
    }
    if is_unknown(name) {
        return Ok(());
    }
    if !is_header_name(name) {
        return Err(Message::NotAHeaderName);
    }
    if is_reserved_header(name) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_names_are_refused_by_name() {
        for name in ["Host", "X_Forwarded_User"] {
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
