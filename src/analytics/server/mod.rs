//! The server's half of the room: the queue that the gateway fills, the worker that empties it, and what is read of it.

mod batch;
mod limits;
mod metrics;
mod record;
pub mod service;
mod store;
mod sweep;
mod text;
mod totals;
mod worker;

pub use limits::{LimitsOf, tell_limits};
pub use metrics::metrics;
pub use record::{Call, InFlight, Recorder, recorder};
pub use sweep::sweep;
pub use worker::{flush, work};
