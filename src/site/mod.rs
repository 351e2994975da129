//! The instance as a visitor meets it: its name and who runs it, the frame around every page, the home page.
//!
//! Owns no tables.

pub mod model;
#[cfg(feature = "ssr")]
pub mod server;
pub mod view;
