//! What e-mail addresses, passwords and ways back have to look like. Pure, for the server and the browser alike.

use crate::kernel::Message;

/// The most characters of an e-mail address (RFC 5321 section 4.5.3.1.3 without the angle brackets).
pub const EMAIL_MOST: usize = 254;
/// The fewest characters of a new password.
pub const PASSWORD_LEAST: usize = 12;
/// The most characters of a password: in UTF-8 never more than 1024 bytes are hashed.
pub const PASSWORD_MOST: usize = 256;
/// The most bytes of an address to go on to, so that it fits into a header everywhere.
const NEXT_MOST: usize = 2048;

/// The most groups that administrators can make.
pub const GROUPS: i64 = 500;
/// The most characters of a group's name.
pub const GROUP_NAME_MOST: usize = 100;
/// The most characters of what a group is for.
pub const GROUP_DESCRIPTION_MOST: usize = 1000;
/// The groups that are there without being made, as Azure API Management calls them.
const BUILT_IN: [&str; 3] = ["administrators", "developers", "guests"];

/// The form of a group's name by which groups are told apart.
#[must_use]
pub fn fold_group(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Whether `name` is that of a group that is there without being made.
#[must_use]
pub fn is_built_in(name: &str) -> bool {
    BUILT_IN.contains(&fold_group(name).as_str())
}

/// `text` without surrounding white space when it is an e-mail address as browsers understand them in
/// `<input type="email">` (WHATWG HTML, 4.10.5.1.5), with the lengths of RFC 5321.
///
/// # Errors
/// [`Message::Required`], [`Message::TooLong`] or [`Message::NotAnEmail`].
pub fn email(text: &str) -> Result<&str, Message> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Message::Required);
    }
    if text.chars().count() > EMAIL_MOST {
        return Err(Message::TooLong { most: EMAIL_MOST });
    }
    let (local, domain) = text.rsplit_once('@').ok_or(Message::NotAnEmail)?;
    if is_local_part(local) && domain.split('.').all(is_label) { Ok(text) } else { Err(Message::NotAnEmail) }
}

/// The form of an e-mail address by which accounts are told apart: without surrounding white space, in lower case.
#[must_use]
pub fn fold_email(email: &str) -> String {
    email.trim().to_ascii_lowercase()
}

/// Checks a password that somebody chooses. Length is all that is asked for (NIST SP 800-63B section 3.1.1.2).
///
/// # Errors
/// [`Message::Required`], [`Message::TooShort`] or [`Message::TooLong`].
pub fn new_password(password: &str) -> Result<(), Message> {
    password_to_try(password)?;
    if password.chars().count() < PASSWORD_LEAST {
        return Err(Message::TooShort { least: PASSWORD_LEAST });
    }
    Ok(())
}

/// Checks a password that somebody signs in with: only that it is worth trying.
///
/// # Errors
/// [`Message::Required`] or [`Message::TooLong`].
pub fn password_to_try(password: &str) -> Result<(), Message> {
    match password.chars().count() {
        0 => Err(Message::Required),
        length if length > PASSWORD_MOST => Err(Message::TooLong { most: PASSWORD_MOST }),
        _ => Ok(()),
    }
}

/// `next` when it is a path on this site, so that following it cannot lead anywhere else.
///
/// Browsers read `\` as `/` and drop tabs and line breaks (WHATWG URL, 4.4), so none of these may be in it; a second
/// slash at its beginning would name another host.
#[must_use]
pub fn local_path(next: &str) -> Option<&str> {
    let is_local = next.len() <= NEXT_MOST
        && next.starts_with('/')
        && !next.starts_with("//")
        && next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    is_local.then_some(next)
}

fn is_local_part(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte))
}

fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn email_addresses() {
        for fine in ["a@b", "Ada.Lovelace+portal@mail.example.com", " ada@example.com\n", "o'hara@example.com"] {
            assert_eq!(email(fine), Ok(fine.trim()), "{fine}");
        }
        let long_label = format!("a@{}", "b".repeat(64));
        for bad in [
            "ada",
            "@example.com",
            "ada@",
            "ada@-x.com",
            "ada@x-.com",
            "ada@x..com",
            "a da@x.com",
            "a@x@y",
            "ä@x.com",
            &long_label,
        ] {
            assert_eq!(email(bad), Err(Message::NotAnEmail), "{bad}");
        }
        assert_eq!(email(" \t"), Err(Message::Required));
        assert_eq!(email(&format!("a@{}", "b.".repeat(200))), Err(Message::TooLong { most: EMAIL_MOST }));
    }

    #[test]
    fn passwords_are_measured_in_characters_and_never_trimmed() {
        assert_eq!(new_password(""), Err(Message::Required));
        assert_eq!(new_password("žluťoučký k"), Err(Message::TooShort { least: 12 }));
        assert_eq!(new_password("žluťoučký ků"), Ok(()));
        assert_eq!(new_password(&"🗝".repeat(256)), Ok(()));
        assert_eq!(new_password(&"x".repeat(257)), Err(Message::TooLong { most: 256 }));
        assert_eq!(password_to_try("short"), Ok(()));
        assert_eq!(password_to_try(&"x".repeat(257)), Err(Message::TooLong { most: 256 }));
    }

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for fine in ["/", "/apis", "/apis/a%2Fb?q=%C5%BC&page=2#top", "/apis//twice", "/@evil.example"] {
            assert_eq!(local_path(fine), Some(fine));
        }
        let long = format!("/{}", "a".repeat(NEXT_MOST));
        for evil in [
            "",
            "apis",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/apis\\..\\..",
            "/\t/evil.example",
            "/\n/evil.example",
            "/\r\nSet-Cookie: a=b",
            "\t//evil.example",
            " /apis",
            "/a b",
            "/\u{0}",
            "/\u{7f}",
            "/ż",
            "https://evil.example/",
            "https:/evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "@evil.example",
            &long,
        ] {
            assert_eq!(local_path(evil), None, "{evil:?}");
        }
    }
}
