//! The server: router, middleware, listener.

pub mod listen;
pub mod middleware;
