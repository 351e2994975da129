//! Keeping a call once it has ended, aside from its answer.

use std::time::Duration;

use tokio::time::{Instant, timeout};

use super::service::{self, EndedCall};
use crate::catalog::model::{Api, Operation};
use crate::console::history::Ended;
use crate::console::kept::shortened;
use crate::console::model::ConsoleRequest;
use crate::console::request::{Body, NeutralRequest, PartContent};
use crate::identity::server::Caller;
use crate::kernel::Timestamp;
use crate::kernel::ids::UserId;
use crate::platform::{AppError, AppState};

/// How long the stream of an answer, whose last frame is on its way, stays open so that its end says that the call is kept.
const PATIENCE: Duration = Duration::from_secs(2);

/// A call that will be kept when it has ended. Dropped before, it is kept as one that the person stopped.
pub struct Keeper(Option<Box<Pending>>);

/// What is known of a call while it runs.
struct Pending {
    state: AppState,
    call: RunningCall,
    began: Instant,
}

/// Who calls what.
pub(super) struct RunningCall {
    pub(super) user: UserId,
    pub(super) api: Api,
    pub(super) operation: Operation,
    pub(super) request: ConsoleRequest,
    pub(super) without_body: bool,
    pub(super) called_at: Timestamp,
    pub(super) sent: u64,
}

impl Keeper {
    /// One for the call of somebody who has signed in; `None` for everybody else.
    pub fn of(
        state: &AppState,
        caller: &Caller,
        (api, operation): (&Api, &Operation),
        request: &ConsoleRequest,
        sent: u64,
        began: Instant,
    ) -> Option<Self> {
        let user = caller.signed_in()?.id.clone();
        let (request, without_body) = shortened(request);
        let call = RunningCall {
            user,
            api: api.clone(),
            operation: operation.clone(),
            request,
            without_body,
            called_at: state.clock.now(),
            sent,
        };
        Some(Self(Some(Box::new(Pending { state: state.clone(), call, began }))))
    }

    /// Keeps the call, of which `received` bytes of body arrived in `total` microseconds. It goes on when nobody waits for
    /// it any more, and what goes wrong is for the log only.
    pub async fn keep(mut self, ended: Ended, total: u64, received: u64) {
        if let Some(pending) = self.0.take() {
            let writing = tokio::spawn(pending.write(ended, total, received));
            let _ = timeout(PATIENCE, writing).await;
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let (Some(pending), Ok(runtime)) = (self.0.take(), tokio::runtime::Handle::try_current()) {
            let total = u64::try_from(pending.began.elapsed().as_micros()).unwrap_or(u64::MAX);
            runtime.spawn(pending.write(Ended::Cancelled, total, 0));
        }
    }
}

impl Pending {
    async fn write(self: Box<Self>, ended: Ended, total: u64, received: u64) {
        let Self { state, call, began: _ } = *self;
        let ended = EndedCall { call, ended, total, received };
        if let Err(error) = service::insert(&state, ended).await {
            log(&error);
        }
    }
}

fn log(error: &AppError) {
    tracing::warn!(%error, "a call is missing in its person's history: {error}");
}

/// How many bytes of body `request` has.
pub(in crate::console::server) fn body_size(request: &NeutralRequest) -> u64 {
    let text = |text: &str| u64::try_from(text.len()).unwrap_or(u64::MAX);
    match &request.body {
        Body::None => 0,
        Body::Text(body) => text(body),
        Body::File(file) => file.size,
        Body::Multipart(parts) => {
            let size = |content: &PartContent| match content {
                PartContent::Text(value) => text(value),
                PartContent::File(file) => file.size,
            };
            parts.iter().map(|part| size(&part.content)).fold(0, u64::saturating_add)
        }
    }
}
