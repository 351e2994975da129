//! The one route table: whole, and kept.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use loggia::app::App;
use loggia::identity::model::Role;
use loggia::platform::{Audience, route};
use loggia::web::routes::routes;

use crate::support::TestApp;

/// A path of the table with its parameters filled in.
pub fn filled(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "none" } else { part }).collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_page_and_server_function_is_in_the_table() {
    let table: BTreeSet<String> = routes().iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    assert_eq!(table.len(), routes().len(), "a route stands twice");
    for page in leptos_axum::generate_route_list(App) {
        let row = format!("GET {}", page.path());
        assert!(table.contains(&row), "{row} is a page of the app, but not in the table");
    }
    for (path, method) in leptos::server_fn::axum::server_fn_paths() {
        let row = format!("{method} {path}");
        assert!(table.contains(&row), "{row} is a server function, but not in the table");
    }
}

#[tokio::test]
async fn what_is_for_some_refuses_everybody_else() {
    let guest = TestApp::new().await;
    let developer = TestApp::new().await.signed_in_as("dev@example.com", Role::Developer).await;
    let publisher = TestApp::new().await.signed_in_as("pub@example.com", Role::Publisher).await;
    let (unauthenticated, forbidden) = (StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN);
    for (audience, refused) in [
        (Audience::Publishers, &[(&guest, unauthenticated), (&developer, forbidden)][..]),
        (Audience::Administrators, &[(&guest, unauthenticated), (&developer, forbidden), (&publisher, forbidden)][..]),
    ] {
        let rows = routes().into_iter().filter(|route| route.audience == audience).collect::<Vec<_>>();
        assert!(rows.len() >= 3);
        for route in rows {
            for (app, status) in refused {
                let request = app.request(route.method.clone(), &filled(route.path)).body(Body::empty()).unwrap();
                assert_eq!(app.send(request).await.status, *status, "{} {}", route.method, route.path);
            }
        }
    }
}

#[tokio::test]
async fn a_server_function_without_its_arguments_is_a_malformed_request() {
    let app = TestApp::new().await;
    for path in ["/api/private/operation", "/api/private/operation?api=a", "/api/private/apis?query=&tag=&page=x"] {
        assert_eq!(app.get(path).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
}

#[tokio::test]
async fn nothing_but_get_and_post_is_answered() {
    let app = TestApp::new().await;
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        for path in ["/", "/apis", "/sign-in"] {
            let request = app.request(method.clone(), path).body(Body::empty()).unwrap();
            assert_eq!(app.send(request).await.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_body_beyond_its_routes_limit_is_refused() {
    let app = TestApp::new().await;
    let is_held = |limit: usize| limit < route::limit::STREAM;
    for route in routes().into_iter().filter(|route| {
        route.audience == Audience::Everyone && route.method == Method::POST && is_held(route.body_limit)
    }) {
        let body = Body::from(vec![b'a'; route.body_limit + 1]);
        let request = app
            .request(Method::POST, &filled(route.path))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("content-length", route.body_limit + 1)
            .body(body)
            .unwrap();
        assert_eq!(app.send(request).await.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", route.path);
    }
}
