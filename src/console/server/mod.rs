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
mod outgoing;
mod redirect;
mod send;
mod shown;
mod timeout;
mod upload;

pub use answer::{Sending, answer};
pub use check::check;
pub use outgoing::outgoing;
pub use send::send;
pub use upload::Files;
