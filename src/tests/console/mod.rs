//! The console: calls through the whole portal to backends that listen on loopback.

mod answers;
mod cancelling;
mod codings;
mod downloads;
mod environments;
mod examples;
mod failures;
mod history;
mod oauth;
mod oauth_failures;
mod oauth_provider;
mod parts;
mod redirects;
mod refusals;
mod root;
mod servers;
mod streams;
mod support;
mod timeouts;
mod uploads;
