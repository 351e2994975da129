//! What each policy makes of a call: what the web service received of it, and what the client was answered.

mod answers;
mod caching;
mod limits;
mod requests;
pub mod support;
mod tokens;
mod waiting;
