//! The first administrator.

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, StatusCode, header};
use loggia::identity::model::Role;
use loggia::identity::server::setup;

use crate::support::{Answer, TestApp};

const FORM: [(&str, &str); 3] =
    [("email", "first@example.com"), ("name", "First"), ("password", "correct horse battery staple")];

async fn token(app: &TestApp) -> String {
    let link = setup::link(&app.state).await.unwrap().expect("there is no administrator");
    link.split_once("token=").unwrap().1.to_owned()
}

async fn send(app: &TestApp, token: &str) -> Answer {
    app.post("/setup", &[&[("token", token)][..], &FORM].concat()).await
}

async fn administrators(app: &TestApp) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM users WHERE role = 'administrator'")
        .fetch_one(app.state.db.reader())
        .await
        .unwrap()
}

#[tokio::test]
async fn the_link_makes_an_administrator_once() {
    let app = TestApp::new().await;
    let token = token(&app).await;
    let page = app.get(&format!("/setup?token={token}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Make me the administrator"));

    let refused =
        app.post("/setup", &[("token", &token), ("email", "x"), ("name", "Kept"), ("password", "canary")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Kept") && !refused.text().contains("canary"));

    let made = send(&app, &token).await;
    assert_eq!((made.status, made.location()), (StatusCode::SEE_OTHER, "/sign-in?done=set-up"));
    assert_eq!(send(&app, &token).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get(&format!("/setup?token={token}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(administrators(&app).await, 1);
    assert_eq!(setup::link(&app.state).await.unwrap(), None);
    let app = app.signing_in("first@example.com").await;
    assert_eq!(app.get("/admin/users").await.status, StatusCode::OK);
    let entry = app.get("/admin/audit?action=settings.set_up").await;
    assert!(entry.text().contains("first@example.com"));
}

#[tokio::test]
async fn of_two_at_once_one_is_the_first() {
    let app = TestApp::new().await;
    let token = token(&app).await;
    let (one, other) = (app.twin(), app.twin());
    let (one, other) = tokio::join!(send(&one, &token), send(&other, &token));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 404]);
    assert_eq!(administrators(&app).await, 1);
}

#[tokio::test]
async fn with_an_administrator_there_is_no_such_page() {
    let app = TestApp::new().await;
    let token = token(&app).await;
    let app = app.signed_in_as("admin@example.com", Role::Administrator).await.signed_out();
    assert_eq!(app.get(&format!("/setup?token={token}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(send(&app, &token).await.status, StatusCode::NOT_FOUND);
    assert_eq!(administrators(&app).await, 1);
}

#[tokio::test]
async fn it_is_over_after_an_hour_and_when_it_is_replaced() {
    let app = TestApp::new().await;
    let first = token(&app).await;
    let second = token(&app).await;
    for wrong in [first.as_str(), "", "x", &"0".repeat(64)] {
        assert_eq!(send(&app, wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        let page = app.get(&format!("/setup?token={wrong}")).await;
        assert!(page.text().contains("loggia serve"), "{}", page.text());
    }
    app.state.clock.advance(60 * 60_000);
    assert_eq!(send(&app, &second).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(administrators(&app).await, 0);
}

#[tokio::test]
async fn it_opens_here_or_under_the_public_name_only() {
    let app = TestApp::configured(|config| config.public_url = "https://portal.example".parse().unwrap()).await;
    let token = token(&app).await;
    for (host, peer, status) in [
        ("portal.example", "192.0.2.1:5", StatusCode::OK),
        ("192.0.2.7:3000", "192.0.2.1:5", StatusCode::NOT_FOUND),
        ("portal.example.evil", "192.0.2.1:5", StatusCode::NOT_FOUND),
        ("localhost:3000", "127.0.0.1:5", StatusCode::OK),
        ("localhost:3000", "[::1]:5", StatusCode::OK),
        ("localhost:3000", "[::ffff:127.0.0.1]:5", StatusCode::OK),
        ("localhost:3000", "192.0.2.1:5", StatusCode::NOT_FOUND),
    ] {
        let mut request = app.request(Method::GET, &format!("/setup?token={token}")).body(Body::empty()).unwrap();
        request.headers_mut().insert(header::HOST, host.parse().unwrap());
        request.extensions_mut().insert(ConnectInfo(peer.parse::<std::net::SocketAddr>().unwrap()));
        assert_eq!(app.send(request).await.status, status, "{host} from {peer}");
    }
}
