//! The server: router, middleware, listener.
