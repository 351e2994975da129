//! The server's half of the room. It stands below all others, for each of them writes into it.

mod actor;
mod entry;
pub mod service;
mod store;

pub use actor::Actor;
pub use entry::Entry;
pub use service::{Reader, record, record_nothing};
