//! Every address that a page leads to, for everybody, and every row of the route table by every method.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::net::SocketAddr;

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use loggia::demo;
use loggia::identity::model::Role;
use loggia::platform::Audience;
use loggia::web::routes::routes;
use url::Url;

use super::guarded::{is_guarded, is_kept_by_nobody, is_page, nonce, tags};
use super::routes::filled;
use crate::support::TestApp;

/// The portal's address.
const HERE: &str = "http://localhost:3000/";
/// How many addresses are opened that differ only in names and values.
const ALIKE: usize = 3;
/// How many addresses are opened in all.
const MOST: usize = 400;
/// What browsers may keep, for it is the same for everybody.
const FILES: [&str; 4] = ["/pkg/", "/editor/", "/favicon.svg", "/site/"];

/// A portal with something behind every link.
async fn furnished() -> TestApp {
    let app = TestApp::new().await;
    demo::seed(&app.state, SocketAddr::from(([127, 0, 0, 1], 9))).await.unwrap();
    let app = app.with_administrator().await;
    for (path, form) in [
        ("/admin/groups", vec![("name", "Partners"), ("description", "<b>They</b> pay")]),
        ("/admin/users/invite", vec![("email", "grace@example.com"), ("name", "Grace"), ("role", "developer")]),
        ("/account/environments", vec![("name", "Test")]),
        ("/account/tokens", vec![("name", "CI"), ("scope", "read"), ("expires_in", "30d")]),
        ("/account/security/app", vec![]),
        (
            "/admin/identity-providers/new",
            vec![
                ("name", "Example"),
                ("issuer", "https://login.example.com"),
                ("client_id", "portal"),
                ("is_on", "on"),
            ],
        ),
    ] {
        let answer = app.post(path, &form).await;
        assert!(answer.status.is_success() || answer.status.is_redirection(), "{path}: {}", answer.text());
        is_guarded(&answer, path);
    }
    app.signed_out()
}

/// The address without its names and values: what decides which route it takes.
fn shape(url: &Url) -> String {
    let keys: BTreeSet<String> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    let parts: Vec<&str> = url.path().split('/').collect();
    let shaped: Vec<&str> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| match parts.get(at.wrapping_sub(1)) {
            Some(
                &("apis" | "operations" | "users" | "groups" | "audit" | "recipes" | "schemas" | "environments"
                | "identity-providers" | "examples" | "history"),
            ) if at > 1 => "*",
            _ => part,
        })
        .collect();
    format!("{} {keys:?}", shaped.join("/"))
}

/// Opens whatever can be reached from the home page, and says how much that was.
async fn crawl(app: &TestApp, who: &str) -> usize {
    let start = Url::parse(HERE).unwrap();
    let mut to_do = VecDeque::from([start.clone()]);
    let (mut known, mut alike) = (HashSet::from([start]), HashMap::<String, usize>::new());
    let (mut nonces, mut opened) = (HashSet::new(), 0);
    while let Some(url) = to_do.pop_front() {
        let path = url[url::Position::BeforePath..].to_owned();
        let about = format!("{who} at {path}");
        let answer = app.get(&path).await;
        opened += 1;
        is_guarded(&answer, &about);
        assert_ne!(answer.status, StatusCode::BAD_REQUEST, "{about}: we lead nobody there");
        let is_file = FILES.iter().any(|file| url.path().starts_with(file));
        if !is_file {
            is_kept_by_nobody(&answer, &about);
        }
        if let Some(nonce) = nonce(&answer) {
            assert!(nonces.insert(nonce.to_owned()), "{about}: a nonce is used once");
        }
        let mut links: Vec<String> = vec![answer.location().to_owned()];
        if is_page(&answer) {
            let of = |(_, attributes): (String, std::collections::BTreeMap<String, String>)| {
                ["href", "src", "action"].map(|name| attributes.get(name).cloned())
            };
            links.extend(tags(answer.text()).into_iter().flat_map(of).flatten());
        }
        for link in links {
            let Ok(mut link) = url.join(&link) else { panic!("{about}: a link to {link}") };
            link.set_fragment(None);
            let is_ours = link.origin() == url.origin();
            if !is_ours || known.len() >= MOST || !known.insert(link.clone()) {
                continue;
            }
            let like = alike.entry(shape(&link)).or_default();
            *like += 1;
            if *like <= ALIKE {
                to_do.push_back(link);
            }
        }
    }
    opened
}

#[tokio::test]
async fn whatever_a_guest_can_reach_is_guarded() {
    let app = furnished().await;
    let opened = crawl(&app, "a guest").await;
    assert!(opened > 20, "{opened} addresses");
}

#[tokio::test]
async fn whatever_a_developer_can_reach_is_guarded() {
    let app = furnished().await.signed_in_as("dev@example.com", Role::Developer).await;
    let opened = crawl(&app, "a developer").await;
    assert!(opened > 30, "{opened} addresses");
}

#[tokio::test]
async fn whatever_an_administrator_can_reach_is_guarded() {
    let app = furnished().await.signing_in("admin@example.com").await;
    let opened = crawl(&app, "an administrator").await;
    assert!(opened > 60, "{opened} addresses");
}

#[tokio::test]
async fn every_route_answers_every_method_guarded() {
    let guest = furnished().await;
    let administrator = guest.twin().signing_in("admin@example.com").await;
    // These end the session that the others are asked with.
    let ends_it = |path: &str| ["/sign-out", "/sessions", "/close", "/password"].iter().any(|end| path.contains(end));
    let paths: BTreeSet<&str> = routes().iter().map(|route| route.path).collect();
    let readable: BTreeSet<&str> =
        routes().iter().filter(|route| route.method == Method::GET).map(|route| route.path).collect();
    for path in paths {
        for (app, who) in [(&guest, "a guest"), (&administrator, "an administrator")] {
            let mut methods = vec![Method::POST, Method::PUT, Method::OPTIONS];
            // Pages take time: once each.
            if readable.contains(path) && who == "an administrator" {
                methods.extend([Method::GET, Method::HEAD]);
            }
            for method in methods {
                if method == Method::POST && who == "an administrator" && ends_it(path) {
                    continue;
                }
                let about = format!("{method} {path} by {who}");
                let request = app.request(method, &filled(path)).header(header::ACCEPT, "text/html");
                is_guarded(&app.send(request.body(Body::empty()).unwrap()).await, &about);
            }
        }
    }
    let still = administrator.get("/admin/users").await.status;
    assert_eq!(still, StatusCode::OK, "the administrator was asked to the end");
}

#[tokio::test]
async fn what_leads_nowhere_or_is_too_large_is_guarded() {
    let app = furnished().await.signing_in("admin@example.com").await;
    for path in ["/nowhere", "/apis/", "//evil.example", "/api/v1/nowhere", "/api/private/nowhere", "/pkg/none.js"] {
        is_guarded(&app.get(path).await, path);
    }
    let export = app.get("/apis/azureml-demo-api/openapi.json").await;
    is_guarded(&export, "an export");
    let limited = routes().into_iter().filter(|route| {
        route.method == Method::POST && route.audience == Audience::Everyone && route.body_limit < 1024 * 1024
    });
    for route in limited {
        let body = Body::from(vec![b'a'; route.body_limit + 1]);
        let request = app.request(Method::POST, &filled(route.path)).header("content-length", route.body_limit + 1);
        let answer = app.send(request.body(body).unwrap()).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", route.path);
        is_guarded(&answer, route.path);
    }
}
