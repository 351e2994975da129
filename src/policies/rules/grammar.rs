//! Small grammars: networks and origins.

use std::net::IpAddr;

/// The most seconds that something is kept or remembered: a year.
pub const MAX_AGE_MOST: u32 = 366 * 86_400;

/// What stands between values in a line of a form, of which one is enough.
pub const OR: &str = " | ";

/// An address, or a network with the number of bits that count: `192.0.2.7`, `10.0.0.0/8`, `2001:db8::/32`.
#[must_use]
pub fn network(text: &str) -> Option<(IpAddr, u8)> {
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, Some(bits)),
        None => (text, None),
    };
    let address: IpAddr = address.parse().ok()?;
    let most = if address.is_ipv4() { 32 } else { 128 };
    let bits = match bits {
        // No sign and no leading zero: `+8` and `08` are read differently by different programs.
        Some(bits) if bits.starts_with(['+', '0']) && bits != "0" => return None,
        Some(bits) => bits.parse().ok().filter(|bits| *bits <= most)?,
        None => most,
    };
    Some((address, bits))
}

/// Whether `text` is an address or a network.
#[must_use]
pub fn is_network(text: &str) -> bool {
    network(text).is_some()
}

/// Whether `text` is an origin as browsers write it: scheme, host in small letters and a port that is not the usual one.
#[must_use]
pub fn is_origin(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let (host, port) = match rest.rsplit_once(':') {
        // The colons within brackets are an IPv6 address's own.
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (rest, None),
    };
    let is_name = |host: &str| {
        host.split('.').all(|label| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'))
        })
    };
    let is_v6 = |host: &str| {
        let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        inner.is_some_and(|inner| inner.parse::<std::net::Ipv6Addr>().is_ok_and(|address| address.to_string() == inner))
    };
    let is_usual = matches!((scheme, port), ("http", Some("80")) | ("https", Some("443")));
    let is_port = |port: &str| !port.starts_with(['0', '+']) && port.parse::<u16>().is_ok();
    matches!(scheme, "http" | "https") && (is_name(host) || is_v6(host)) && !is_usual && port.is_none_or(is_port)
}
