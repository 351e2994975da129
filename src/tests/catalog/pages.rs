//! What readers see, and what they do not.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use loggia::catalog::server::service;

use crate::support::TestApp;

#[tokio::test]
async fn pages_are_whole_without_javascript() {
    let app = TestApp::new().await;
    let api = app.add_api("Demo API", true).await;
    app.add_operation(&api, "GET", "/orders/{order}?full={full}", "Get an order").await;
    for (path, texts) in [
        ("/", vec!["Demo API"]),
        ("/apis", vec!["Demo API", "1 operation"]),
        ("/apis/demo-api", vec!["Get an order", "/apis/demo-api/operations/get-an-order"]),
        ("/apis/demo-api/operations/get-an-order", vec!["Get an order", "Request parameters", "order", "full"]),
    ] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        for text in texts {
            assert!(answer.text().contains(text), "{path} lacks {text}");
        }
        assert!(!answer.text().contains("Loading…"), "{path}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_404_with_a_way_on() {
    let app = TestApp::new().await;
    let api = app.add_api("Demo API", true).await;
    app.add_operation(&api, "GET", "/orders", "List orders").await;
    for path in
        ["/nowhere", "/apis/none", "/apis/demo-api/operations/none", "/apis/none/operations/list-orders", "/%00"]
    {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text().contains("There is no such page"), "{path}");
        assert!(answer.text().contains("href=\"/apis\""), "{path}");
    }
}

#[tokio::test]
async fn drafts_are_invisible_to_everybody_but_administrators() {
    let app = TestApp::new().await;
    let draft = app.add_api("Secret Draft", false).await;
    let operation = app.add_operation(&draft, "GET", "/hidden", "Hidden call").await;
    let addresses = ["/apis/secret-draft", "/apis/secret-draft/operations/hidden-call"];
    for path in addresses {
        assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/", "/apis", "/apis?q=secret", "/api/private/apis?query=&tag=&page=1"] {
        assert!(!app.get(path).await.text().contains("Secret Draft"), "{path}");
    }
    for path in ["/api/private/api?slug=secret-draft", "/api/private/operation?api=secret-draft&operation=hidden-call"]
    {
        assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let call = serde_json::json!({ "operation": operation.id, "parameters": [], "headers": [] });
    assert_eq!(app.post_json("/console/send", &call).await.status, StatusCode::NOT_FOUND);

    let app = app.with_administrator().await;
    for path in addresses {
        assert_eq!(app.get(path).await.status, StatusCode::OK, "{path}");
    }
    assert!(app.get("/apis").await.text().contains("Secret Draft"));
}

#[tokio::test]
async fn the_list_is_searched_and_paged() {
    let app = TestApp::new().await;
    for number in 1..=30 {
        app.add_api(&format!("Łódź API {number:02}"), true).await;
    }
    let first = app.get("/apis").await;
    assert!(first.text().contains("Łódź API 01") && !first.text().contains("Łódź API 30"));
    assert!(app.get("/apis?page=2").await.text().contains("Łódź API 30"));
    let found = app.get("/apis?q=lodz%20api%2007").await;
    assert!(found.text().contains("Łódź API 07") && !found.text().contains("Łódź API 08"));
    for query in ["100%25", "_", "%5C", "nothing-like-this"] {
        let none = app.get(&format!("/apis?q={query}")).await;
        assert_eq!(none.status, StatusCode::OK);
        assert!(none.text().contains("No API matches your search"), "{query}");
    }
    for page in ["0", "-1", "99999999999", "x", "4294967295"] {
        assert_eq!(app.get(&format!("/apis?page={page}")).await.status, StatusCode::OK, "{page}");
    }
}

#[tokio::test]
async fn nothing_that_a_publisher_writes_can_run() {
    let app = TestApp::new().await;
    let api = app.add_api("</title><script>alert(1)</script>", true).await;
    app.add_operation(&api, "GET", "/a/{onload}", "<img src=x onerror=alert(2)>").await;
    for path in [
        "/apis",
        &format!("/apis/{}", api.input.slug),
        &format!("/apis/{}/operations/img-src-x-onerror-alert-2", api.input.slug),
    ] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(!answer.text().contains("<script>alert"), "{path}");
        assert!(!answer.text().contains("<img src=x"), "{path}");
    }
}

#[tokio::test]
async fn a_form_whose_session_has_ended_is_kept_to_be_sent_again() {
    let app = TestApp::new().await;
    let typed = [("name", "Typed Name"), ("service_url", "https://a.example"), ("suffix", "typed")];
    let request = app
        .request(Method::POST, "/admin/apis/new")
        .header("accept", "text/html,*/*")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(serde_urlencoded::to_string(typed).unwrap()))
        .unwrap();
    let answer = app.send(request).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.text().contains("You were signed out"));
    assert!(answer.text().contains(r#"<input type="hidden" name="name" value="Typed Name">"#), "{}", answer.text());
    assert!(service::is_empty(&app.state).await.unwrap());
}

#[tokio::test]
async fn an_address_with_a_slash_too_many_leads_to_the_page_and_nowhere_else() {
    let app = TestApp::new().await;
    for (path, location) in [
        ("/apis/", "/apis"),
        ("/apis//?q=a%2Fb", "/apis?q=a%2Fb"),
        ("//evil.example/", "/evil.example"),
        ("/\\evil.example/", "/evil.example"),
    ] {
        let answer = app.get(path).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::PERMANENT_REDIRECT, location), "{path}");
    }
}

/// Renderings of pages end on whichever thread is free; nothing of a page may depend on the one it began on.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pages_can_be_rendered_by_many_threads_at_once() {
    let app = Arc::new(TestApp::new().await);
    let api = app.add_api("Demo API", true).await;
    app.add_operation(&api, "GET", "/orders/{order}", "Get an order").await;
    let paths = ["/", "/apis", "/apis/demo-api", "/apis/demo-api/operations/get-an-order", "/sign-in"];
    let tasks: Vec<_> = (0..16)
        .map(|_| {
            let app = Arc::clone(&app);
            tokio::spawn(async move {
                for path in paths.repeat(6) {
                    let answer = app.get(path).await;
                    assert_eq!(answer.status, StatusCode::OK, "{path}");
                    assert!(answer.text().contains("</footer>"), "{path}");
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}
