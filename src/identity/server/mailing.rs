//! How often strangers may make us write mail. By address of who asks, who is told; and by recipient, of which nobody is
//! told: what they were sent before still works, and the answer says nothing about the account.

use std::net::IpAddr;

use sha2::{Digest as _, Sha256};

use super::links::Purpose;
use crate::kernel::ApiError;
use crate::platform::AppState;
use crate::platform::rng::hex;
use crate::platform::throttle::origin;

/// Counts a request from `peer` that leads to a mail.
pub(super) fn count(state: &AppState, peer: IpAddr) -> Result<(), ApiError> {
    let limited = |retry_after_seconds| ApiError::RateLimited { retry_after_seconds };
    state.mail_by_address.check(&origin(peer)).map_err(limited)
}

/// Counts a mail to `email_folded`, and says whether it may be written. Each `purpose` is counted for itself, or strangers
/// who sign up with somebody's address would keep the mail for a new password from them.
pub(super) fn may_write(state: &AppState, purpose: Purpose, email_folded: &str) -> bool {
    let key = format!("{purpose:?} {}", hex(&Sha256::digest(email_folded)));
    state.mail_by_recipient.check(&key).is_ok()
}
