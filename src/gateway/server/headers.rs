//! What passes of a call's and an answer's headers (security: hop-by-hop headers, and those that say who somebody is, are
//! nobody's to send but ours).

use std::borrow::Cow;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::origin::Origin;
use crate::kernel::http::is_identity_header;
use crate::platform::cookies;

const KEEP_ALIVE: HeaderName = HeaderName::from_static("keep-alive");
const PROXY_CONNECTION: HeaderName = HeaderName::from_static("proxy-connection");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// Headers about one connection (RFC 9110 section 7.6.1).
const HOP_BY_HOP: [HeaderName; 8] = [
    header::CONNECTION,
    KEEP_ALIVE,
    PROXY_CONNECTION,
    header::PROXY_AUTHENTICATE,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// What a call's headers said to us and not to the backend.
#[derive(Debug)]
pub(super) struct Taken {
    host: Option<HeaderValue>,
    /// The proxies and the client before them, as a trusted proxy has told.
    before: Option<HeaderValue>,
    /// The protocol that it asks to go on with, if it is one that passes: WebSocket.
    pub(super) protocol: Option<HeaderValue>,
}

/// Takes out of a call's headers what the backend does not get of the client. `Host` stays, for policies may ask for it.
pub(super) fn take(headers: &mut HeaderMap, origin: &Origin) -> Taken {
    let takes_trailers = headers.get_all(header::TE).iter().flat_map(tokens).any(is(b"trailers"));
    if let (None, Some(authority)) = (headers.get(header::HOST), &origin.authority) {
        headers.insert(header::HOST, authority.clone());
    }
    let host = headers.get(header::HOST).cloned();
    let before = if origin.is_told { joined(headers, &FORWARDED_FOR) } else { None };
    headers.remove(FORWARDED_FOR);
    strip_own_cookies(headers);
    let protocol = asked_protocol(headers);
    strip_hop_by_hop(headers);
    headers.remove(header::EXPECT);
    while let Some(name) = headers.keys().find(|name| is_identity_header(name.as_str())).cloned() {
        headers.remove(name);
    }
    if takes_trailers {
        headers.insert(header::TE, HeaderValue::from_static("trailers"));
    }
    Taken { host, before, protocol }
}

/// Adds what the backend is told of the client and the connection.
pub(super) fn add(headers: &mut HeaderMap, origin: &Origin, Taken { host, before, protocol }: Taken) {
    // `TE` is about one connection as well, and says so (RFC 9110 section 10.1.4).
    let about_connection = match (protocol.is_some(), headers.contains_key(header::TE)) {
        (true, true) => Some("upgrade, te"),
        (true, false) => Some("upgrade"),
        (false, true) => Some("te"),
        (false, false) => None,
    };
    if let Some(names) = about_connection {
        headers.insert(header::CONNECTION, HeaderValue::from_static(names));
    }
    if let Some(protocol) = protocol {
        headers.insert(header::UPGRADE, protocol);
    }
    let peer = origin.peer.to_string();
    let client = if origin.client == origin.peer { Cow::from(&peer) } else { origin.client.to_string().into() };
    let proto = if origin.is_secured { "https" } else { "http" };
    let mut forwarded = String::with_capacity(64);
    forwarded.push_str("for=");
    let (before_address, after_address) = if origin.client.is_ipv6() { ("\"[", "]\"") } else { ("", "") };
    forwarded.push_str(before_address);
    forwarded.push_str(&client);
    forwarded.push_str(after_address);
    forwarded.push_str(";proto=");
    forwarded.push_str(proto);
    if let Some(host) = host.as_ref().and_then(|host| host.to_str().ok()) {
        forwarded.push_str(";host=\"");
        forwarded.push_str(host);
        forwarded.push('"');
    }
    let chain = match before.as_ref().and_then(|before| before.to_str().ok()) {
        Some(before) => format!("{before}, {peer}"),
        // A proxy that tells it by `Forwarded` alone.
        None if origin.is_told && origin.client != origin.peer => format!("{client}, {peer}"),
        None => peer,
    };
    insert(headers, FORWARDED_FOR, chain);
    headers.insert(FORWARDED_PROTO, HeaderValue::from_static(proto));
    if let Some(host) = host {
        headers.insert(FORWARDED_HOST, host);
    }
    insert(headers, header::FORWARDED, forwarded);
}

/// All values of a list (RFC 9110 section 5.3).
fn joined(headers: &HeaderMap, name: &HeaderName) -> Option<HeaderValue> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    let mut rest = values.peekable();
    if rest.peek().is_none() {
        return Some(first.clone());
    }
    let all: Vec<&[u8]> = std::iter::once(first).chain(rest).map(HeaderValue::as_bytes).collect();
    HeaderValue::from_bytes(&all.join(b", ".as_slice())).ok()
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: String) {
    if let Ok(value) = HeaderValue::try_from(value) {
        headers.insert(name, value);
    }
}

/// Takes away what is about one connection, and what `Connection` says is.
pub(super) fn strip_hop_by_hop(headers: &mut HeaderMap) {
    if headers.contains_key(header::CONNECTION) {
        let named: Vec<HeaderName> = headers
            .get_all(header::CONNECTION)
            .iter()
            .flat_map(tokens)
            .filter_map(|token| HeaderName::from_bytes(token).ok())
            .filter(|name| !matches!(name.as_str(), "close" | "keep-alive" | "upgrade" | "te"))
            .collect();
        for name in named {
            headers.remove(name);
        }
    }
    for name in &HOP_BY_HOP {
        headers.remove(name);
    }
}

/// Takes away the portal's own cookies: a browser sends them to every port of its host, so to the gateway, too. What is left
/// is one line (RFC 9113 section 8.2.3).
fn strip_own_cookies(headers: &mut HeaderMap) {
    let header::Entry::Occupied(entry) = headers.entry(header::COOKIE) else { return };
    let is_own = |pair: &[u8]| cookies::is_own(pair.trim_ascii_start());
    let pairs =
        |value: &HeaderValue| value.as_bytes().split(|byte| *byte == b';').map(<[u8]>::to_vec).collect::<Vec<_>>();
    let all: Vec<_> = entry.iter().flat_map(pairs).collect();
    if entry.iter().count() == 1 && !all.iter().any(|pair| is_own(pair)) {
        return;
    }
    entry.remove_entry_mult();
    let left: Vec<_> = all.iter().filter(|pair| !is_own(pair)).map(|pair| pair.trim_ascii()).collect();
    if let (false, Ok(left)) = (left.is_empty(), HeaderValue::from_bytes(&left.join(b"; ".as_slice()))) {
        headers.insert(header::COOKIE, left);
    }
}

/// The members of a list (RFC 9110 section 5.6.1).
fn tokens(value: &HeaderValue) -> impl Iterator<Item = &[u8]> {
    value.as_bytes().split(|byte| *byte == b',').map(<[u8]>::trim_ascii)
}

fn is(name: &'static [u8]) -> impl Fn(&[u8]) -> bool {
    move |token| token.eq_ignore_ascii_case(name)
}

/// The protocol that a call asks to go on with, if it is one that passes: WebSocket.
fn asked_protocol(headers: &HeaderMap) -> Option<HeaderValue> {
    let upgrade = headers.get(header::UPGRADE)?;
    let is_websocket = upgrade.as_bytes().eq_ignore_ascii_case(b"websocket");
    let is_asked = headers.get_all(header::CONNECTION).iter().flat_map(tokens).any(is(b"upgrade"));
    (is_websocket && is_asked).then(|| upgrade.clone())
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::*;

    fn sent(pairs: &[(&'static str, &'static str)], is_told: bool) -> Vec<String> {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_static(value));
        }
        let peer = IpAddr::from(Ipv4Addr::new(192, 0, 2, 7));
        let client = if is_told { IpAddr::from(Ipv4Addr::new(203, 0, 113, 9)) } else { peer };
        let origin = Origin { peer, client, is_secured: is_told, is_told, is_unclear: false, authority: None };
        let taken = take(&mut headers, &origin);
        headers.remove("host");
        add(&mut headers, &origin, taken);
        let mut left: Vec<_> =
            headers.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
        left.sort();
        left
    }

    #[test]
    fn only_what_the_caller_wrote_for_the_service_passes() {
        let hop = [
            ("host", "api.example"),
            ("accept", "*/*"),
            ("connection", "x-secret, Keep-Alive, x-forwarded-for"),
            ("x-secret", "1"),
            ("keep-alive", "1"),
            ("te", "gzip"),
            ("expect", "100-continue"),
            ("proxy-authorization", "x"),
            ("x-forwarded-for", "1.2.3.4"),
            ("x-forwarded-user", "root"),
            ("x-real-ip", "1.2.3.4"),
            ("forwarded", "for=1.2.3.4"),
        ];
        assert_eq!(
            sent(&hop, false),
            [
                "accept: */*",
                "forwarded: for=192.0.2.7;proto=http;host=\"api.example\"",
                "x-forwarded-for: 192.0.2.7",
                "x-forwarded-host: api.example",
                "x-forwarded-proto: http",
            ]
        );
        assert_eq!(
            sent(&[("forwarded", "for=203.0.113.9"), ("te", "gzip, Trailers")], true)[2..],
            ["te: trailers", "x-forwarded-for: 203.0.113.9, 192.0.2.7", "x-forwarded-proto: https"]
        );
        let change = [("connection", "Upgrade, TE"), ("upgrade", "websocket"), ("te", "trailers")];
        assert_eq!(sent(&change, false)[0], "connection: upgrade, te");
        assert_eq!(sent(&change[..2], false)[0], "connection: upgrade");
        let cookies = [("cookie", "a=1; __Host-loggia-session=s;b=2"), ("cookie", "loggia-theme=dark")];
        assert_eq!(sent(&cookies, false)[0], "cookie: a=1; b=2");
        assert!(!sent(&cookies[1..], false)[0].starts_with("cookie"));
        assert_eq!(sent(&[("cookie", "a=loggia-session;b")], false)[0], "cookie: a=loggia-session;b");
        assert_eq!(sent(&[("cookie", "a=1"), ("cookie", "b=2")], false)[0], "cookie: a=1; b=2");
        let lines = [("x-forwarded-for", "6.6.6.6"), ("x-forwarded-for", "203.0.113.9")];
        assert_eq!(sent(&lines, true)[1], "x-forwarded-for: 6.6.6.6, 203.0.113.9, 192.0.2.7");
        assert_eq!(sent(&lines, false)[1], "x-forwarded-for: 192.0.2.7");
        assert_eq!(
            sent(&[("x-forwarded-for", "203.0.113.9"), ("te", "trailers")], true),
            [
                "connection: te",
                "forwarded: for=203.0.113.9;proto=https",
                "te: trailers",
                "x-forwarded-for: 203.0.113.9, 192.0.2.7",
                "x-forwarded-proto: https",
            ]
        );
    }
}
