//! What people saved of their calls. Owns the table `console_examples`.

pub mod service;
mod store;
