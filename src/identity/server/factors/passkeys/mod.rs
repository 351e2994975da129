//! Passkeys (W3C WebAuthn level 3): added, used as second factor or instead of the password, removed.
//!
//! What is checked of an authenticator's answer is in `verify`, of its keys in `key`; TLS's library does the arithmetic.
//! Attestation is not asked for, so there are no certificates to look at, and what remains is of fixed form. The libraries
//! for relying parties bring four score of crates, an `rsa` with a known weakness (RUSTSEC-2023-0071) among them.

mod add;
mod answer;
mod challenge;
mod key;
mod manage;
mod options;
mod sign_in;
pub(super) mod store;
mod verify;

pub use add::{add, begin_adding};
pub use manage::{remove, rename};
pub use sign_in::{begin, finish};

use crate::kernel::{ApiError, Message};

/// Refuses an answer. `why` is for the log only: whoever made it up learns nothing.
fn refuse(why: &str) -> ApiError {
    tracing::warn!(why, "a passkey was refused: {why}");
    ApiError::field("passkey", Message::PasskeyRefused)
}
