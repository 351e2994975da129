//! The administrators' area: what stands around its pages and the way between them, and what concerns several rooms at
//! once. The pages themselves are the rooms' own. Owns no tables.

#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod server;
pub mod view;
