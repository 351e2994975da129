//! The demo: the web service of the guide as an embedded backend, a small toolbox of answers that show what the
//! console can do, and the catalog that documents both. It owns no tables; its jobs live in memory.
//!
//! The backend is a stranger to the portal: it speaks plain HTTP on its own port, keeps its own error shape and is
//! called through the same outbound policy as any other backend.

pub mod account;
mod arguments;
mod backend;
mod error;
pub mod hashing;
mod seed;
mod toolbox;
mod web_service;

pub use backend::{router, serve};
pub use seed::{SeededApi, catalog, seed};
