//! What stands around every route.

mod assets;
mod middleware;
mod routes;
