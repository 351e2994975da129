//! Mail to people: written into the outbox in the transaction of what causes it, and sent from there.
//!
//! Owns the table `outbox`. A mail is sent at least once; a portal that ends between sending and noting it sends it again
//! under the same message id.

mod letter;
mod outbox;
mod smtp;
mod store;
mod transport;

pub use letter::Letter;
pub use outbox::{deliver, enqueue, enqueue_nothing, sweep, waiting, wake, work};
pub use smtp::Smtp;
pub use transport::{Log, Mail, Transport, TransportError};
