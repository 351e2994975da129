//! What is kept of the gateway's calls: `[usage]`.

use std::str::FromStr;

use serde::Deserialize;

use super::ConfigError;

/// What is kept of the address that a call came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClientAddress {
    /// Nothing.
    #[default]
    Off,
    /// The network that it belongs to: 24 bits of an IPv4 address, 64 of an IPv6 address.
    Network,
    /// All of it.
    Full,
}

/// Not a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("off, network or full was expected")]
pub struct ClientAddressError;

impl FromStr for ClientAddress {
    type Err = ClientAddressError;

    fn from_str(word: &str) -> Result<Self, ClientAddressError> {
        match word {
            "off" => Ok(Self::Off),
            "network" => Ok(Self::Network),
            "full" => Ok(Self::Full),
            _ => Err(ClientAddressError),
        }
    }
}

/// What is kept of the gateway's calls, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// For how many days.
    pub days: u32,
    /// What of the callers' addresses.
    pub client_address: ClientAddress,
}

/// The `[usage]` table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsageChoices {
    /// See [`Usage::days`].
    pub days: Option<u32>,
    /// See [`Usage::client_address`].
    pub client_address: Option<ClientAddress>,
}

impl UsageChoices {
    /// These choices, and those of `other` where these say nothing.
    pub(super) fn or(self, other: Self) -> Self {
        Self { days: self.days.or(other.days), client_address: self.client_address.or(other.client_address) }
    }

    /// With defaults for all that is not chosen.
    pub(super) fn finish(self) -> Result<Usage, ConfigError> {
        let days = self.days.unwrap_or(90);
        if days == 0 {
            return Err(ConfigError::Value { option: "usage.days", reason: "a number of days above 0 was expected" });
        }
        Ok(Usage { days, client_address: self.client_address.unwrap_or_default() })
    }
}
