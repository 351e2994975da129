//! What stands around every route.

mod assets;
mod crawl;
mod guarded;
mod http2;
mod leaving;
mod listen;
mod middleware;
mod roles;
mod routes;
