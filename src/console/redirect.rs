//! What a redirect asks for (RFC 9110 section 15.4). None is followed by itself: a person is shown where each leads.

use serde::{Deserialize, Serialize};

/// How many redirects are followed after one call.
pub const MOST: u32 = 20;

/// Where an answer leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirect {
    /// The address, absolute; as the backend wrote it when it is none.
    pub target: String,
    /// The method of the next call.
    pub method: String,
    /// Whether the next call has the body of this one; `None` when this one has none.
    pub keeps_body: Option<bool>,
    /// Whether the address is of another origin (RFC 6454 section 4).
    pub is_elsewhere: bool,
    /// The request headers that the next call does not have, because it goes to another origin.
    pub left_out: Vec<String>,
    /// What follows it, as [`super::model::ConsoleRequest::follow`]; sealed, so that nobody can name an address.
    pub follow: Option<String>,
    /// Why it cannot be followed.
    pub refusal: Option<Refusal>,
}

/// Why a redirect cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// It does not lead to an `http` or `https` address.
    NotAnAddress,
    /// So many were followed already that they go round in a circle.
    TooMany,
}

/// The method with which a redirect of this `status` is followed after a call with `method`, and whether the body goes
/// along; `None` when the status is none of a redirect that is followed. As browsers do it (WHATWG Fetch, HTTP-redirect
/// fetch): RFC 9110 lets POST become GET after 301 and 302, and nearly everybody does.
#[must_use]
pub fn next_method(status: u16, method: &str) -> Option<(&str, bool)> {
    match (status, method) {
        (301 | 302, "POST") => Some(("GET", false)),
        (303, "GET" | "HEAD") | (301 | 302 | 307 | 308, _) => Some((method, true)),
        (303, _) => Some(("GET", false)),
        _ => None,
    }
}

/// Whether a request header may go to another origin than the one that it was written for: those that say what is wanted,
/// and nothing about who wants it.
#[must_use]
pub fn goes_elsewhere(name: &str) -> bool {
    const HARMLESS: [&str; 17] = [
        "accept",
        "accept-charset",
        "accept-encoding",
        "accept-language",
        "cache-control",
        "content-encoding",
        "content-language",
        "content-type",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-range",
        "if-unmodified-since",
        "pragma",
        "prefer",
        "range",
        "user-agent",
    ];
    HARMLESS.iter().any(|harmless| name.eq_ignore_ascii_case(harmless))
}

/// Whether a request header is about the body, and goes with it.
#[must_use]
pub fn is_of_body(name: &str) -> bool {
    ["content-type", "content-encoding", "content-language", "content-location"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_method_changes_as_browsers_change_it() {
        for (status, method, next) in [
            (301, "POST", Some(("GET", false))),
            (302, "POST", Some(("GET", false))),
            (301, "PUT", Some(("PUT", true))),
            (302, "GET", Some(("GET", true))),
            (303, "POST", Some(("GET", false))),
            (303, "DELETE", Some(("GET", false))),
            (303, "HEAD", Some(("HEAD", true))),
            (307, "POST", Some(("POST", true))),
            (308, "PATCH", Some(("PATCH", true))),
            (200, "GET", None),
            (300, "GET", None),
            (304, "GET", None),
            (305, "GET", None),
        ] {
            assert_eq!(next_method(status, method), next, "{status} {method}");
        }
    }

    #[test]
    fn no_header_that_says_who_one_is_goes_elsewhere() {
        for name in
            ["Authorization", "COOKIE", "Proxy-Authorization", "X-Api-Key", "Ocp-Apim-Subscription-Key", "Referer"]
        {
            assert!(!goes_elsewhere(name), "{name}");
        }
        assert!(goes_elsewhere("Accept"));
    }
}
