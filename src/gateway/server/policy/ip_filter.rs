//! `ip-filter`: who may call, by where calls come from.

use std::net::IpAddr;

use axum::http::StatusCode;
use ipnet::IpNet;

use super::stop::Refusal;
use crate::policies::model::{AddressAction, IpFilter};
use crate::policies::rules::network;

/// A compiled list of networks.
#[derive(Clone, Debug)]
pub struct Filter {
    action: AddressAction,
    networks: Vec<IpNet>,
}

impl Filter {
    /// `None` when one of the networks is none.
    pub(super) fn compile(filter: &IpFilter) -> Option<Self> {
        let networks = filter.addresses.iter().map(|text| compiled(text)).collect::<Option<Vec<_>>>()?;
        Some(Self { action: filter.action, networks })
    }

    /// Lets `client` pass or not. An IPv4 address counts as such however it is written.
    pub(super) fn check(&self, client: IpAddr) -> Result<(), Refusal> {
        let client = client.to_canonical();
        let is_listed = self.networks.iter().any(|network| network.contains(&client));
        if is_listed == (self.action == AddressAction::Allow) {
            return Ok(());
        }
        Err(Refusal::new(StatusCode::FORBIDDEN, "Calls from this address are not accepted."))
    }
}

fn compiled(text: &str) -> Option<IpNet> {
    /// How many bits of an IPv4-mapped address come before the IPv4 address (RFC 4291 section 2.5.5.2).
    const MAPPED: u8 = 96;
    let (address, bits) = network(text)?;
    let (address, bits) = match (address, address.to_canonical()) {
        (IpAddr::V6(_), canonical @ IpAddr::V4(_)) if bits >= MAPPED => (canonical, bits - MAPPED),
        _ => (address, bits),
    };
    IpNet::new(address, bits).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(action: AddressAction, networks: &[&str], client: &str) -> bool {
        let addresses = networks.iter().map(|network| (*network).to_owned()).collect();
        let filter = Filter::compile(&IpFilter { action, addresses }).unwrap();
        filter.check(client.parse().unwrap()).is_ok()
    }

    #[test]
    fn a_client_is_found_in_its_network_however_it_is_written() {
        for (networks, client, is_listed) in [
            (vec!["192.0.2.7"], "192.0.2.7", true),
            (vec!["192.0.2.7"], "::ffff:192.0.2.7", true),
            (vec!["::ffff:192.0.2.7"], "192.0.2.7", true),
            (vec!["192.0.2.7"], "192.0.2.8", false),
            (vec!["10.0.0.0/8"], "10.255.0.1", true),
            (vec!["10.1.2.3/8"], "10.255.0.1", true),
            (vec!["10.0.0.0/8"], "::ffff:a01:203", true),
            (vec!["::ffff:10.0.0.0/104"], "10.1.2.3", true),
            (vec!["10.0.0.0/8"], "11.0.0.1", false),
            (vec!["0.0.0.0/0"], "203.0.113.1", true),
            (vec!["0.0.0.0/0"], "2001:db8::1", false),
            (vec!["::/0"], "2001:db8::1", true),
            (vec!["::/0"], "192.0.2.7", false),
            (vec!["2001:db8::/32", "192.0.2.0/24"], "2001:db8:ffff::1", true),
            (vec!["2001:db8::/32"], "2001:db9::1", false),
            // IPv4-compatible addresses are not IPv4.
            (vec!["10.0.0.0/8"], "::10.0.0.1", false),
        ] {
            assert_eq!(passes(AddressAction::Allow, &networks, client), is_listed, "{networks:?} {client}");
            assert_eq!(passes(AddressAction::Forbid, &networks, client), !is_listed, "{networks:?} {client}");
        }
        assert!(Filter::compile(&IpFilter { action: AddressAction::Allow, addresses: vec!["x".to_owned()] }).is_none());
    }
}
