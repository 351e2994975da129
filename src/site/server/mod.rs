//! The server's half of the room.

use axum::http::HeaderMap;
use axum_extra::extract::CookieJar;

use super::model::{Frame, Theme};
use crate::identity::server::Caller;
use crate::platform::AppState;

/// The cookie that remembers the theme.
pub const THEME_COOKIE: &str = "loggia-theme";

/// The frame of a page for this caller and this browser.
#[must_use]
pub fn frame(state: &AppState, caller: &Caller, headers: &HeaderMap) -> Frame {
    let cookies = CookieJar::from_headers(headers);
    let theme = cookies.get(THEME_COOKIE).and_then(|cookie| Theme::parse(cookie.value()));
    Frame {
        name: state.config.name.clone(),
        organization_name: state.config.organization_name.clone(),
        administrator_email: state.config.administrator_email.clone(),
        user: caller.signed_in().cloned(),
        theme: theme.unwrap_or_default(),
    }
}
