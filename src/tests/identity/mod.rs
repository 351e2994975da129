//! Signing in and out, sessions, accounts.

mod accounts;
mod forms;
mod groups;
mod next;
mod outbox;
mod profile;
mod reset;
mod sessions;
mod sign_in;
mod sign_up;
mod smtp;
mod support;
mod tokens;
