//! Signing in with OpenID providers.

mod account;
mod admin;
mod attacks;
mod groups;
pub mod provider;
pub mod support;
