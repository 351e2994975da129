//! Groups of people, which decide what of the catalog somebody sees.

pub mod service;
mod store;
