//! What holds for every answer, seen from outside, around a small router.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use http_body_util::BodyExt as _;
use loggia::kernel::ApiError;
use loggia::platform::Rng;
use loggia::web::middleware::{RequestId, around, limited};
use tower::ServiceExt as _;

const PUBLIC: &str = "https://developers.example.com";

fn router(public_url: &str) -> Router {
    let router = Router::new()
        .route("/", get(|| async { Html("<p>Loggia</p>".repeat(200)) }))
        .route("/console/send", post(|| async { Html("chunk".repeat(1000)) }))
        .route("/form", limited(post(|body: Bytes| async move { format!("{} bytes", body.len()) }), 10))
        .route("/ignores", limited(post(|body: Body| async { drop(body.collect().await) }), 10))
        .route("/id", get(|request: Request| async move { RequestId::of(&request).0 }))
        .route(
            "/own",
            get(|| async { ([(header::CACHE_CONTROL, "private"), (header::CONTENT_SECURITY_POLICY, "x")], "") }),
        )
        .route("/panics", get(panics));
    around(router, &Rng::seeded(7), &public_url.parse().unwrap())
}

async fn panics() -> Response {
    if std::hint::black_box(true) {
        panic!("the password is swordfish");
    }
    ().into_response()
}

async fn send(method: Method, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Response {
    let mut request = Request::builder().method(method).uri(path).header(header::HOST, "developers.example.com");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    router(PUBLIC).oneshot(request.body(body.into()).unwrap()).await.unwrap()
}

async fn read(response: Response) -> Bytes {
    response.into_body().collect().await.unwrap().to_bytes()
}

fn text<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn every_answer_is_guarded() {
    for (path, status) in [("/", 200), ("/nowhere", 404), ("/panics", 500), ("/form", 405)] {
        let response = send(Method::GET, path, &[], Body::empty()).await;
        assert_eq!(response.status(), status, "{path}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "strict-origin-when-cross-origin"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("content-security-policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
            ("cache-control", "no-store"),
            ("strict-transport-security", "max-age=31536000"),
        ] {
            assert_eq!(text(&response, name), value, "{path} {name}");
        }
    }
}

#[tokio::test]
async fn whoever_may_have_a_session_is_parted_from_their_opener() {
    let cookie = ("cookie", "__Host-loggia-session=x");
    for (path, headers, parted) in [
        ("/apis", &[][..], false),
        ("/apis/toolbox", &[], false),
        ("/apis", &[cookie], true),
        ("/apis/toolbox", &[("cookie", "theme=dark")], true),
        ("/apis-of-mine", &[], true),
        ("/", &[], true),
        ("/sign-in", &[], true),
        ("/admin/apis", &[], true),
    ] {
        let response = send(Method::GET, path, headers, Body::empty()).await;
        let policy = text(&response, "cross-origin-opener-policy");
        assert_eq!(policy, if parted { "same-origin" } else { "" }, "{path} {headers:?}");
    }
    let posted = send(Method::POST, "/apis/toolbox", &[], Body::empty()).await;
    assert_eq!(text(&posted, "cross-origin-opener-policy"), "same-origin");
}

#[tokio::test]
async fn what_a_page_says_itself_stands() {
    let response = send(Method::GET, "/own", &[], Body::empty()).await;
    assert_eq!((text(&response, "cache-control"), text(&response, "content-security-policy")), ("private", "x"));
}

#[tokio::test]
async fn plain_http_is_not_told_to_be_https() {
    let request = Request::get("/").body(Body::empty()).unwrap();
    let response = router("http://localhost:3000").oneshot(request).await.unwrap();
    assert!(!response.headers().contains_key("strict-transport-security"));
}

#[tokio::test]
async fn ids_are_ours_and_differ() {
    let app = router(PUBLIC);
    let ask = || Request::get("/id").header("x-request-id", "forged").body(Body::empty()).unwrap();
    let first = app.clone().oneshot(ask()).await.unwrap();
    let second = app.oneshot(ask()).await.unwrap();
    assert_eq!(text(&first, "x-request-id").len(), 16);
    assert_ne!(text(&first, "x-request-id"), text(&second, "x-request-id"));
    let id = text(&first, "x-request-id").to_owned();
    assert_eq!(read(first).await, id);
}

#[tokio::test]
async fn a_panic_is_an_internal_error_that_says_nothing() {
    let response = send(Method::GET, "/panics", &[], Body::empty()).await;
    let request_id = text(&response, "x-request-id").to_owned();
    let error: ApiError = serde_json::from_slice(&read(response).await).unwrap();
    assert_eq!(error, ApiError::Internal { request_id });
}

#[tokio::test]
async fn a_body_over_its_limit_is_refused() {
    let unannounced = |text: &'static str| {
        let chunks = text.as_bytes().chunks(4).map(|chunk| Ok::<_, std::io::Error>(Bytes::from_static(chunk)));
        Body::from_stream(futures_util::stream::iter(chunks))
    };
    for (path, body, status) in [
        ("/form", Body::from("0123456789"), StatusCode::OK),
        ("/form", Body::from("0123456789a"), StatusCode::PAYLOAD_TOO_LARGE),
        ("/form", unannounced("0123456789"), StatusCode::OK),
        ("/form", unannounced("0123456789a"), StatusCode::PAYLOAD_TOO_LARGE),
        ("/ignores", unannounced("0123456789a"), StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let response = send(Method::POST, path, &[], body).await;
        assert_eq!(response.status(), status, "{path}");
        if status == StatusCode::PAYLOAD_TOO_LARGE {
            let error: ApiError = serde_json::from_slice(&read(response).await).unwrap();
            assert_eq!(error, ApiError::TooLarge);
        }
    }
}

#[tokio::test]
async fn other_origins_cannot_change_anything() {
    for (method, headers, allowed) in [
        (Method::POST, &[("sec-fetch-site", "same-origin")][..], true),
        (Method::POST, &[("sec-fetch-site", "none")], true),
        (Method::POST, &[("sec-fetch-site", "cross-site")], false),
        (Method::POST, &[("sec-fetch-site", "same-site")], false),
        (Method::POST, &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")], false),
        (Method::POST, &[("origin", PUBLIC)], true),
        (Method::POST, &[("origin", "https://evil.example")], false),
        (Method::POST, &[("origin", "https://developers.example.com.evil.example")], false),
        (Method::POST, &[("origin", "null")], false),
        // A program, not a browser: nobody's cookies can be abused.
        (Method::POST, &[], true),
        (Method::GET, &[("sec-fetch-site", "cross-site")], true),
    ] {
        let path = if method == Method::GET { "/" } else { "/form" };
        let response = send(method.clone(), path, headers, "x").await;
        assert_eq!(response.status() == StatusCode::OK, allowed, "{method} {headers:?}");
        if !allowed {
            assert_eq!(response.status(), StatusCode::FORBIDDEN);
            let error: ApiError = serde_json::from_slice(&read(response).await).unwrap();
            assert_eq!(error, ApiError::Forbidden);
        }
    }
}

#[tokio::test]
async fn a_proxy_that_rewrites_the_host_does_not_lock_visitors_out() {
    let ask = |origin: &str| {
        let request = Request::post("/form").header(header::HOST, "10.0.0.5:3000").header(header::ORIGIN, origin);
        router(PUBLIC).oneshot(request.body(Body::empty()).unwrap())
    };
    assert_eq!(ask(PUBLIC).await.unwrap().status(), StatusCode::OK);
    assert_eq!(ask("http://developers.example.com").await.unwrap().status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn pages_are_compressed_and_streams_are_not() {
    for (method, path, accepted, encoding) in [
        (Method::GET, "/", "br, gzip", "br"),
        (Method::GET, "/", "gzip", "gzip"),
        (Method::GET, "/", "identity", ""),
        (Method::GET, "/id", "br", ""),
        (Method::POST, "/console/send", "br", ""),
    ] {
        let response = send(method, path, &[("accept-encoding", accepted)], Body::empty()).await;
        assert_eq!(text(&response, "content-encoding"), encoding, "{path} {accepted}");
    }
}
