//! How long a call may take.

use std::time::Duration;

use crate::console::model::ConsoleRequest;
use crate::kernel::{ApiError, Message};
use crate::platform::AppState;

/// As long as `request` asks for, at most as long as the operator lets a call go on.
///
/// # Errors
/// `Invalid` for no time at all, or more than that.
pub(super) fn timeout_of(state: &AppState, request: &ConsoleRequest) -> Result<Duration, ApiError> {
    let longest = state.config.call_timeout;
    let Some(seconds) = request.timeout else { return Ok(longest) };
    let wanted = Duration::from_secs(u64::from(seconds));
    if wanted.is_zero() || wanted > longest {
        return Err(ApiError::field("timeout", Message::NotATimeout { most: longest.as_secs() }));
    }
    Ok(wanted)
}
