//! The console: calls through the whole portal to backends that listen on loopback.

mod answers;
mod cancelling;
mod codings;
mod downloads;
mod environments;
mod examples;
mod failures;
mod gateway;
mod history;
mod oauth;
mod oauth_failures;
pub mod oauth_provider;
mod parts;
mod redirects;
mod refusals;
mod root;
mod servers;
mod streams;
pub mod support;
mod timeouts;
mod uploads;
