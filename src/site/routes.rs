//! The room's forms and files.

mod logo;
mod settings;
mod theme;

use crate::paths;
use crate::platform::{Audience, Route, route::limit};

/// The bytes of an image and of the form around it.
const LOGO_LIMIT: usize = 256 * 1024;

/// The room's rows of the route table.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        Route::post(paths::ADMIN_SETTINGS, Audience::Administrators, limit::DOCUMENT, settings::save),
        Route::post(paths::ADMIN_LOGO, Audience::Administrators, LOGO_LIMIT, logo::save),
        Route::get(paths::SITE_LOGO, Audience::Everyone, logo::show),
        Route::get(paths::SITE_THEME, Audience::Everyone, theme::show),
    ]
}
