//! Signing in and out, sessions, accounts.

mod accounts;
mod forms;
mod next;
mod sessions;
mod sign_in;
mod support;
