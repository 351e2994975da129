//! The server's half of the room.

use axum::http::HeaderMap;

use super::model::Frame;
use crate::identity::server::{Caller, cookie, sign_up};
use crate::platform::AppState;

/// The frame of a page for this caller and this browser.
#[must_use]
pub fn frame(state: &AppState, caller: &Caller, headers: &HeaderMap) -> Frame {
    Frame {
        name: state.config.name.clone(),
        organization_name: state.config.organization_name.clone(),
        administrator_email: state.config.administrator_email.clone(),
        user: caller.signed_in().cloned(),
        sign_up: sign_up::offer(state).is_ok(),
        theme: cookie::theme(headers),
    }
}
