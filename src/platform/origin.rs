//! Where the request at hand comes from, for what is written down about it.
//!
//! It accompanies the request's task like the log's span does: whoever notes who did something need not be handed it
//! through every function between.

use std::net::IpAddr;

tokio::task_local! {
    static ORIGIN: Origin;
}

/// Where a request comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The client's address.
    pub address: Option<IpAddr>,
    /// The request's id, which the log has, too.
    pub request_id: String,
}

impl Origin {
    /// That of the request that is being answered; nothing is known of commands and of work in the background.
    #[must_use]
    pub fn current() -> Self {
        ORIGIN.try_with(Self::clone).unwrap_or_default()
    }

    /// Does `work` on behalf of this one.
    pub async fn accompany<W: Future>(self, work: W) -> W::Output {
        ORIGIN.scope(self, work).await
    }
}
