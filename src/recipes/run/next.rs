//! What a run does next.

use serde::{Deserialize, Serialize};

use crate::recipes::context::{Missing, Values};
use crate::recipes::model::{OperationRef, StepBody, StepParameter};

/// What a [`super::Run`] does next.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// This call is to be made; [`super::Run::answered`] or [`super::Run::unanswered`] goes on.
    Call(Call),
    /// The step is to be repeated after a while; [`super::Run::waited`] goes on.
    Wait {
        /// The step's place in the recipe, from 0.
        place: usize,
        /// How long to wait, in milliseconds.
        milliseconds: u32,
    },
    /// All steps succeeded.
    Done {
        /// The recipe's outputs.
        outputs: Values,
    },
    /// A step failed; the later ones are not made.
    Failed {
        /// The step's place in the recipe, from 0.
        place: usize,
        /// Why it failed.
        reason: Reason,
    },
}

/// A call with all its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The step's place in the recipe, from 0.
    pub place: usize,
    /// Which time the step calls, from 1.
    pub time: u32,
    /// What is called.
    pub operation: OperationRef,
    /// The values of parameters, not encoded.
    pub parameters: Vec<StepParameter>,
    /// The body.
    pub body: Option<StepBody>,
}

/// Why a step failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "key", rename_all = "snake_case")]
pub enum Reason {
    /// Something that the step needs has no value.
    #[error("{missing}")]
    Missing {
        /// What it is.
        missing: Missing,
    },
    /// The answer does not meet a condition.
    #[error("status {status}: `{condition}` does not hold")]
    NotSuccessful {
        /// The status of the answer.
        status: u16,
        /// The condition.
        condition: String,
    },
    /// The answer meets the conditions under which the step is not repeated any more.
    #[error("`{condition}` holds")]
    GivenUp {
        /// The conditions, with `&&` between them.
        condition: String,
    },
    /// The call was made as often as it may be.
    #[error("called {times} times without coming to an end")]
    TooOften {
        /// How often.
        times: u32,
    },
    /// The call was not answered.
    #[error("not answered: {why}")]
    Unanswered {
        /// What whoever drives the run said of it.
        why: String,
    },
}

impl From<Missing> for Reason {
    fn from(missing: Missing) -> Self {
        Self::Missing { missing }
    }
}
