//! What an attacker tries and what backends get wrong, against real sockets on loopback.

mod answers;
mod calls;
mod failures;
mod hosts;
mod names;
mod spellings;
mod support;
mod tls;
