//! Recipes as documents, and the publisher's forms. Each form is sent to the address of the page that shows it; one that
//! is not accepted comes back as that page with what was typed.

mod create;
mod delete;
mod document;
mod import;
mod update;

use crate::platform::route::limit;
use crate::platform::{Audience, Route};

/// The room's rows of the route table. The services refuse those who may not; the page that comes back leads them to
/// sign in.
#[must_use]
pub fn routes() -> Vec<Route> {
    use Audience::Everyone;
    vec![
        Route::get("/apis/{api}/recipes/{recipe}/arazzo.json", Everyone, document::json),
        Route::get("/apis/{api}/recipes/{recipe}/arazzo.yaml", Everyone, document::yaml),
        Route::post("/admin/apis/{api}/recipes/new", Everyone, limit::DOCUMENT, create::create),
        Route::post("/admin/apis/{api}/recipes/import", Everyone, limit::DOCUMENT, import::import),
        Route::post("/admin/apis/{api}/recipes/{recipe}/edit", Everyone, limit::DOCUMENT, update::update),
        Route::post("/admin/apis/{api}/recipes/{recipe}/delete", Everyone, limit::FORM, delete::delete),
    ]
}
