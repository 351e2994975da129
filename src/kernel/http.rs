//! The small grammars of HTTP that forms check as one types.

/// Whether `text` is a `token` (RFC 9110 section 5.6.2), as header names and methods are.
#[must_use]
pub fn is_header_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_token_byte)
}

/// Headers that a caller does not choose: those that the HTTP client sets by itself or that concern one connection only
/// (RFC 9110 sections 7.2, 7.6, 7.8, 8.6, 10.1.1 and 10.1.4; RFC 9112 section 6.1; RFC 9113 section 8.2.2), and those by
/// which proxies tell a backend who the caller is (RFC 7239).
const RESERVED_HEADERS: [&str; 13] = [
    "connection",
    "content-length",
    "expect",
    "forwarded",
    "host",
    "http2-settings",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
    "x-real-ip",
];

/// Headers by which a proxy in front tells a service who calls it or what was asked for, beside all that begin with
/// `x-forwarded-`. What a client says in them is worth nothing.
const IDENTITY_HEADERS: [&str; 14] = [
    "cf-connecting-ip",
    "fastly-client-ip",
    "forwarded",
    "remote-user",
    "true-client-ip",
    "x-authenticated-user",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-original-host",
    "x-original-url",
    "x-real-ip",
    "x-remote-user",
    "x-rewrite-url",
    "x-user",
];

/// Headers about one connection (RFC 9110 section 7.6.1), and one that is answered before anybody looks.
const CONNECTION_HEADERS: [&str; 9] = [
    "connection",
    "expect",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "transfer-encoding",
    "upgrade",
];

/// Whether the header `name`, in small letters, says who calls, which the gateway believes nobody.
#[must_use]
pub fn is_identity_header(name: &str) -> bool {
    name.starts_with("x-forwarded-") || IDENTITY_HEADERS.contains(&name)
}

/// Whether the gateway takes the header `name`, in small letters, away from what clients send before its policies act.
#[must_use]
pub fn is_taken_by_gateway(name: &str) -> bool {
    is_identity_header(name) || CONNECTION_HEADERS.contains(&name)
}

/// Whether no call may carry the header `name`. Some backends read `_` as `-`, so both spellings count.
#[must_use]
pub fn is_reserved_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace('_', "-");
    RESERVED_HEADERS.contains(&name.as_str()) || name.starts_with("proxy-") || name.starts_with("x-forwarded-")
}

/// Whether `text` can be a header's value: no control characters but the tab (RFC 9110 section 5.5).
#[must_use]
pub fn is_header_value(text: &str) -> bool {
    text.chars().all(|c| c == '\t' || !c.is_control())
}

/// A media type without its parameters, in small letters.
#[must_use]
pub fn essence(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether `text` is a media type, with or without parameters (RFC 9110 section 8.3.1).
#[must_use]
pub fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim_end();
    essence.split_once('/').is_some_and(|(kind, subtype)| is_header_name(kind) && is_header_name(subtype))
        && is_header_value(text)
        && text.is_ascii()
}

/// Whether `text` is an absolute `http` or `https` address that a call's path can be appended to. The service that
/// saves asks a full URL parser besides.
#[must_use]
pub fn is_service_url(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("http://").or_else(|| lower.strip_prefix("https://")) else { return false };
    let authority = rest.split('/').next().unwrap_or_default();
    !authority.is_empty()
        && !authority.contains('@')
        && !rest.contains(['?', '#', '\\', '{', '}'])
        && !rest.chars().any(|c| c.is_whitespace() || c.is_control())
        && !rest.replace("%2e", ".").split('/').any(|segment| matches!(segment, "." | ".."))
}

const fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_change_framing_destination_or_identity_are_reserved() {
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
            "HTTP2-Settings",
            "Forwarded",
            "Via",
            "X-Forwarded-For",
            "X_Forwarded_User",
            "X-Real-IP",
        ] {
            assert!(is_reserved_header(name), "{name}");
        }
        for name in ["X-Api-Key", "x_y", "Authorization", "Cookie", "Hosts"] {
            assert!(!is_reserved_header(name), "{name}");
        }
    }

    #[test]
    fn names_follow_their_grammar() {
        for (text, fine) in [("Content-Type", true), ("a b", false), ("a:b", false), ("", false), ("ä", false)] {
            assert_eq!(is_header_name(text), fine, "{text}");
        }
        for (text, fine) in [
            ("application/json", true),
            ("text/plain; charset=utf-8", true),
            ("application/vnd.api+json", true),
            ("json", false),
            ("a/b/c", false),
            ("text/plain\r\nX: y", false),
        ] {
            assert_eq!(is_media_type(text), fine, "{text}");
        }
        assert!(is_header_value("Bearer abc\t d") && !is_header_value("a\r\nb") && !is_header_value("a\0"));
    }
}
