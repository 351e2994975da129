//! The room's rows of the route table.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, on};

use super::{
    apis, audit, document, groups, imports, metrics, operations, policies, products, search, subscriptions, tokens,
    users,
};
use crate::platform::route::limit;
use crate::platform::{AppState, Audience, Route};

/// All that the management API offers. Who may call it, the token says: every handler takes an `Access`.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/metrics", metrics::serve),
        get("/api/v1/openapi.json", document::serve),
        get("/api/v1/search", search::search),
        get("/api/v1/apis", apis::read::list),
        post("/api/v1/apis", limit::DOCUMENT, apis::write::create),
        get("/api/v1/apis/{api}", apis::read::get),
        put("/api/v1/apis/{api}", limit::DOCUMENT, apis::write::update),
        patch("/api/v1/apis/{api}", limit::DOCUMENT, apis::write::patch),
        delete("/api/v1/apis/{api}", apis::write::delete),
        get("/api/v1/apis/{api}/backend-credential", apis::credential::read),
        put("/api/v1/apis/{api}/backend-credential", limit::FORM, apis::credential::set),
        delete("/api/v1/apis/{api}/backend-credential", apis::credential::remove),
        get("/api/v1/apis/{api}/document", apis::export::export),
        get("/api/v1/apis/{api}/operations", operations::read::list),
        post("/api/v1/apis/{api}/operations", limit::DOCUMENT, operations::write::create),
        get("/api/v1/apis/{api}/operations/{operation}", operations::read::get),
        put("/api/v1/apis/{api}/operations/{operation}", limit::DOCUMENT, operations::write::update),
        patch("/api/v1/apis/{api}/operations/{operation}", limit::DOCUMENT, operations::write::patch),
        delete("/api/v1/apis/{api}/operations/{operation}", operations::write::delete),
        get("/api/v1/policies", policies::scopes::read_global),
        put("/api/v1/policies", limit::DOCUMENT, policies::scopes::save_global),
        get("/api/v1/products/{product}/policies", policies::scopes::read_product),
        put("/api/v1/products/{product}/policies", limit::DOCUMENT, policies::scopes::save_product),
        get("/api/v1/apis/{api}/policies", policies::scopes::read_api),
        put("/api/v1/apis/{api}/policies", limit::DOCUMENT, policies::scopes::save_api),
        get("/api/v1/apis/{api}/operations/{operation}/policies", policies::scopes::read_operation),
        put("/api/v1/apis/{api}/operations/{operation}/policies", limit::DOCUMENT, policies::scopes::save_operation),
        post("/api/v1/imports", limit::UPLOAD, imports::create),
        get("/api/v1/users", users::read::list),
        post("/api/v1/users", limit::FORM, users::write::create),
        get("/api/v1/users/{user}", users::read::get),
        put("/api/v1/users/{user}", limit::FORM, users::write::update),
        patch("/api/v1/users/{user}", limit::FORM, users::write::patch),
        delete("/api/v1/users/{user}", users::write::delete),
        get("/api/v1/groups", groups::read::list),
        post("/api/v1/groups", limit::FORM, groups::write::create),
        get("/api/v1/groups/{group}", groups::read::get),
        put("/api/v1/groups/{group}", limit::FORM, groups::write::update),
        patch("/api/v1/groups/{group}", limit::FORM, groups::write::patch),
        delete("/api/v1/groups/{group}", groups::write::delete),
        get("/api/v1/groups/{group}/members", groups::members::list),
        post("/api/v1/groups/{group}/members", limit::FORM, groups::members::add),
        delete("/api/v1/groups/{group}/members/{user}", groups::members::remove),
        get("/api/v1/products", products::read::list),
        post("/api/v1/products", limit::DOCUMENT, products::write::create),
        get("/api/v1/products/{product}", products::read::get),
        put("/api/v1/products/{product}", limit::DOCUMENT, products::write::update),
        delete("/api/v1/products/{product}", products::write::delete),
        get("/api/v1/subscriptions", subscriptions::read::list),
        post("/api/v1/subscriptions", limit::FORM, subscriptions::write::create),
        get("/api/v1/subscriptions/{subscription}", subscriptions::read::get),
        put("/api/v1/subscriptions/{subscription}", limit::FORM, subscriptions::write::update),
        patch("/api/v1/subscriptions/{subscription}", limit::FORM, subscriptions::write::patch),
        post("/api/v1/subscriptions/{subscription}/state", limit::FORM, subscriptions::state::change),
        post("/api/v1/subscriptions/{subscription}/keys", limit::FORM, subscriptions::keys::show),
        post("/api/v1/subscriptions/{subscription}/keys/{slot}", limit::FORM, subscriptions::keys::regenerate),
        get("/api/v1/tokens", tokens::read::list),
        post("/api/v1/tokens", limit::FORM, tokens::write::create),
        get("/api/v1/tokens/{token}", tokens::read::get),
        delete("/api/v1/tokens/{token}", tokens::write::revoke),
        get("/api/v1/audit", audit::read::list),
        get("/api/v1/audit/{entry}", audit::read::get),
    ]
}

fn get<H: Handler<T, AppState>, T: 'static>(path: &'static str, handler: H) -> Route {
    Route::get(path, Audience::Everyone, handler)
}

fn post<H: Handler<T, AppState>, T: 'static>(path: &'static str, limit: usize, handler: H) -> Route {
    Route::post(path, Audience::Everyone, limit, handler)
}

fn put<H: Handler<T, AppState>, T: 'static>(path: &'static str, body_limit: usize, handler: H) -> Route {
    let handler = on(MethodFilter::PUT, handler);
    Route { method: Method::PUT, path, audience: Audience::Everyone, body_limit, handler }
}

fn patch<H: Handler<T, AppState>, T: 'static>(path: &'static str, body_limit: usize, handler: H) -> Route {
    let handler = on(MethodFilter::PATCH, handler);
    Route { method: Method::PATCH, path, audience: Audience::Everyone, body_limit, handler }
}

fn delete<H: Handler<T, AppState>, T: 'static>(path: &'static str, handler: H) -> Route {
    let handler = on(MethodFilter::DELETE, handler);
    Route { method: Method::DELETE, path, audience: Audience::Everyone, body_limit: limit::NONE, handler }
}
