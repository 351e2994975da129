//! What the server's rooms stand on: configuration, database, outbound HTTP, clock, randomness, errors and the state
//! that handlers are given. It imports no other room and owns one table, `vault`.

pub mod assets;
pub mod bell;
pub mod body;
pub mod calls;
pub mod clock;
pub mod config;
pub mod cookies;
pub mod db;
pub mod error;
pub mod guard;
pub mod heavy;
pub mod in_use;
pub mod jobs;
pub mod jwt;
pub mod listen;
pub mod made;
pub mod memory;
pub mod origin;
pub mod outbound;
pub mod pages;
pub mod parts;
pub mod respond;
pub mod rng;
pub mod route;
pub mod secret_text;
pub mod settings;
pub mod shelf;
pub mod spool;
pub mod state;
pub mod throttle;
pub mod vault;

pub use clock::Clock;
pub use db::Db;
pub use error::AppError;
pub use rng::Rng;
pub use route::{Audience, Route};
pub use state::AppState;
pub use vault::Vault;
