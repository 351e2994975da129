//! The address of a command: curl's guesses and what it takes out.

use super::{CurlError, encode};

/// The most characters of an IPv6 address in text.
const LONGEST_IPV6: usize = 45;

/// An address of HTTP in its pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    scheme: &'static str,
    /// Host and port as written.
    pub host: String,
    path: String,
    query: Option<String>,
    /// The user and the password that were in it, decoded.
    pub credentials: Option<Vec<u8>>,
    /// Whether it has a pattern of several addresses.
    pub is_pattern: bool,
}

impl Address {
    /// Reads an address. Without a scheme it has `default_scheme` or `http`; its fragment goes, and so do its dot
    /// segments (RFC 3986 section 5.2.4) unless the path is `as_is`.
    ///
    /// # Errors
    /// It has another scheme, no host, or characters that no address has.
    pub(super) fn read(
        written: &str,
        at: usize,
        has_patterns: bool,
        as_is: bool,
        default_scheme: &str,
    ) -> Result<Self, CurlError> {
        let bad = || CurlError::BadAddress { at };
        let (text, is_pattern) = if has_patterns { without_pattern_escapes(written) } else { (written.into(), false) };
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(bad());
        }
        let (scheme, rest) = match scheme(&text) {
            Some((name, rest)) => (name.to_ascii_lowercase(), rest),
            None => (default_scheme.to_ascii_lowercase(), text.as_str()),
        };
        let scheme = match scheme.as_str() {
            "http" | "" => "http",
            "https" => "https",
            _ => return Err(bad()),
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let (before_query, query) = match rest.split_once('?') {
            Some((before, query)) => (before, Some(encode::address(query))),
            None => (rest, None),
        };
        let (authority, path) = match before_query.split_once('/') {
            Some((authority, path)) => (authority, format!("/{path}")),
            None => (before_query, "/".to_owned()),
        };
        let (credentials, host) = match authority.rsplit_once('@') {
            Some((user, host)) => (Some(credentials(user)), host),
            None => (None, authority),
        };
        if !is_host(host) {
            return Err(bad());
        }
        let path = encode::address(&if as_is { path } else { without_dots(&path) });
        Ok(Self { scheme, host: host.to_owned(), path, query, credentials, is_pattern })
    }

    /// Adds to the query, up to a `#`, where the fragment would begin.
    pub(super) fn add_query(&mut self, more: &str) {
        let more = more.split('#').next().unwrap_or_default();
        let query = self.query.get_or_insert_default();
        if !query.is_empty() && !query.ends_with('&') {
            query.push('&');
        }
        query.push_str(&encode::address(more));
    }

    /// Adds a file's name to a path that ends in a slash, as an upload does.
    pub(super) fn add_file(&mut self, name: &str) {
        if self.query.as_deref().is_none_or(str::is_empty) && self.path.ends_with('/') {
            self.query = None;
            self.path.push_str(&encode::percent(name));
        }
    }

    /// The whole address.
    pub(super) fn into_url(self) -> String {
        let query = self.query.map(|query| format!("?{query}")).unwrap_or_default();
        format!("{}://{}{}{query}", self.scheme, self.host, self.path)
    }
}

/// The scheme and what follows it. curl takes from one to three slashes after the colon.
fn scheme(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once(':')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let after = rest.trim_start_matches('/');
    let slashes = rest.len() - after.len();
    (is_name && (1..=3).contains(&slashes)).then_some((name, after))
}

/// `user:password` of the part before the `@`.
fn credentials(user: &str) -> Vec<u8> {
    let (name, password) = user.split_once(':').unwrap_or((user, ""));
    let mut result = encode::unescaped(name);
    result.push(b':');
    result.extend(encode::unescaped(password));
    result
}

/// Whether this can be a host and port, variables and patterns included.
fn is_host(text: &str) -> bool {
    let name = text.split(':').next().unwrap_or_default();
    !name.is_empty() && !text.contains(['"', '<', '>', '\\', '^', '`', '|', '%', '&', ';', '=', '\''])
}

/// The path without `.` and `..` segments.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut ends_open = false;
    for segment in path.split('/').skip(1) {
        ends_open = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => drop(kept.pop()),
            other => kept.push(other),
        }
    }
    if ends_open {
        kept.push("");
    }
    format!("/{}", kept.join("/"))
}

/// The address without the backslashes that take the meaning from `{}[]`, and whether it has a pattern (curl's man
/// page, URL). The address of an IPv6 host and empty brackets are none.
fn without_pattern_escapes(text: &str) -> (String, bool) {
    let mut result = String::new();
    let mut is_pattern = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.strip_prefix(c).unwrap_or_default();
        rest = after;
        match c {
            '\\' if after.starts_with(['{', '}', '[', ']']) => {
                let mut chars = after.chars();
                result.extend(chars.next());
                rest = chars.as_str();
            }
            '{' | '[' => {
                let inside: String = after.chars().take(LONGEST_IPV6).take_while(|c| !matches!(c, '}' | ']')).collect();
                is_pattern |= !(inside.is_empty() || c == '[' && is_ipv6(&inside));
                result.push(c);
            }
            _ => result.push(c),
        }
    }
    (result, is_pattern)
}

fn is_ipv6(text: &str) -> bool {
    text.matches(':').count() > 1 && text.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, ':' | '.'))
}
