//! What stands around every route.

mod assets;
mod listen;
mod middleware;
mod roles;
mod routes;
