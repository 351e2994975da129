//! Who may do what: every route without a token, with a wrong one, and with each scope.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::identity::server::people::service;
use loggia::identity::token::Scope;
use loggia::web::routes::routes;
use serde_json::{Value, json};

use super::support::{Program, problem, token};
use crate::support::TestApp;

/// The routes of the management API but for its document, with their parameters filled in: method, path, and the scope that
/// they ask for.
fn table() -> Vec<(Method, String, Scope)> {
    let rows = routes().into_iter().filter(|route| route.path.starts_with("/api/v1/"));
    let rows = rows.filter(|route| !route.path.ends_with("openapi.json")).map(|route| {
        let path = route.path.strip_prefix("/api/v1").unwrap();
        let is_read = route.method == Method::GET;
        let scope = match path.split('/').nth(1).unwrap() {
            "users" | "groups" | "audit" => Scope::Admin,
            _ if path.ends_with("/policies") => Scope::Admin,
            // Who may not change it need not know how a web service is called.
            _ if path.ends_with("/backend-credential") => Scope::Write,
            "tokens" if !is_read => Scope::Admin,
            _ if is_read => Scope::Read,
            _ => Scope::Write,
        };
        let part = |part: &str| if part.starts_with('{') { "none".to_owned() } else { part.to_owned() };
        (route.method, path.split('/').map(part).collect::<Vec<_>>().join("/"), scope)
    });
    let rows: Vec<_> = rows.collect();
    assert!(rows.len() > 25);
    rows
}

/// What is sent to a route: no more than that it takes one.
fn body(method: &Method) -> Value {
    if [Method::POST, Method::PUT, Method::PATCH].contains(method) { json!({}) } else { Value::Null }
}

#[tokio::test]
async fn every_route_asks_for_a_token_that_works() {
    let program = Program::of_administrator().await;
    let anybody = program.app.get("/api/v1/search?q=a").await;
    assert_eq!(anybody.status, StatusCode::OK, "the search is for guests, too");
    let end = if program.token.ends_with('0') { '1' } else { '0' };
    let mistyped = format!("Bearer {}{end}", &program.token[..program.token.len() - 1]);
    let unknown = "Bearer lgt_0000000000000000000000000000000000000000c8e2f1a0".to_owned();
    for (method, path, _) in table() {
        for authorization in
            ["", "Bearer", "Bearer ", "Basic YTpi", &format!("Token {}", program.token), &mistyped, &unknown]
        {
            if authorization.is_empty() && path == "/search" {
                continue;
            }
            let mut request =
                Request::builder().method(method.clone()).uri(format!("/api/v1{path}")).header("host", "a");
            if !authorization.is_empty() {
                request = request.header(header::AUTHORIZATION, authorization);
            }
            let answer = program.app.send(request.body(Body::empty()).unwrap()).await;
            problem(&answer, StatusCode::UNAUTHORIZED);
            let challenge = answer.headers[header::WWW_AUTHENTICATE].to_str().unwrap();
            assert!(challenge.starts_with("Bearer "), "{method} {path}: {challenge}");
        }
    }
}

#[tokio::test]
async fn a_session_means_nothing_here_and_a_token_nothing_there() {
    let app = TestApp::new().await.with_administrator().await;
    for path in ["/api/v1/apis", "/api/v1/users"] {
        problem(&app.get(path).await, StatusCode::UNAUTHORIZED);
    }
    let (token, _) = token(&app, "admin@example.com", Scope::Admin).await;
    let app = app.signed_out();
    for (method, path) in [(Method::GET, "/admin/apis"), (Method::GET, "/account"), (Method::GET, "/account/tokens")] {
        let request = app.request(method, path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        assert_eq!(app.send(request.body(Body::empty()).unwrap()).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn a_scope_allows_what_it_stands_for_and_no_more() {
    let program = Program::of_administrator().await;
    for held in Scope::ALL {
        let program = program.with_scope("root@example.com", held).await;
        for (method, path, wanted) in table() {
            let answer = program.send(method.clone(), &path, &[("if-match", "\"x\"")], &body(&method)).await;
            if held >= wanted {
                let refused = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN, StatusCode::INTERNAL_SERVER_ERROR];
                assert!(!refused.contains(&answer.status), "{method} {path} by {held:?}: {}", answer.status);
            } else {
                problem(&answer, StatusCode::FORBIDDEN);
                let challenge = answer.headers[header::WWW_AUTHENTICATE].to_str().unwrap();
                assert!(challenge.contains("insufficient_scope"), "{method} {path} by {held:?}: {challenge}");
            }
        }
    }
}

#[tokio::test]
async fn a_token_never_can_do_more_than_its_owner() {
    for role in [Role::Developer, Role::Support] {
        let program = Program::of(TestApp::new().await, "dev@example.com", role, Scope::Admin).await;
        for (method, path, wanted) in table() {
            let answer = program.send(method.clone(), &path, &[("if-match", "\"x\"")], &body(&method)).await;
            let is_own = path.starts_with("/tokens") || path.starts_with("/subscriptions");
            // Whoever sees everything sees who changed it.
            let is_seen = path.starts_with("/audit") && role == Role::Support;
            if wanted > Scope::Read && !is_own && !is_seen {
                problem(&answer, StatusCode::FORBIDDEN);
            }
        }
    }
}

#[tokio::test]
async fn what_is_revoked_suspended_or_demoted_holds_on_the_next_request() {
    let program = Program::of_administrator().await;
    let other = Program::of(program.app.twin(), "other@example.com", Role::Administrator, Scope::Admin).await;
    let operator = Administrator::operator();
    let state = &program.app.state;

    assert_eq!(other.get("/users").await.status, StatusCode::OK);
    service::change_role(state, &operator, &other.owner, "developer").await.unwrap();
    problem(&other.get("/users").await, StatusCode::FORBIDDEN);
    assert_eq!(other.get("/apis").await.status, StatusCode::OK);
    service::suspend(state, &operator, &other.owner).await.unwrap();
    problem(&other.get("/apis").await, StatusCode::UNAUTHORIZED);
    service::resume(state, &operator, &other.owner).await.unwrap();
    assert_eq!(other.get("/apis").await.status, StatusCode::OK);

    let path = format!("/tokens/{}", other.token_id);
    problem(&program.delete(&path, "*").await, StatusCode::NOT_FOUND);
    assert_eq!(other.delete(&path, "*").await.status, StatusCode::NO_CONTENT);
    problem(&other.get("/apis").await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_token_makes_none_that_outlives_it() {
    let program = Program::of_administrator().await;
    let asked = json!({ "name": "Short", "scope": "admin", "expires_in_days": 1 });
    let made = program.post("/tokens", &asked).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let made = super::support::json(&made);
    let short = Program { app: program.app.twin(), token: made["secret"].as_str().unwrap().to_owned(), ..program };
    let own = short.read(&format!("/tokens/{}", made["id"].as_str().unwrap())).await;
    assert!(own.get("secret").is_none(), "{own}");

    let heir = short.post("/tokens", &json!({ "name": "Heir", "scope": "read" })).await;
    assert_eq!(super::support::json(&heir)["expires_at"], made["expires_at"]);
    let heir = short.post("/tokens", &json!({ "name": "Heir", "scope": "read", "expires_in_days": 365 })).await;
    assert_eq!(super::support::json(&heir)["expires_at"], made["expires_at"]);
    short.app.state.clock.advance(24 * 60 * 60 * 1000);
    problem(&short.get("/tokens").await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn what_leads_nowhere_is_a_problem() {
    let program = Program::of_administrator().await;
    for path in ["", "/none", "/apis/a/b/c/d", "/apis/%FF", "/apis/%00", "/users/%00", "/apis/a%2Fb", "//"] {
        let answer = program.get(path).await;
        assert!(answer.status.is_client_error() || answer.status.is_redirection(), "{path}: {}", answer.status);
        if answer.status.is_client_error() {
            problem(&answer, answer.status);
        }
    }
    problem(&program.send(Method::POST, "/none", &[], &json!({})).await, StatusCode::NOT_FOUND);
    for (method, path, allowed) in [
        (Method::PATCH, "/apis", ["GET", "POST"]),
        (Method::DELETE, "/search", ["GET", "HEAD"]),
        (Method::OPTIONS, "/apis/none", ["PUT", "DELETE"]),
    ] {
        let answer = program.send(method, path, &[], &json!({ "a": 1 })).await;
        problem(&answer, StatusCode::METHOD_NOT_ALLOWED);
        let allow = answer.headers[header::ALLOW].to_str().unwrap();
        assert!(allowed.iter().all(|method| allow.contains(method)), "{path}: {allow}");
    }
    // Other origins are refused where cookies count; here they do not.
    let request = program.request(Method::POST, "/groups").header("origin", "https://elsewhere.example");
    let request = request.header("sec-fetch-site", "cross-site").header("content-type", "application/json");
    let answer = program.app.send(request.body(Body::from("{\"name\":\"From elsewhere\"}")).unwrap()).await;
    assert_eq!(answer.status, StatusCode::CREATED);
}
