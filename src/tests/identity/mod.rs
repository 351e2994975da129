//! Signing in and out, sessions, accounts.

mod accounts;
pub mod authenticator;
mod factors;
mod forms;
mod groups;
mod invite;
mod next;
pub mod oidc;
mod outbox;
mod passkeys;
mod profile;
mod reset;
mod second_step;
mod security_key;
mod sessions;
mod setup;
mod sign_in;
mod sign_up;
mod smtp;
mod support;
mod tokens;
