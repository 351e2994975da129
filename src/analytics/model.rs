//! What crosses the wire: the usage of a subscription.

use serde::{Deserialize, Serialize};

use crate::kernel::Timestamp;

/// What a subscription's keys were used for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// What the subscription is called.
    pub subscription: String,
    /// Its limits, and what is left of them; empty where the gateway does not run.
    pub limits: Vec<LimitUse>,
    /// Calls by day and operation, the newest day first.
    pub rows: Vec<UsageRow>,
    /// Whether there is more than `rows` has.
    pub is_cut: bool,
    /// For how many days calls are kept.
    pub days: u32,
}

/// How far a limit is used up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitUse {
    /// What is limited.
    pub kind: LimitKind,
    /// How much of it there is in a window.
    pub limit: u64,
    /// How much of that is used.
    pub used: u64,
    /// How long a window is, in seconds.
    pub seconds: u64,
    /// When the window ends; `None` when none has begun.
    pub resets_at: Option<Timestamp>,
}

/// What can be limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitKind {
    /// Calls in a short window.
    Rate,
    /// Calls in a long one.
    Calls,
    /// Kilobytes of both bodies in a long one.
    Kilobytes,
}

/// The calls of a day to an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageRow {
    /// The day's first moment in UTC.
    pub day: Timestamp,
    /// The API's name; its id once it is gone, empty where a call was for none.
    pub api: String,
    /// The API's slug while there is one.
    pub api_slug: Option<String>,
    /// The operation's slug; empty where a call was for none.
    pub operation: String,
    /// How many.
    pub calls: u64,
    /// How many of them were answered with 4xx.
    pub refused: u64,
    /// And with 5xx.
    pub failed: u64,
    /// The bytes of their bodies.
    pub bytes_in: u64,
    /// The bytes of their answers' bodies.
    pub bytes_out: u64,
    /// Half of them took no longer, approximately; in microseconds.
    pub p50_us: u64,
    /// The same of 95 per cent.
    pub p95_us: u64,
}
