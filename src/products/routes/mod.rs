//! The forms of products and subscriptions. One that is not accepted comes back as its page with everything that was typed.

mod cancel;
mod create_product;
mod create_subscription;
mod decide;
mod delete_product;
mod regenerate;
mod rename;
mod show_keys;
mod subscribe;
mod update_product;

use crate::platform::route::limit;
use crate::platform::{Audience, Route};

/// The room's rows of the route table.
#[must_use]
pub fn routes() -> Vec<Route> {
    use Audience::{Administrators, Everyone};
    vec![
        Route::post("/products/{product}", Everyone, limit::FORM, subscribe::subscribe),
        Route::post("/account/subscriptions/{subscription}", Everyone, limit::FORM, rename::rename),
        Route::post("/account/subscriptions/{subscription}/keys", Everyone, limit::FORM, show_keys::show_keys),
        Route::post(
            "/account/subscriptions/{subscription}/keys/regenerate",
            Everyone,
            limit::FORM,
            regenerate::regenerate,
        ),
        Route::post("/account/subscriptions/{subscription}/cancel", Everyone, limit::FORM, cancel::cancel),
        Route::post("/admin/products/new", Administrators, limit::DOCUMENT, create_product::create),
        Route::post("/admin/products/{product}", Administrators, limit::DOCUMENT, update_product::update),
        Route::post("/admin/products/{product}/delete", Administrators, limit::FORM, delete_product::delete),
        Route::post("/admin/subscriptions/new", Administrators, limit::FORM, create_subscription::create),
        Route::post("/admin/subscriptions/{subscription}", Administrators, limit::FORM, decide::decide),
    ]
}
