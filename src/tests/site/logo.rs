//! The image in the header, and what somebody might send in its place.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use loggia::identity::model::Role;

use crate::support::{Answer, TestApp};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0";

/// Sends a file by the form, as a browser does.
async fn send(app: &TestApp, revision: &str, action: &str, bytes: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in [("revision", revision), ("action", action)] {
        body.extend_from_slice(
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes(),
        );
    }
    let head = "--b\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"logo.png\"\r\nContent-Type: image/png";
    body.extend_from_slice(format!("{head}\r\n\r\n").as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--b--\r\n");
    let request = app
        .request(Method::POST, "/admin/settings/logo")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header(header::ACCEPT, "text/html")
        .body(Body::from(body))
        .unwrap();
    app.send(request).await
}

#[tokio::test]
async fn an_image_takes_the_place_of_the_sign() {
    let app = TestApp::new().await.with_administrator().await;
    assert_eq!(app.get("/site/logo").await.status, StatusCode::NOT_FOUND);
    let sent = send(&app, "1", "", PNG).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = app.get("/").await;
    let address = page.text().split_once("src=\"/site/logo").unwrap().1.split_once('"').unwrap().0;
    let address = format!("/site/logo{address}");
    let image = app.twin().signed_out().get(&address).await;
    assert_eq!((image.status, image.body.as_slice()), (StatusCode::OK, PNG));
    assert_eq!(image.headers[header::CONTENT_TYPE], "image/png");
    assert_eq!(image.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert!(image.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("sandbox"));
    assert!(image.headers[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    let other = app.get("/site/logo?v=older").await;
    assert_eq!(other.headers[header::CACHE_CONTROL], "no-cache");

    assert_eq!(send(&app, "1", "", PNG).await.status, StatusCode::CONFLICT);
    assert_eq!(send(&app, "2", "remove", b"").await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get("/site/logo").await.status, StatusCode::NOT_FOUND);
    assert!(app.get("/").await.text().contains("/favicon.svg"));
    let log = crate::audit::support::entries(&app.state).await;
    assert_eq!(log.iter().filter(|entry| entry.action == "settings.update").count(), 2);
}

#[tokio::test]
async fn what_is_no_image_is_refused_whatever_it_calls_itself() {
    let app = TestApp::new().await.with_administrator().await;
    for bytes in [
        &b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"[..],
        b"<?xml version=\"1.0\"?><svg/>",
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"GIF89a",
        b"\x89PNG",
        b"RIFF\0\0\0\0WAVEfmt ",
        b"%PDF-1.7",
        b" \x89PNG\r\n\x1a\n",
        b"",
    ] {
        let refused = send(&app, "1", "", bytes).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", String::from_utf8_lossy(bytes));
        assert!(refused.text().contains("Image in the header"));
    }
    let large = [PNG, &vec![0; 200_000]].concat();
    assert_eq!(send(&app, "1", "", &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let huge = [PNG, &vec![0; 2_000_000]].concat();
    assert_eq!(send(&app, "1", "", &huge).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(app.get("/site/logo").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_page_behind_an_image_does_not_become_one() {
    let app = TestApp::new().await.with_administrator().await;
    let both = [PNG, b"<script>alert(1)</script>"].concat();
    assert_eq!(send(&app, "1", "", &both).await.status, StatusCode::SEE_OTHER);
    let image = app.get("/site/logo").await;
    assert_eq!(image.headers[header::CONTENT_TYPE], "image/png");
    assert_eq!(image.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert!(
        image.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().starts_with("default-src 'none'; sandbox")
    );
}

#[tokio::test]
async fn others_send_no_image() {
    let app = TestApp::new().await;
    assert_eq!(send(&app, "1", "", PNG).await.status, StatusCode::UNAUTHORIZED);
    let app = app.signed_in_as("support@example.com", Role::Support).await;
    assert_eq!(send(&app, "1", "", PNG).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.get("/site/logo").await.status, StatusCode::NOT_FOUND);
}
