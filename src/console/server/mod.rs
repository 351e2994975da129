//! The server's half of the room: sends calls and brings their answers back as a stream of frames.

mod answer;
mod body;
mod check;
mod coding;
mod contract;
mod environment;
pub mod examples;
pub mod history;
pub mod oauth;
mod offer;
mod outgoing;
mod redirect;
mod send;
mod shown;
mod through;
mod timeout;
mod upload;
mod way;

pub use answer::{Sending, answer};
pub use check::check;
pub use offer::gateway_offer;
pub use outgoing::outgoing;
pub use send::send;
pub use upload::Files;
pub use way::Way;

use std::time::Duration;

/// `duration` in microseconds.
fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
