//! The instance as a visitor meets it: its name and who runs it, the frame around every page, the home page.
//!
//! What administrators choose of it is kept by `platform::settings`, since other rooms go by it, too.

pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod settings;
pub mod view;
