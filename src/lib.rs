//! Loggia, an API developer portal and gateway.
//!
//! One crate, compiled twice: with the feature `ssr` into the server, with `hydrate` into the WebAssembly that makes
//! its pages interactive. `ARCHITECTURE.md` has the map of the rooms.
#![recursion_limit = "512"]

pub mod admin;
pub mod analytics;
pub mod app;
pub mod audit;
pub mod catalog;
#[cfg(feature = "ssr")]
pub mod cli;
pub mod console;
pub mod credentials;
#[cfg(feature = "ssr")]
pub mod demo;
pub mod environments;
#[cfg(feature = "ssr")]
pub mod gateway;
pub mod identity;
pub mod kernel;
#[cfg(feature = "ssr")]
pub mod notifications;
pub mod openapi;
pub mod paths;
#[cfg(feature = "ssr")]
pub mod platform;
pub mod policies;
pub mod products;
pub mod recipes;
#[cfg(feature = "ssr")]
pub mod rest;
pub mod site;
#[cfg(feature = "ssr")]
pub mod snapshot;
pub mod ui;
#[cfg(feature = "ssr")]
pub mod web;

pub use texts::i18n;

/// The texts of the interface, generated from `locales/`.
#[expect(missing_docs, clippy::expect_used, reason = "generated")]
mod texts {
    include!(concat!(env!("OUT_DIR"), "/i18n.rs"));
}

/// Makes the page that the server sent interactive.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    ui::browser::hydrate(app::App);
}
