//! `forward-request`: how long a backend may take.

use std::time::Duration;

use super::{Chain, Compiled};
use crate::policies::model::{BackendTimeouts, Section};

/// How long a backend may take; `None` for what the configuration says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timeouts {
    /// To accept a connection.
    pub connect: Option<Duration>,
    /// To begin its answer.
    pub first_byte: Option<Duration>,
    /// To end it.
    pub total: Option<Duration>,
}

impl Timeouts {
    pub(super) fn compile(timeouts: &BackendTimeouts) -> Self {
        let duration = |seconds: Option<u32>| seconds.map(|seconds| Duration::from_secs(seconds.into()));
        Self {
            connect: duration(timeouts.connect),
            first_byte: duration(timeouts.first_byte),
            total: duration(timeouts.total),
        }
    }
}

/// What the narrowest scope says.
#[must_use]
pub fn timeouts(chain: Chain<'_>) -> Timeouts {
    let found = chain.section(Section::Backend).filter_map(|(_, active)| match &active.policy {
        Compiled::Forward(timeouts) => Some(*timeouts),
        _ => None,
    });
    found.last().unwrap_or_default()
}
