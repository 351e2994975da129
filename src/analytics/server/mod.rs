//! The server's half of the room.

mod record;

pub use record::{Call, InFlight, Recorder, recorder};
