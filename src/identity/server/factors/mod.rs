//! What people sign in with besides their password, or instead of it.

mod accept;
mod change;
mod code;
pub mod overview;
pub mod passkeys;
mod proof;
mod qr;
mod recovery;
pub mod reset;
pub mod setup;
pub mod step;
mod store;

pub use proof::Owner;
