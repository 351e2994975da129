//! The router, made of the route table.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::page::page;
use super::page_tasks;
use super::routes::routes;
use crate::identity::server::{Caller, middleware::session};
use crate::kernel::ApiError;
use crate::paths;
use crate::platform::{AppState, Audience};

/// The portal: every route of the table, the site's files, and a page for all that leads nowhere.
pub fn router(state: AppState) -> Router {
    page_tasks::init();
    let table = routes().into_iter().fold(Router::new(), |router, route| {
        let handler = super::middleware::limited(route.handler, route.body_limit);
        let handler = match route.audience {
            Audience::Everyone => handler,
            audience => handler.layer(from_fn(move |request, next| only_for(audience, request, next))),
        };
        router.route(route.path, handler)
    });
    let portal =
        table.fallback(asset_or_page).layer(from_fn_with_state(state.clone(), session)).with_state(state.clone());
    super::middleware::wrap(portal, &state)
}

/// Refuses everybody else before the handler is reached. The services behind it decide again for themselves.
async fn only_for(audience: Audience, request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<Caller>().cloned().unwrap_or_default();
    // A form's own handler refuses with a page that leads to signing in, where this could only refuse with JSON.
    let is_form = *request.method() == Method::POST && accepts_html(request.headers());
    let permitted = match audience {
        Audience::Everyone => Ok(()),
        Audience::Publishers => caller.publisher().map(drop),
        Audience::Administrators => caller.administrator().map(drop),
    };
    match permitted {
        Ok(()) => next.run(request).await,
        Err(_) if is_form => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

fn accepts_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// The address without the slashes at its end, where it has any. It stays on this host: of the slashes at its beginning
/// one is left.
fn without_trailing_slash(uri: &Uri) -> Option<String> {
    let path = uri.path().strip_suffix('/')?.trim_end_matches('/');
    let path = format!("/{}", path.trim_start_matches(['/', '\\']));
    Some(uri.query().map_or_else(|| path.clone(), |query| format!("{path}?{query}")))
}

async fn asset_or_page(State(state): State<AppState>, request: Request) -> Response {
    let is_page = matches!(*request.method(), Method::GET | Method::HEAD) && !paths::is_rest(request.uri().path());
    if !is_page {
        return ApiError::NotFound.into_response();
    }
    if let Some(without) = without_trailing_slash(request.uri()) {
        return Redirect::permanent(&without).into_response();
    }
    let (head, body) = request.into_parts();
    match state.assets.respond(&head).await {
        Some(asset) => asset,
        None => {
            // All the app's pages are in the table, so what comes here is the app's page for an address that is none.
            let mut response = page(State(state), Request::from_parts(head, body)).await;
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
    }
}
