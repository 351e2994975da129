//! The room's forms.

mod sign_in;
mod sign_out;
mod theme;

use crate::paths;
use crate::platform::route::limit;
use crate::platform::{Audience, Route};

/// The room's rows of the route table.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        Route::post(paths::SIGN_IN, Audience::Everyone, limit::FORM, sign_in::sign_in),
        Route::post(paths::SIGN_OUT, Audience::Everyone, limit::FORM, sign_out::sign_out),
        Route::post(paths::THEME, Audience::Everyone, limit::FORM, theme::choose_theme),
    ]
}
