//! How often somebody may try to sign in.
//!
//! Attempts are counted by the address they come from and by account *and* address. Never by the account alone: whoever
//! guesses at somebody's password would lock the owner out.

use std::net::IpAddr;

use sha2::{Digest as _, Sha256};

use crate::kernel::ApiError;
use crate::platform::AppState;
use crate::platform::rng::hex;
use crate::platform::throttle::origin;

/// An attempt that has been counted.
pub(super) struct Attempt {
    key: String,
}

/// Counts an attempt from `peer`, whoever it is about, and says what it is counted as.
pub(super) fn count_origin(state: &AppState, peer: IpAddr) -> Result<String, ApiError> {
    let origin = origin(peer);
    let limited = |retry_after_seconds| ApiError::RateLimited { retry_after_seconds };
    state.sign_in_by_address.check(&origin).map_err(limited)?;
    Ok(origin)
}

impl Attempt {
    /// Counts an attempt from `peer` at the account of `email_folded`.
    pub(super) fn count(state: &AppState, peer: IpAddr, email_folded: &str) -> Result<Self, ApiError> {
        let limited = |retry_after_seconds| ApiError::RateLimited { retry_after_seconds };
        let origin = count_origin(state, peer)?;
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
