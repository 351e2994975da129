//! The server's half of the room.

pub mod logo;
pub mod settings;
pub mod theme;

use axum::http::HeaderMap;

use super::model::Frame;
use crate::identity::server::{Caller, cookie};
use crate::paths;
use crate::platform::AppState;
use crate::platform::config::SignUp;
use crate::platform::settings::Saved;
use crate::products::server::service::has_products;

/// The frame of a page for this caller and this browser. Where the settings cannot be read, a page of the configuration's is
/// better than none.
pub async fn frame(state: &AppState, caller: &Caller, headers: &HeaderMap) -> Frame {
    let settings = state.settings().await.unwrap_or_else(|error| {
        tracing::warn!(%error, "a page is shown without the settings: {error}");
        Saved { revision: 0, choices: Default::default(), logo: None }
    });
    Frame {
        name: state.config.name.clone(),
        organization_name: settings.organization_name(&state.config),
        administrator_email: settings.administrator_email(&state.config),
        user: caller.signed_in().cloned(),
        sign_up: matches!(settings.sign_up(&state.config).0, SignUp::Open | SignUp::Domains),
        has_products: has_products(state, caller).await.unwrap_or_default(),
        has_terms: settings.terms_version().is_some(),
        has_home_text: !settings.choices.home.is_empty(),
        logo: settings.logo.as_ref().map(|logo| paths::site_logo(&logo.hash)),
        stylesheet: settings.choices.accent.as_deref().map(paths::site_theme),
        theme: cookie::theme(headers),
    }
}
