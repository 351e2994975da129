//! The forms of credentials. Each is sent to the address of the page that shows it; one that is not accepted comes back as that
//! page with what was typed, but for the secret.

mod remove;
mod set;

use crate::platform::route::limit;
use crate::platform::{Audience, Route};

/// The room's rows of the route table.
#[must_use]
pub fn routes() -> Vec<Route> {
    let audience = Audience::Publishers;
    vec![
        Route::post("/admin/apis/{api}/credential", audience, limit::FORM, set::set),
        Route::post("/admin/apis/{api}/credential/delete", audience, limit::FORM, remove::remove),
    ]
}
