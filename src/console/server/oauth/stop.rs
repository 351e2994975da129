//! Why the way to a token ended.

use crate::console::oauth::{TokenFailure, TokenProblem, TokenStep};
use crate::kernel::ApiError;
use crate::platform::AppError;

/// Why there is no token.
#[derive(Debug)]
pub enum Stop {
    /// Our server did not even ask for one.
    Refused(AppError),
    /// The authorization server gave none.
    Failed(TokenFailure),
}

impl Stop {
    /// `problem` came up at `step`.
    pub(super) const fn at(step: TokenStep, problem: TokenProblem) -> Self {
        Self::Failed(TokenFailure { step, problem })
    }
}

impl From<AppError> for Stop {
    fn from(error: AppError) -> Self {
        Self::Refused(error)
    }
}

impl From<ApiError> for Stop {
    fn from(error: ApiError) -> Self {
        Self::Refused(error.into())
    }
}
