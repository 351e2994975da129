//! What environments and their variables have to look like. Pure, for the server and the browser alike.

use crate::kernel::{Checks, Message};

/// The most environments of a person.
pub const ENVIRONMENTS: usize = 50;
/// The most variables of an environment.
pub const VARIABLES: usize = 100;
/// The most characters of a name.
pub const NAME_MOST: usize = 100;
/// The most bytes of a value.
pub const VALUE_MOST: usize = 65_536;

/// Checks the name of an environment, without the white space around it.
pub fn check_name(name: &str, checks: &mut Checks) {
    checks.text("name", name, NAME_MOST);
    checks.one_line("name", name);
}

/// Checks the name of a variable: a letter or underscore, then letters, digits, underscores, dots and hyphens.
///
/// # Errors
/// [`Message::Required`], [`Message::TooLong`] or [`Message::NotAVariableName`].
pub fn check_variable_name(name: &str) -> Result<(), Message> {
    if name.is_empty() {
        return Err(Message::Required);
    }
    if name.chars().count() > NAME_MOST {
        return Err(Message::TooLong { most: NAME_MOST });
    }
    let begins_well = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let goes_on_well = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'));
    if begins_well && goes_on_well { Ok(()) } else { Err(Message::NotAVariableName) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_variables_are_like_identifiers() {
        for name in ["a", "_", "API_KEY", "host.eu-1", &"x".repeat(NAME_MOST)] {
            assert_eq!(check_variable_name(name), Ok(()), "{name}");
        }
        for name in ["1a", "-a", ".a", "a b", "a{", "ä", "a\n", " a"] {
            assert_eq!(check_variable_name(name), Err(Message::NotAVariableName), "{name}");
        }
        assert_eq!(check_variable_name(""), Err(Message::Required));
        assert_eq!(check_variable_name(&"x".repeat(NAME_MOST + 1)), Err(Message::TooLong { most: NAME_MOST }));
    }

    #[test]
    fn names_of_environments_are_one_line_of_text() {
        let complaints = |name: &str| {
            let mut checks = Checks::new();
            check_name(name, &mut checks);
            checks.into_fields().into_iter().map(|error| error.message).collect::<Vec<_>>()
        };
        assert_eq!(complaints("Żółć (test)"), []);
        assert_eq!(complaints(""), [Message::Required]);
        assert_eq!(complaints("a\u{202e}b"), [Message::NotOneLine]);
        assert_eq!(complaints(&"x".repeat(NAME_MOST + 1)), [Message::TooLong { most: NAME_MOST }]);
    }
}
