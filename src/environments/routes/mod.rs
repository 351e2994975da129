//! The forms of environments. Each is sent to the address of the page that shows it; one that is not accepted comes back
//! as that page with what was typed, but for private values.

mod create;
mod delete;
mod update;

use crate::paths;
use crate::platform::route::limit;
use crate::platform::{Audience, Route};

/// The room's rows of the route table. The services refuse guests; the page that comes back leads them to sign in.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        Route::post(paths::ENVIRONMENTS, Audience::Everyone, limit::FORM, create::create),
        Route::post("/account/environments/{environment}", Audience::Everyone, limit::CALL, update::update),
        Route::post("/account/environments/{environment}/delete", Audience::Everyone, limit::FORM, delete::delete),
    ]
}
