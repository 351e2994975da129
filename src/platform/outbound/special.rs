//! Addresses that are not public, from IANA's special-purpose address registries (RFC 6890).

use std::net::IpAddr;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// What an address is that is not public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Special {
    /// `0.0.0.0/8` and `::`, which reach this machine.
    #[error("an unspecified address")]
    Unspecified,
    /// This machine.
    #[error("a loopback address")]
    Loopback,
    /// RFC 1918 and RFC 4193, and the site-local addresses that came before (RFC 3879).
    #[error("a private address")]
    Private,
    /// Carrier-grade NAT, RFC 6598.
    #[error("an address shared behind a carrier's NAT")]
    Shared,
    /// RFC 3927 and RFC 4291; cloud machines find their metadata and credentials there.
    #[error("a link-local address")]
    LinkLocal,
    /// A cloud's own service at a public address.
    #[error("an address of the cloud platform")]
    Platform,
    /// RFC 5737, RFC 3849 and RFC 9637.
    #[error("an address for documentation")]
    Documentation,
    /// Many receivers.
    #[error("a multicast address")]
    Multicast,
    /// An IPv4 address in an IPv6 one: mapped, compatible, NAT64, 6to4 or Teredo. What it leads to depends on the
    /// network's translators.
    #[error("an IPv6 address that embeds an IPv4 address")]
    Embedded,
    /// Kept for protocols, tests or the future; broadcast too.
    #[error("a reserved address")]
    Reserved,
}

const fn v4(a: u8, b: u8, c: u8, d: u8, prefix: u8) -> IpNet {
    IpNet::V4(Ipv4Net::new_assert(std::net::Ipv4Addr::new(a, b, c, d), prefix))
}

const fn v6(a: u16, b: u16, c: u16, f: u16, h: u16, prefix: u8) -> IpNet {
    IpNet::V6(Ipv6Net::new_assert(std::net::Ipv6Addr::new(a, b, c, 0, 0, f, 0, h), prefix))
}

/// The first network that contains an address decides.
const NETWORKS: [(IpNet, Option<Special>); 32] = [
    (v4(0, 0, 0, 0, 8), Some(Special::Unspecified)),
    (v4(10, 0, 0, 0, 8), Some(Special::Private)),
    (v4(100, 64, 0, 0, 10), Some(Special::Shared)),
    (v4(127, 0, 0, 0, 8), Some(Special::Loopback)),
    // Azure's wire server.
    (v4(168, 63, 129, 16, 32), Some(Special::Platform)),
    (v4(169, 254, 0, 0, 16), Some(Special::LinkLocal)),
    (v4(172, 16, 0, 0, 12), Some(Special::Private)),
    (v4(192, 0, 0, 0, 24), Some(Special::Reserved)),
    (v4(192, 0, 2, 0, 24), Some(Special::Documentation)),
    (v4(192, 88, 99, 0, 24), Some(Special::Reserved)),
    (v4(192, 168, 0, 0, 16), Some(Special::Private)),
    (v4(198, 18, 0, 0, 15), Some(Special::Reserved)),
    (v4(198, 51, 100, 0, 24), Some(Special::Documentation)),
    (v4(203, 0, 113, 0, 24), Some(Special::Documentation)),
    (v4(224, 0, 0, 0, 4), Some(Special::Multicast)),
    (v4(240, 0, 0, 0, 4), Some(Special::Reserved)),
    (v4(0, 0, 0, 0, 0), None),
    (v6(0, 0, 0, 0, 0, 128), Some(Special::Unspecified)),
    (v6(0, 0, 0, 0, 1, 128), Some(Special::Loopback)),
    (v6(0, 0, 0, 0, 0, 96), Some(Special::Embedded)),
    (v6(0, 0, 0, 0xffff, 0, 96), Some(Special::Embedded)),
    (v6(0x64, 0xff9b, 0, 0, 0, 32), Some(Special::Embedded)),
    (v6(0x2001, 0, 0, 0, 0, 32), Some(Special::Embedded)),
    (v6(0x2001, 0, 0, 0, 0, 23), Some(Special::Reserved)),
    (v6(0x2001, 0xdb8, 0, 0, 0, 32), Some(Special::Documentation)),
    (v6(0x2002, 0, 0, 0, 0, 16), Some(Special::Embedded)),
    (v6(0x3fff, 0, 0, 0, 0, 20), Some(Special::Documentation)),
    (v6(0x2000, 0, 0, 0, 0, 3), None),
    (v6(0xfc00, 0, 0, 0, 0, 7), Some(Special::Private)),
    (v6(0xfe80, 0, 0, 0, 0, 10), Some(Special::LinkLocal)),
    (v6(0xfec0, 0, 0, 0, 0, 10), Some(Special::Private)),
    (v6(0xff00, 0, 0, 0, 0, 8), Some(Special::Multicast)),
];

impl Special {
    /// What `ip` is, or `None` for a public address. Of IPv6 only `2000::/3` is given out to the public.
    #[must_use]
    pub fn of(ip: IpAddr) -> Option<Self> {
        NETWORKS.iter().find(|(network, _)| network.contains(&ip)).map_or(Some(Self::Reserved), |(_, special)| *special)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_what_the_registries_say() {
        use Special::{
            Documentation, Embedded, LinkLocal, Loopback, Multicast, Platform, Private, Reserved, Shared, Unspecified,
        };
        for (addresses, expected) in [
            ("0.0.0.0 0.1.2.3 0.255.255.255 ::", Some(Unspecified)),
            ("127.0.0.1 127.0.0.53 127.255.255.255 ::1", Some(Loopback)),
            ("10.0.0.0 10.255.255.255 172.16.0.0 172.31.255.255 192.168.0.0 192.168.255.255", Some(Private)),
            ("fc00:: fd00::1 fdff:ffff:: fec0::1 feff::1", Some(Private)),
            ("100.64.0.0 100.100.100.200 100.127.255.255", Some(Shared)),
            ("169.254.0.1 169.254.169.254 fe80::1 febf::1", Some(LinkLocal)),
            ("168.63.129.16", Some(Platform)),
            ("192.0.2.1 198.51.100.1 203.0.113.255 2001:db8::1 3fff::1 3fff:fff::1", Some(Documentation)),
            ("224.0.0.1 239.255.255.255 ff00:: ff02::1 ffff::1", Some(Multicast)),
            ("::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 ::8.8.8.8 ::2", Some(Embedded)),
            ("64:ff9b::7f00:1 64:ff9b::8.8.8.8 64:ff9b:1::1 64:ff9b:1:ffff::10.0.0.1", Some(Embedded)),
            ("2002:7f00:1:: 2002:808:808::1 2001::1 2001:0:7f00:1::", Some(Embedded)),
            ("192.0.0.1 192.0.0.192 192.88.99.1 198.18.0.1 198.19.255.255 240.0.0.1 255.255.255.255", Some(Reserved)),
            ("100::1 1::1 1fff::1 4000::1 5f00::1 fbff::1 fe00::1 2001:2::1 2001:20::1 2001:1ff::1", Some(Reserved)),
            ("1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0", None),
            ("169.253.255.255 172.15.255.255 172.32.0.0 192.0.1.1 192.167.255.255 198.17.255.255 198.20.0.0", None),
            ("223.255.255.255 2000::1 2001:200::1 2001:4860:4860::8888 2003::1 2606:4700::1 3ffe::1", None),
        ] {
            for address in addresses.split(' ') {
                assert_eq!(Special::of(address.parse().unwrap()), expected, "{address}");
            }
        }
    }
}
