//! The OpenID providers, as administrators look after them.

pub mod service;
pub(super) mod store;
pub mod test;
