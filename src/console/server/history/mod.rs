//! What people called. Owns the table `console_history`.

mod keeper;
pub mod service;
mod store;

pub use keeper::Keeper;
pub(super) use keeper::body_size;
