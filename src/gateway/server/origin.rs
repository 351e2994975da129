//! Where a call comes from: the other end of its connection, or whoever a proxy speaks for that the operator trusts.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderValue, header};
use ipnet::IpNet;

/// Where a call comes from.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    /// The other end of the connection.
    pub(super) peer: IpAddr,
    /// Who called.
    pub(super) client: IpAddr,
    /// Whether they speak TLS, with us or with the proxy.
    pub(super) is_secured: bool,
    /// Whether it is a trusted proxy that said so.
    pub(super) is_told: bool,
    /// Whether the headers of a trusted proxy contradict each other, so that nobody knows who called.
    pub(super) is_unclear: bool,
    /// The host that was called, where no header says it (HTTP/2).
    pub(super) authority: Option<HeaderValue>,
}

/// The networks of trusted proxies.
#[derive(Clone, Debug)]
pub(super) struct Proxies(Vec<IpNet>);

impl Proxies {
    pub(super) const fn new(networks: Vec<IpNet>) -> Self {
        Self(networks)
    }

    fn are(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Where a call with these headers comes from.
    pub(super) fn origin(&self, peer: IpAddr, is_secured: bool, headers: &HeaderMap) -> Origin {
        let peer = peer.to_canonical();
        let mut origin = Origin { peer, client: peer, is_secured, is_told: false, is_unclear: false, authority: None };
        if self.0.is_empty() || !self.are(peer) {
            return origin;
        }
        origin.is_told = true;
        let texts = |name: &str| headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        let chain: Vec<&str> = texts("x-forwarded-for").flat_map(|text| text.split(',')).map(str::trim).collect();
        let elements: Vec<&str> =
            texts(header::FORWARDED.as_str()).flat_map(|text| text.split(',')).map(str::trim).collect();
        let named: Vec<&str> = elements.iter().filter_map(|element| parameter(element, "for")).collect();
        let proto = texts("x-forwarded-proto").flat_map(|text| text.split(',')).map(str::trim).next_back();
        let named_proto = elements.iter().rev().find_map(|element| parameter(element, "proto"));
        // A proxy that writes one of them passes on what a client has written into the other: it cannot be told which.
        let differ = !chain.is_empty() && !named.is_empty() && self.client(peer, &chain) != self.client(peer, &named);
        let differ_in_proto = proto.zip(named_proto).is_some_and(|(proto, named)| !proto.eq_ignore_ascii_case(named));
        if differ || differ_in_proto {
            return Origin { is_secured: false, is_told: false, is_unclear: true, ..origin };
        }
        origin.client = self.client(peer, if chain.is_empty() { &named } else { &chain });
        match proto.or(named_proto) {
            Some(proto) if proto.eq_ignore_ascii_case("https") => origin.is_secured = true,
            Some(proto) if proto.eq_ignore_ascii_case("http") => origin.is_secured = false,
            _ => {}
        }
        origin
    }

    /// The farthest of these hops, from the nearest on, as far as there are proxies that are trusted.
    fn client(&self, peer: IpAddr, hops: &[&str]) -> IpAddr {
        let mut client = peer;
        for hop in hops.iter().rev() {
            let Some(address) = address(hop) else { break };
            client = address.to_canonical();
            if !self.are(client) {
                break;
            }
        }
        client
    }
}

/// The parameter `name` of an element of `Forwarded` (RFC 7239 section 4), without quotes.
fn parameter<'e>(element: &'e str, name: &str) -> Option<&'e str> {
    let mut pairs = element.split(';').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().trim_matches('"'))
}

/// The address of a hop, which may have a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.split(']').next());
    let without_port = || text.rsplit_once(':').map_or(text, |(host, _)| host);
    bare.unwrap_or(text).parse().or_else(|_| without_port().parse()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_speak_for_others() {
        let proxies = Proxies::new(vec!["10.0.0.0/8".parse().unwrap()]);
        for (peer, headers, client, is_secured) in [
            ("192.0.2.1", &[("x-forwarded-for", "1.2.3.4"), ("x-forwarded-proto", "https")][..], "192.0.2.1", false),
            ("10.0.0.1", &[], "10.0.0.1", false),
            ("10.0.0.1", &[("x-forwarded-for", "1.2.3.4"), ("x-forwarded-proto", "https")], "1.2.3.4", true),
            ("::ffff:10.0.0.1", &[("x-forwarded-for", "6.6.6.6, 1.2.3.4, 10.0.0.2")], "1.2.3.4", false),
            ("10.0.0.1", &[("x-forwarded-for", "6.6.6.6"), ("x-forwarded-for", "1.2.3.4:80")], "1.2.3.4", false),
            ("10.0.0.1", &[("x-forwarded-for", "unknown")], "10.0.0.1", false),
            ("10.0.0.1", &[("forwarded", "for=6.6.6.6, for=\"[2001:db8::1]:80\";proto=https")], "2001:db8::1", true),
            ("10.0.0.1", &[("x-forwarded-for", "1.2.3.4"), ("forwarded", "for=1.2.3.4;proto=https")], "1.2.3.4", true),
            (
                "10.0.0.1",
                &[("x-forwarded-for", "6.6.6.6"), ("forwarded", "for=1.2.3.4;proto=https")],
                "10.0.0.1",
                false,
            ),
            ("10.0.0.1", &[("x-forwarded-proto", "https"), ("forwarded", "for=1.2.3.4;proto=http")], "10.0.0.1", false),
        ] {
            let mut map = HeaderMap::new();
            for (name, value) in headers {
                map.append(*name, HeaderValue::from_static(value));
            }
            let origin = proxies.origin(peer.parse().unwrap(), false, &map);
            assert_eq!((origin.client.to_string(), origin.is_secured), (client.to_owned(), is_secured), "{headers:?}");
            let has_both = headers.iter().any(|(name, _)| *name == "forwarded") && headers.len() > 1;
            assert_eq!(origin.is_unclear, has_both && client == "10.0.0.1", "{headers:?}");
        }
    }
}
