//! Counting attempts by a key.

/// Counts attempts by a key.
#[derive(Clone, Debug)]
pub struct Throttle;
