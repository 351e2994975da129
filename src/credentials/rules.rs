//! What a credential can be.

use super::model::{KeyPlace, Way};
use crate::kernel::http::{is_header_name, is_header_value, is_reserved_header};
use crate::kernel::{Checks, FieldError, Message};

/// The most characters of a name.
pub const NAME: usize = 200;
/// The most characters of a secret.
pub const SECRET: usize = 8_000;

/// The way without what surrounds its name, and the secret without the line break that is easily copied with it. A
/// password is what was typed.
#[must_use]
pub fn tidy(way: Way, secret: &str) -> (Way, &str) {
    match way {
        Way::Bearer => (Way::Bearer, secret.trim()),
        Way::Basic { username } => (Way::Basic { username: username.trim().to_owned() }, secret),
        Way::ApiKey { name, place } => (Way::ApiKey { name: name.trim().to_owned(), place }, secret.trim()),
    }
}

/// What is wrong with them, at the fields `username`, `name` and `secret`.
#[must_use]
pub fn check(way: &Way, secret: &str) -> Vec<FieldError> {
    let mut checks = Checks::new();
    match way {
        Way::Bearer => {}
        Way::Basic { username } => {
            checks.optional_text("username", username, NAME);
            checks.one_line("username", username);
            if username.contains(':') && !checks.has("username") {
                checks.complain("username", Message::NotAUserName);
            }
        }
        Way::ApiKey { name, place } => check_name(name, *place, &mut checks),
    }
    if secret.is_empty() {
        checks.complain("secret", Message::Required);
    } else {
        checks.optional_text("secret", secret, SECRET);
    }
    if !checks.has("secret") && !stays_in_its_place(way, secret) {
        let message = if *way == Way::Bearer { Message::NotAToken } else { Message::NotAHeaderValue };
        checks.complain("secret", message);
    }
    checks.into_fields()
}

fn check_name(name: &str, place: KeyPlace, checks: &mut Checks) {
    checks.text("name", name, NAME);
    checks.one_line("name", name);
    if checks.has("name") || place == KeyPlace::Query {
        return;
    }
    if !is_header_name(name) {
        checks.complain("name", Message::NotAHeaderName);
    } else if is_reserved_header(name) {
        checks.complain("name", Message::HeaderNotAllowed { name: name.to_owned() });
    }
}

/// Whether the secret would end where it is meant to: a token is one word, and nothing has a line break in it.
fn stays_in_its_place(way: &Way, secret: &str) -> bool {
    match way {
        Way::Bearer => secret.bytes().all(|byte| byte.is_ascii_graphic()),
        Way::Basic { .. } | Way::ApiKey { .. } => is_header_value(secret),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str, place: KeyPlace) -> Way {
        Way::ApiKey { name: name.to_owned(), place }
    }

    fn basic(username: &str) -> Way {
        Way::Basic { username: username.to_owned() }
    }

    #[test]
    fn what_would_leave_its_place_is_refused() {
        let long = "a".repeat(SECRET + 1);
        for (way, secret, wrong) in [
            (Way::Bearer, "eyJ.a-b_c~+/=", None),
            (Way::Bearer, "", Some("secret")),
            (Way::Bearer, "Bearer abc", Some("secret")),
            (Way::Bearer, "a\r\nX-Admin: 1", Some("secret")),
            (Way::Bearer, "zażółć", Some("secret")),
            (Way::Bearer, &long, Some("secret")),
            (basic("ada"), "pass word: żółć", None),
            (basic(""), "a token that stands for itself", None),
            (basic("a:b"), "x", Some("username")),
            (basic("a\nb"), "x", Some("username")),
            (basic("ada"), "a\nb", Some("secret")),
            (basic("ada"), "", Some("secret")),
            (key("X-Api-Key", KeyPlace::Header), "ApiKey 1 2 3", None),
            (key("Authorization", KeyPlace::Header), "ApiKey 1", None),
            (key("Host", KeyPlace::Header), "x", Some("name")),
            (key("x-forwarded-for", KeyPlace::Header), "x", Some("name")),
            (key("X Key", KeyPlace::Header), "x", Some("name")),
            (key("", KeyPlace::Query), "x", Some("name")),
            (key("code & key", KeyPlace::Query), "a&b=c", None),
            (key("key", KeyPlace::Query), "a\nb", Some("secret")),
        ] {
            let fields = check(&way, secret);
            assert_eq!(fields.first().map(|error| error.field.as_str()), wrong, "{way:?} {secret:?}");
            assert!(fields.len() < 2, "{fields:?}");
        }
    }

    #[test]
    fn only_a_password_is_what_was_typed() {
        assert_eq!(tidy(Way::Bearer, " abc\n"), (Way::Bearer, "abc"));
        assert_eq!(tidy(key(" X-Key ", KeyPlace::Header), " 1\n"), (key("X-Key", KeyPlace::Header), "1"));
        assert_eq!(tidy(basic(" ada "), " 1 "), (basic("ada"), " 1 "));
    }
}
