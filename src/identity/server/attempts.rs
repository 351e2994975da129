//! How often somebody may try to sign in.
//!
//! Attempts are counted by the address they come from and by account *and* address. Never by the account alone: whoever
//! guesses at somebody's password would lock the owner out.

use std::net::IpAddr;

use sha2::{Digest as _, Sha256};

use crate::kernel::ApiError;
use crate::platform::AppState;
use crate::platform::rng::hex;

/// An attempt that has been counted.
pub(super) struct Attempt {
    key: String,
}

impl Attempt {
    /// Counts an attempt from `peer` at the account of `email_folded`.
    pub(super) fn count(state: &AppState, peer: IpAddr, email_folded: &str) -> Result<Self, ApiError> {
        let limited = |retry_after_seconds| ApiError::RateLimited { retry_after_seconds };
        let origin = origin(peer);
        state.sign_in_by_address.check(&origin).map_err(limited)?;
        // Hashed, since whatever was typed here would be kept: of any length, perhaps a password in the wrong field.
        let key = format!("{origin} {}", hex(&Sha256::digest(email_folded)));
        state.sign_in.check(&key).map_err(limited)?;
        Ok(Self { key })
    }

    /// Starts the account's count over, now that its owner is in. The address goes on being counted, or an account of
    /// one's own would buy any number of guesses at others'.
    pub(super) fn succeeded(self, state: &AppState) {
        state.sign_in.forget(&self.key);
    }
}

/// What counts as one origin: an IPv4 address, or an IPv6 network of 64 bits, of which a single line gets a whole one.
fn origin(peer: IpAddr) -> String {
    match peer.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_origin_however_it_is_written() {
        for (peer, expected) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ] {
            assert_eq!(origin(peer.parse().unwrap()), expected, "{peer}");
        }
    }
}
