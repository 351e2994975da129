//! The console: calls through the whole portal to backends that listen on loopback.

mod answers;
mod cancelling;
mod codings;
mod downloads;
mod examples;
mod failures;
mod history;
mod refusals;
mod support;
mod uploads;
