//! Tailwind's utility classes for the portal, in Rust: reads which classes the sources use ([`scan`]), asks `encre-css`
//! for their rules ([`engine`]) and puts them behind our own CSS ([`stylesheet`]).
//!
//! cargo-leptos runs the program beside this library as if it were the official `tailwindcss`. The README says why it is
//! not the crate `tailwind-rs`.

pub mod arguments;
pub mod engine;
pub mod mends;
pub mod scan;
pub mod stylesheet;

#[cfg(test)]
mod tests;

pub use arguments::Arguments;
pub use engine::Engine;
pub use scan::Scan;
pub use stylesheet::{Error, stylesheet};
