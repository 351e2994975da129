//! The gateway on real sockets: what the web service received, and what the client did.

mod changes;
mod credentials;
mod errors;
mod forwarding;
mod limits;
mod protocols;
mod streams;
pub mod support;
mod upstream;
mod usage;
