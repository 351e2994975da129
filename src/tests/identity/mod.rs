//! Signing in and out, sessions, accounts.

mod accounts;
pub mod authenticator;
mod forms;
mod groups;
mod invite;
mod next;
pub mod oidc;
mod outbox;
mod passkeys;
mod profile;
mod reset;
mod security_key;
mod sessions;
mod setup;
mod sign_in;
mod sign_up;
mod smtp;
mod support;
mod tokens;
mod totp;
