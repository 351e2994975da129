//! Which addresses may be called.

use std::net::{IpAddr, SocketAddr, UdpSocket};

use url::Host;

use super::{Allowed, Special};

/// Which addresses may be called: the public ones and those that the operator allowed, but not our own listeners.
#[derive(Clone, Debug)]
pub struct Policy {
    allow: Vec<Allowed>,
    own: Vec<SocketAddr>,
}

/// Why an address may not be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Blocked {
    /// This process listens there. Only an allowed host:port pair opens it, an allowed network does not.
    #[error("an address that this process listens on")]
    OwnListener,
    /// Not public.
    #[error(transparent)]
    Special(#[from] Special),
}

impl Policy {
    /// The public addresses and those that `allow` names, without the addresses that this process listens on.
    #[must_use]
    pub const fn new(allow: Vec<Allowed>, own_listen_addresses: Vec<SocketAddr>) -> Self {
        Self { allow, own: own_listen_addresses }
    }

    /// Checks one of the addresses that `host` has.
    ///
    /// # Errors
    /// [`Blocked`], for the operator's log; callers are not told why.
    pub fn check(&self, host: &Host<String>, address: SocketAddr) -> Result<(), Blocked> {
        if self.allow.iter().any(|allowed| names(allowed, host, address)) {
            return Ok(());
        }
        if self.own.iter().any(|own| reaches(address, *own)) {
            return Err(Blocked::OwnListener);
        }
        let within =
            |allowed: &Allowed| matches!(allowed, Allowed::Network(network) if network.contains(&address.ip()));
        match Special::of(address.ip()) {
            Some(special) if !self.allow.iter().any(within) => Err(special.into()),
            _ => Ok(()),
        }
    }
}

/// Whether `allowed` is a pair that means this very host and port.
fn names(allowed: &Allowed, host: &Host<String>, address: SocketAddr) -> bool {
    match (allowed, host) {
        (Allowed::Address(pair), _) => (pair.ip(), pair.port()) == (address.ip(), address.port()),
        (Allowed::Name(name, port), Host::Domain(domain)) => {
            *port == address.port() && domain.trim_end_matches('.').eq_ignore_ascii_case(name)
        }
        _ => false,
    }
}

/// Whether a connection to `address` ends at the listener `own`.
fn reaches(address: SocketAddr, own: SocketAddr) -> bool {
    let (ip, own_ip) = (address.ip().to_canonical(), own.ip().to_canonical());
    address.port() == own.port() && (ip == own_ip || ip.is_unspecified() || (own_ip.is_unspecified() && is_local(ip)))
}

/// Whether `ip` is an address of this machine: the system lets nobody bind another's.
fn is_local(ip: IpAddr) -> bool {
    ip.is_loopback() || UdpSocket::bind((ip, 0)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(allow: &[&str], own: &[&str], host: &str, address: &str) -> Result<(), Blocked> {
        let allow = allow.iter().map(|text| text.parse().unwrap()).collect();
        let own = own.iter().map(|text| text.parse().unwrap()).collect();
        Policy::new(allow, own).check(&Host::parse(host).unwrap(), address.parse().unwrap())
    }

    const OWN: Result<(), Blocked> = Err(Blocked::OwnListener);
    const LOOPBACK: Result<(), Blocked> = Err(Blocked::Special(Special::Loopback));
    const PRIVATE: Result<(), Blocked> = Err(Blocked::Special(Special::Private));

    #[test]
    fn only_public_addresses_pass_by_default() {
        assert_eq!(check(&[], &[], "api.example", "8.8.8.8:443"), Ok(()));
        assert_eq!(check(&[], &[], "api.example", "127.0.0.1:443"), LOOPBACK);
        assert_eq!(check(&[], &[], "127.0.0.1", "127.0.0.1:443"), LOOPBACK);
    }

    #[test]
    fn a_network_opens_all_its_ports_and_nothing_beside_it() {
        assert_eq!(check(&["10.0.0.0/8"], &[], "a.example", "10.1.2.3:1"), Ok(()));
        assert_eq!(check(&["10.0.0.0/8"], &[], "a.example", "192.168.1.1:1"), PRIVATE);
        let mapped = Err(Blocked::Special(Special::Embedded));
        assert_eq!(check(&["10.0.0.0/8"], &[], "a.example", "[::ffff:10.1.2.3]:1"), mapped);
    }

    #[test]
    fn a_pair_opens_one_port_of_one_host() {
        let address = ["127.0.0.1:3002"];
        assert_eq!(check(&address, &[], "127.0.0.1", "127.0.0.1:3002"), Ok(()));
        assert_eq!(check(&address, &[], "localhost", "127.0.0.1:3002"), Ok(()));
        assert_eq!(check(&address, &[], "127.0.0.1", "127.0.0.1:3003"), LOOPBACK);
        assert_eq!(check(&address, &[], "127.0.0.2", "127.0.0.2:3002"), LOOPBACK);
        let name = ["localhost:3002"];
        assert_eq!(check(&name, &[], "LOCALHOST.", "127.0.0.1:3002"), Ok(()));
        assert_eq!(check(&name, &[], "localhost", "[::1]:3002"), Ok(()));
        assert_eq!(check(&name, &[], "127.0.0.1", "127.0.0.1:3002"), LOOPBACK);
        assert_eq!(check(&name, &[], "evil.localhost", "127.0.0.1:3002"), LOOPBACK);
        assert_eq!(check(&name, &[], "localhost", "127.0.0.1:3003"), LOOPBACK);
    }

    #[test]
    fn our_own_listener_stays_shut_unless_its_pair_is_allowed() {
        let (open, own) = (["0.0.0.0/0", "::/0"], ["127.0.0.1:3000", "9.9.9.9:80"]);
        assert_eq!(check(&open, &own, "a.example", "127.0.0.1:3000"), OWN);
        assert_eq!(check(&open, &own, "a.example", "[::ffff:127.0.0.1]:3000"), OWN);
        assert_eq!(check(&open, &own, "a.example", "0.0.0.0:3000"), OWN);
        assert_eq!(check(&open, &own, "a.example", "127.0.0.1:3001"), Ok(()));
        assert_eq!(check(&[], &own, "a.example", "9.9.9.9:80"), OWN);
        assert_eq!(check(&["127.0.0.1:3000"], &own, "a.example", "127.0.0.1:3000"), Ok(()));
    }

    #[test]
    fn a_wildcard_listener_shuts_its_port_on_every_local_address() {
        for own in ["0.0.0.0:3000", "[::]:3000"] {
            for address in ["127.0.0.1:3000", "127.9.9.9:3000", "[::1]:3000", "0.0.0.0:3000"] {
                assert_eq!(check(&["0.0.0.0/0", "::/0"], &[own], "a.example", address), OWN, "{own} {address}");
            }
            assert_eq!(check(&["10.0.0.0/8"], &[own], "a.example", "10.255.255.254:3000"), Ok(()), "{own}");
            assert_eq!(check(&["127.0.0.0/8"], &[own], "a.example", "127.0.0.1:3001"), Ok(()), "{own}");
        }
    }
}
