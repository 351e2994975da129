//! The server: the route table, the router made of it, what stands around every route, the pages' rendering, and what
//! it takes to start.

mod data;
pub mod middleware;
mod page;
mod page_tasks;
pub mod router;
pub mod routes;
mod shell;
pub mod start;

pub use router::router;
pub use start::state;
