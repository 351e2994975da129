//! What an operator may allow beyond the public internet.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use ipnet::IpNet;
use serde::{Deserialize, Deserializer};
use url::Host;

/// A network or a host:port pair that may be reached although it is not public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Every port of every address in the network, but not our own listeners.
    Network(IpNet),
    /// One port of one address, by whatever name it is called.
    Address(SocketAddr),
    /// One port of one name, at whatever addresses the name has. The name is lower-case and without a trailing dot.
    Name(String, u16),
}

/// A text that is neither a network nor a host:port pair.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is neither a network such as 10.0.0.0/8, an address such as 10.1.2.3, nor host:port such as 127.0.0.1:3002"
)]
pub struct NotAllowed(String);

impl FromStr for Allowed {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, NotAllowed> {
        let text = text.trim();
        let allowed = if let Ok(network) = text.parse::<IpNet>() {
            Some(Self::Network(network.trunc()))
        } else if let Ok(ip) = text.parse::<IpAddr>() {
            Some(Self::Network(ip.into()))
        } else {
            text.rsplit_once(':').and_then(|(host, port)| pair(host, port.parse().ok()?))
        };
        allowed.ok_or_else(|| NotAllowed(text.to_owned()))
    }
}

fn pair(host: &str, port: u16) -> Option<Allowed> {
    match Host::parse(host).ok().filter(|_| port != 0)? {
        Host::Domain(name) => Some(Allowed::Name(name.trim_end_matches('.').to_owned(), port)),
        Host::Ipv4(ip) => Some(Allowed::Address((ip, port).into())),
        Host::Ipv6(ip) => Some(Allowed::Address((ip, port).into())),
    }
}

impl From<SocketAddr> for Allowed {
    fn from(address: SocketAddr) -> Self {
        Self::Address(address)
    }
}

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network(network) => network.fmt(f),
            Self::Address(address) => address.fmt(f),
            Self::Name(name, port) => write!(f, "{name}:{port}"),
        }
    }
}

impl<'de> Deserialize<'de> for Allowed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_addresses_and_pairs_are_understood() {
        for (text, expected) in [
            ("10.0.0.0/8", "10.0.0.0/8"),
            (" 10.1.2.3/8 ", "10.0.0.0/8"),
            ("fd00::/8", "fd00::/8"),
            ("10.1.2.3", "10.1.2.3/32"),
            ("::1", "::1/128"),
            ("127.0.0.1:3002", "127.0.0.1:3002"),
            ("[::1]:3002", "[::1]:3002"),
            ("localhost:3002", "localhost:3002"),
            ("LocalHost.:3002", "localhost:3002"),
            ("bücher.example:80", "xn--bcher-kva.example:80"),
        ] {
            let allowed: Allowed = text.parse().unwrap();
            assert_eq!(allowed.to_string(), expected, "{text}");
            assert_eq!(expected.parse(), Ok(allowed), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_with_what_was_expected() {
        for text in [
            "",
            "everything",
            "*",
            "localhost",
            "10.0.0.0/33",
            "10.0.0/8",
            ":80",
            "localhost:",
            "localhost:0",
            "localhost:65536",
            "localhost:http",
            "http://localhost:80",
            "a b:80",
            "::1/129",
            "[::1]",
            "a/b:80",
        ] {
            let error = text.parse::<Allowed>().unwrap_err().to_string();
            assert!(error.contains(&format!("`{text}`")) && error.contains("10.0.0.0/8"), "{text}: {error}");
        }
    }
}
