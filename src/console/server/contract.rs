//! Comparing an answer with the operation's documentation.

use crate::catalog::model::{Deviation, Operation};
use crate::catalog::server::service::{self, ReceivedAnswer};
use crate::platform::AppState;

/// What an answer is compared with.
pub struct Contract {
    state: AppState,
    operation: Operation,
}

impl Contract {
    /// What `operation` documents.
    pub(super) fn new(state: &AppState, operation: Operation) -> Self {
        Self { state: state.clone(), operation }
    }

    /// What `answer` does otherwise; `None` when nothing is documented of it, or it cannot be told.
    pub(super) async fn deviations(self, answer: ReceivedAnswer) -> Option<Vec<Deviation>> {
        // The answer is there, whatever becomes of this.
        service::deviations(&self.state, self.operation, answer).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "an answer cannot be compared with its documentation: {error}");
            None
        })
    }
}
