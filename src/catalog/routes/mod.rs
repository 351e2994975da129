//! The publisher's forms, and parts of pages. Each form is sent to the address of the page that shows it; one that is not accepted comes back as
//! that page with everything that was typed.

mod create_api;
mod create_operation;
mod delete_api;
mod delete_operation;
mod duplicate_operation;
mod form;
mod operation_group;
mod part;
mod restore;
mod schema_part;
mod update_api;
mod update_operation;

use axum::handler::Handler;

use crate::platform::route::limit;
use crate::platform::{AppState, Audience, Route};

/// The room's rows of the route table.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/apis/{api}/operations.html", Audience::Everyone, operation_group::operation_group),
        Route::get("/apis/{api}/schema.html", Audience::Everyone, schema_part::schema_part),
        form("/admin/apis/new", create_api::create_api),
        form("/admin/apis/{api}", update_api::update_api),
        form("/admin/apis/{api}/delete", delete_api::delete_api),
        form("/admin/apis/{api}/revisions/{number}/restore", restore::restore),
        form("/admin/apis/{api}/operations/new", create_operation::create_operation),
        form("/admin/apis/{api}/operations/{operation}", update_operation::update_operation),
        form("/admin/apis/{api}/operations/{operation}/delete", delete_operation::delete_operation),
        form("/admin/apis/{api}/operations/{operation}/duplicate", duplicate_operation::duplicate_operation),
    ]
}

fn form<H, T>(path: &'static str, handler: H) -> Route
where
    H: Handler<T, AppState>,
    T: 'static,
{
    Route::post(path, Audience::Publishers, limit::DOCUMENT, handler)
}
