//! What an address is made of, and which libraries send it as it is written.

use super::text::{Draft, Text};
use crate::console::variables::{Stretch, stretches};

/// An absolute address taken apart.
pub(super) struct Address {
    /// Whether it begins with `https`.
    pub(super) is_secure: bool,
    /// `https://example.com:8443`.
    pub(super) origin: String,
    /// `example.com`, an IPv6 address without its brackets. What is not known of it stands as `<name>`.
    pub(super) host: String,
    /// The port, also where the address does not say it.
    pub(super) port: String,
    /// The path and the query as they go into the request's first line.
    pub(super) target: Text,
}

/// Takes the draft's address apart; `url` is [`Draft::value`] of it.
pub(super) fn address(draft: &Draft, url: &str) -> Address {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(start..).and_then(|rest| rest.find(['/', '?'])).map_or(url.len(), |at| at + start);
    let is_secure = !url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http:"));
    let authority = url.get(start..end).unwrap_or_default();
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, if is_secure { "443" } else { "80" }),
    };
    let mut target = Text::plain(if url.get(end..).is_some_and(|rest| rest.starts_with('/')) { "" } else { "/" });
    target.append(&draft.url.after(end));
    let origin = legible(url.get(..end).unwrap_or_default());
    Address { is_secure, origin, host: legible(host.trim_matches(['[', ']'])), port: legible(port), target }
}

/// `text` with names in angle brackets for its unknown values.
fn legible(text: &str) -> String {
    let shown = |stretch| match stretch {
        Stretch::Known(text) => text.to_owned(),
        Stretch::Unknown(name) => format!("<{name}>"),
    };
    stretches(text).into_iter().map(shown).collect()
}

/// The path and the query of `url`; the query with its question mark.
pub(super) fn path_and_query(url: &str) -> (&str, &str) {
    let start = url.find("://").map_or(0, |at| at + 3);
    let rest = url.get(start..).unwrap_or_default();
    let rest = rest.get(rest.find(['/', '?']).unwrap_or(rest.len())..).unwrap_or_default();
    rest.split_at(rest.find('?').unwrap_or(rest.len()))
}

/// Whether the path of `url` has a segment `.` or `..`, also percent-encoded.
pub(crate) fn has_dot_segment(url: &str) -> bool {
    let is_dots = |segment: &str| {
        let segment = segment.replace("%2e", ".").replace("%2E", ".");
        segment == "." || segment == ".."
    };
    path_and_query(url).0.split('/').any(is_dots)
}

/// Whether a browser sends `url` as it is written (WHATWG URL, 4.4). It percent-encodes some characters.
pub(super) fn is_kept_by_browsers(url: &str) -> bool {
    let (path, query) = path_and_query(url);
    !has_dot_segment(url)
        && query != "?"
        && !path.contains(['"', '<', '>', '^', '`', '{', '}', '\\'])
        && !query.contains(['"', '<', '>', '\''])
}

/// Whether `url` has only characters that RFC 3986 allows in its parts, and after every `%` two digits.
pub(super) fn is_valid(url: &str) -> bool {
    let (path, query) = path_and_query(url);
    let mut bytes = path.bytes().chain(query.bytes());
    while let Some(byte) = bytes.next() {
        let is_right = match byte {
            b'%' => {
                let mut is_digit = || bytes.next().is_some_and(|byte| byte.is_ascii_hexdigit());
                is_digit() && is_digit()
            }
            _ => byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte),
        };
        if !is_right {
            return false;
        }
    }
    true
}

/// Whether `url` has no dot segments and encodes, with capital digits, nothing that need not be (RFC 3986 section
/// 6.2.2).
fn is_encoded_well(url: &str) -> bool {
    let is_well = |place: usize| {
        let digits = url.get(place + 1..place + 3).unwrap_or_default();
        let byte = u8::from_str_radix(digits, 16).ok();
        !digits.contains(|c: char| c.is_ascii_lowercase())
            && byte.is_some_and(|byte| !(byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)))
    };
    url.match_indices('%').all(|(place, _)| is_well(place)) && !has_dot_segment(url)
}

/// Whether `url` is in the form that normalising brings addresses to: valid, well encoded, with neither an empty
/// segment nor an empty query.
pub(crate) fn is_normal(url: &str) -> bool {
    let (path, query) = path_and_query(url);
    is_valid(url) && is_encoded_well(url) && !path.contains("//") && query != "?"
}

/// Whether .NET sends `url` as it is written.
pub(crate) fn is_kept_by_dotnet(url: &str) -> bool {
    is_valid(&url.replace(['[', ']'], "")) && is_encoded_well(url)
}

/// The bytes of `c`, each percent-encoded.
pub(super) fn encoded(c: char) -> String {
    let mut encoded = String::new();
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        encoded.push('%');
        encoded.extend([byte >> 4, byte & 15].map(|digit| char::from(b"0123456789ABCDEF"[usize::from(digit)])));
    }
    encoded
}
