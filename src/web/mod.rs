//! The server: the route table, the router made of it, the pages' rendering, and what it takes to start.

mod page;
pub mod router;
pub mod routes;
mod shell;
pub mod start;

pub use router::router;
