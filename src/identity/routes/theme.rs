//! `POST /preferences/theme`

use axum::extract::State;
use axum::response::Redirect;
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use crate::identity::model::Theme;
use crate::identity::rules;
use crate::identity::server::cookie;
use crate::kernel::{ApiError, Message};
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::FromForm;

#[derive(Deserialize)]
pub(super) struct Fields {
    theme: String,
    #[serde(default)]
    next: String,
}

/// Keeps the choice of dark or light in the browser and leads back to the page it was made on.
pub(super) async fn choose_theme(
    State(state): State<AppState>,
    FromForm(form): FromForm<Fields>,
) -> Result<(CookieJar, Redirect), ApiError> {
    let theme = Theme::parse(&form.theme).ok_or_else(|| {
        let allowed = Theme::ALL.map(Theme::as_str).join(", ");
        ApiError::field("theme", Message::NotOneOf { allowed })
    })?;
    let next = rules::local_path(&form.next).unwrap_or(paths::HOME);
    Ok((CookieJar::new().add(cookie::chosen_theme(&state.config, theme)), Redirect::to(next)))
}
