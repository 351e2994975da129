//! The gateway on real sockets: what the web service received, and what the client did.

mod changes;
mod cors;
mod credentials;
mod egress;
mod errors;
mod forwarding;
mod http2;
mod limits;
pub mod policies;
mod protocols;
mod states;
mod streams;
pub mod support;
mod upstream;
mod usage;
mod websocket;
