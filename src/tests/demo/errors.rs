//! What every operation refuses, and how.

use axum::body::Body;
use axum::http::{Method, Request, header};
use loggia::demo::account::{KEY, SERVICE, WORKSPACE};

use super::client::{Client, service};

/// Every operation of the web service, by method and what follows the service.
const OPERATIONS: [(Method, &str); 5] = [
    (Method::POST, "/execute"),
    (Method::POST, "/jobs"),
    (Method::POST, "/jobs/1/start"),
    (Method::GET, "/jobs/1"),
    (Method::DELETE, "/jobs/1"),
];

fn request(method: &Method, uri: String) -> axum::http::request::Builder {
    Request::builder().method(method).uri(uri)
}

#[tokio::test]
async fn without_the_key_nothing_is_answered() {
    let wrong = [
        (None, "MissingApiKey"),
        (Some(String::new()), "MissingApiKey"),
        (Some("Bearer".to_owned()), "MissingApiKey"),
        (Some(KEY.to_owned()), "MissingApiKey"),
        (Some("Bearer ".to_owned()), "InvalidApiKey"),
        (Some(format!("Basic {KEY}")), "InvalidApiKey"),
        (Some(format!("Bearer {KEY}x")), "InvalidApiKey"),
        (Some(format!("Bearer {}", &KEY[1..])), "InvalidApiKey"),
        (Some(format!("Bearer {}", KEY.to_lowercase())), "InvalidApiKey"),
    ];
    let client = Client::new();
    for (method, path) in &OPERATIONS {
        for (authorization, code) in &wrong {
            // Even a wrong address is not told to whom has no key.
            for uri in [service(path) + "?api-version=2.0", format!("/workspaces/x/services/y{path}")] {
                let mut request = request(method, uri);
                if let Some(authorization) = authorization {
                    request = request.header(header::AUTHORIZATION, authorization);
                }
                let answer = client.send(request.body(Body::from("{")).unwrap()).await;
                answer.assert_error(401, "Unauthorized", (code, "Authorization"));
                assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
            }
        }
    }
}

#[tokio::test]
async fn the_scheme_of_the_key_has_no_case() {
    let body = r#"{"Inputs":{"input1":{"ColumnNames":["Col2"],"Values":[]}}}"#;
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let request = request(&Method::POST, service("/execute?api-version=2.0"))
            .header(header::AUTHORIZATION, format!("{scheme} {KEY}"));
        assert_eq!(Client::new().send(request.body(Body::from(body)).unwrap()).await.status, 200, "{scheme}");
    }
}

#[tokio::test]
async fn unknown_workspaces_and_services_are_named() {
    let client = Client::new();
    let places = [
        (format!("/workspaces/nowhere/services/{SERVICE}"), ("WorkspaceNotFound", "workspace")),
        (format!("/workspaces/{}/services/{SERVICE}", &WORKSPACE[1..]), ("WorkspaceNotFound", "workspace")),
        (format!("/workspaces/{WORKSPACE}/services/nothing"), ("ServiceNotFound", "service")),
        (format!("/workspaces/{WORKSPACE}/services/%2e%2e"), ("ServiceNotFound", "service")),
    ];
    for (method, path) in &OPERATIONS {
        for (place, detail) in &places {
            let request = request(method, format!("{place}{path}?api-version=2.0"))
                .header(header::AUTHORIZATION, format!("Bearer {KEY}"));
            client.send(request.body(Body::empty()).unwrap()).await.assert_error(404, "NotFound", *detail);
        }
    }
}

#[tokio::test]
async fn the_version_must_be_named_and_known() {
    let client = Client::new();
    for (method, path) in &OPERATIONS {
        for (query, code) in [
            ("", "MissingApiVersion"),
            ("?api_version=2.0", "MissingApiVersion"),
            ("?api-version=", "UnsupportedApiVersion"),
            ("?api-version=2", "UnsupportedApiVersion"),
            ("?api-version=3.0", "UnsupportedApiVersion"),
        ] {
            let answer = client.call(method.clone(), &format!("{path}{query}"), Body::empty()).await;
            answer.assert_error(400, "BadArgument", (code, "api-version"));
        }
    }
}

#[tokio::test]
async fn a_path_that_is_not_utf_8_is_a_bad_argument() {
    let answer = Client::new().call(Method::GET, "/jobs/%ff?api-version=2.0", Body::empty()).await;
    answer.assert_error(400, "BadArgument", ("PathInvalid", "path"));
}

#[tokio::test]
async fn methods_that_an_address_does_not_have_are_refused_with_those_it_has() {
    let client = Client::new();
    for (method, path, allowed) in [
        (Method::GET, service("/execute"), "POST"),
        (Method::DELETE, service("/jobs"), "POST"),
        (Method::POST, service("/jobs/1"), "GET,HEAD,DELETE"),
        (Method::PUT, service("/jobs/1/start"), "POST"),
        (Method::POST, "/toolbox/image".to_owned(), "GET,HEAD"),
    ] {
        let answer = client.send(request(&method, path.clone()).body(Body::empty()).unwrap()).await;
        answer.assert_error(405, "MethodNotAllowed", ("MethodNotAllowed", "method"));
        assert_eq!(answer.headers[header::ALLOW], allowed, "{method} {path}");
    }
}

#[tokio::test]
async fn addresses_without_a_route_are_not_found_in_the_same_shape() {
    let client = Client::new();
    for path in ["/", "/workspaces", "/toolbox", "/toolbox/", "/toolbox/nothing", &service("/execute/"), &service("")] {
        client.get(path).await.assert_error(404, "NotFound", ("RouteNotFound", "path"));
    }
}

#[tokio::test]
async fn bodies_that_are_too_large_are_refused() {
    let client = Client::new();
    let body = |bytes: usize| "x".repeat(bytes);
    for path in ["/execute?api-version=2.0", "/jobs?api-version=2.0"] {
        let answer = client.call(Method::POST, path, body(1024 * 1024 + 1)).await;
        answer.assert_error(413, "PayloadTooLarge", ("RequestBodyTooLarge", "body"));
        let answer = client.call(Method::POST, path, body(1024 * 1024)).await;
        answer.assert_error(400, "BadArgument", ("RequestBodyInvalid", "body"));
    }
    for (bytes, status) in [(4 * 1024 * 1024, 200), (4 * 1024 * 1024 + 1, 413)] {
        let request = Request::post("/toolbox/echo").body(Body::from(body(bytes))).unwrap();
        assert_eq!(client.send(request).await.status, status, "{bytes} bytes");
    }
}
