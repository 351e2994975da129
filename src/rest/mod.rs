//! The management API, `/api/v1`: what people's programs do with the portal, by the same services as its pages.
//!
//! Owns the table `idempotency_keys`. Programs show a token; cookies mean nothing here.

mod apis;
mod document;
mod groups;
mod http;
mod imports;
mod metrics;
mod operations;
mod policies;
mod products;
pub mod routes;
mod search;
mod subscriptions;
mod tokens;
mod users;

pub use document::document;
pub use http::problem::{Problem, present};
