//! What people saved of their calls. Owns the table `console_examples`.

pub mod pinned;
pub mod service;
mod store;
