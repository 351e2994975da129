//! Answers of the console that can still be downloaded.

/// Files that can be downloaded for ten minutes.
#[derive(Clone, Debug)]
pub struct Spool;
