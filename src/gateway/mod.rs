//! The gateway: calls on their way from clients to backends.

pub mod server;
