//! The way of a call.

use super::through::Through;
use crate::console::model::Trace;
use crate::kernel::Failure;
use crate::platform::outbound::{Answer, Call, Outbound};

/// How a call gets to its web service.
pub enum Way {
    /// Straight there.
    Straight(Outbound),
    /// Through the gateway.
    Through(Through),
}

impl Way {
    /// Makes the call; what the gateway did to it, if it went through.
    ///
    /// # Errors
    /// [`Failure`] when there is no answer.
    pub(super) async fn send(self, call: Call) -> Result<(Answer, Option<Trace>), Failure> {
        match self {
            Self::Straight(outbound) => Ok((outbound.send(call).await?, None)),
            Self::Through(through) => {
                let (answer, trace) = through.send(call).await?;
                Ok((answer, Some(trace)))
            }
        }
    }
}
