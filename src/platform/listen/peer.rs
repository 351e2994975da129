//! Who is at the other end, and how to go on with them when the protocol changes.

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::shared::Shared;
use super::stream::Stream;

/// The client of a connection.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Where it connects from.
    pub address: SocketAddr,
    /// Whether the connection is TLS.
    pub is_secured: bool,
    /// `None` where the protocol cannot change.
    shared: Option<Arc<Shared>>,
}

/// What is done with a connection whose protocol has changed; the token says when it has to come to an end.
pub(super) type TakeOver =
    Box<dyn FnOnce(Stream, CancellationToken) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send>;

impl Peer {
    pub(super) const fn new(address: SocketAddr, is_secured: bool, shared: Option<Arc<Shared>>) -> Self {
        Self { address, is_secured, shared }
    }

    /// Whether [`Peer::take_over`] can be called.
    #[must_use]
    pub const fn can_change_protocol(&self) -> bool {
        self.shared.is_some()
    }

    /// Once the answer to the request at hand, which must be a 101, is sent, the bytes of the connection are `then`'s. At the
    /// shutdown it is told by the token to finish, and is cut off when the listener's grace is over.
    pub fn take_over<F>(&self, then: impl FnOnce(Stream, CancellationToken) -> F + Send + 'static)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        if let Some(shared) = &self.shared {
            shared.take_over(Box::new(|stream, finish| Box::pin(then(stream, finish))));
        }
    }
}
