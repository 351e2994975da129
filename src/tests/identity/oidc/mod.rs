//! Signing in with OpenID providers.

mod account;
mod admin;
mod attacks;
mod groups;
mod provider;
mod support;
