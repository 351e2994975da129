//! The real program, as an operator starts it.

mod accounts;
mod documents;
mod gateway;
mod mistakes;
mod products;
mod program;
mod reference;
mod serving;
mod snapshot;
mod tokens;
mod users;
