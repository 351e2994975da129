//! A call on its way: what the steps of its path know of it, and how it may end before the web service.

use super::origin::Origin;
use super::pages::Page;
use super::policy::Chain;
use super::policy::call::Outcome;
use super::policy::stop::{Answer, Refusal, Stop};
use super::reply::Reply;
use super::usage::Record;
use crate::kernel::Timestamp;
use crate::kernel::ids::SubscriptionId;

/// A call's way.
#[derive(Debug)]
pub(super) struct Passage<'s> {
    /// Where it comes from.
    pub(super) origin: Origin,
    /// When it came.
    pub(super) now: Timestamp,
    /// The subscription that the portal says it has; the key of any other call comes with it.
    pub(super) vouched: Option<SubscriptionId>,
    /// The page that it comes from.
    pub(super) page: Page<'s>,
    /// The policies that it passes.
    pub(super) chain: Chain<'s>,
    /// What they found.
    pub(super) outcome: Outcome,
    pub(super) record: Record,
}

/// Why a call goes no further.
#[derive(Debug)]
pub(super) enum Halt {
    /// One of our own errors.
    Error(Reply),
    /// A policy's answer.
    Answer(Answer),
    /// An answer that was kept.
    Kept(Answer),
}

impl Passage<'_> {
    /// The beginning of one.
    pub(super) fn new(origin: Origin, now: Timestamp, record: Record) -> Self {
        Self {
            origin,
            now,
            vouched: None,
            page: Page::default(),
            chain: Chain::default(),
            outcome: Outcome::default(),
            record,
        }
    }
}

impl From<Reply> for Halt {
    fn from(reply: Reply) -> Self {
        Self::Error(reply)
    }
}

impl From<Stop> for Halt {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Refused(refusal) => Self::Error(Reply::refused(refusal)),
            Stop::Answered(answer) => Self::Answer(answer),
            Stop::Cached(answer) => Self::Kept(answer),
            // `Gateway::inbound` finds the sample; nobody else stops for one.
            Stop::Mocked(_) => Self::Error(Reply::refused(Refusal::broken("There is no such sample."))),
        }
    }
}
