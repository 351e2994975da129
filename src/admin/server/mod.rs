//! What concerns several rooms at once.

pub mod copies;
