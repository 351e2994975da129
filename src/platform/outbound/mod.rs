//! The outbound policy: every call that leaves this process goes through [`Outbound`].
//!
//! Its connector resolves the name, checks each address against the [`Policy`] and connects to exactly the addresses
//! that were checked; there is no other way to a connection, however the host is spelled. It knows no proxy variables,
//! follows no redirects, keeps no cookies, decodes nothing, and verifies certificates always. A redirect that must be
//! followed is another call, and so it is checked again.

mod allowed;
mod body;
mod client;
mod connect;
mod connection;
mod explain;
mod policy;
mod resolve;
mod special;
#[cfg(test)]
mod tests;
mod timings;
mod tls;

pub use allowed::{Allowed, NotAllowed};
pub use body::{AnswerBody, NotHeld};
pub use client::{Answer, Call, Outbound};
pub use connect::Limits;
pub use connection::Connection;
pub use explain::explain;
pub use policy::{Blocked, Policy};
pub use resolve::{Resolve, SystemResolver};
pub use special::Special;
pub use timings::Timings;
pub use tls::authorities;
