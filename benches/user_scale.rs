//! How the list of people keeps up with 100,000 of them: its pages, near and far, and the search in it.
//!
//! `cargo bench --features ssr --bench user_scale`
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark has nobody to hand an error to")]

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, header};
use http_body_util::BodyExt as _;
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::identity::server::service::{NewUser, add_user};
use loggia::platform::assets::Assets;
use loggia::platform::config::Choices;
use loggia::platform::{AppState, Clock, Db, Rng};
use loggia::web;
use tower::ServiceExt as _;

/// How many people there are, besides whoever looks at them.
const PEOPLE: u32 = 100_000;
/// Requests of each kind.
const REQUESTS: usize = 100;
const EMAIL: &str = "admin@example.com";
const PASSWORD: &str = "correct horse battery staple";

#[tokio::main]
async fn main() {
    let data = tempfile::tempdir().unwrap();
    let config = Choices { data: Some(data.path().to_owned()), ..Choices::default() }.finish().unwrap();
    let db = Db::open(data.path()).await.unwrap();
    let assets = Assets::directory(data.path().join("site"));
    let state = web::state(config, db, assets, Clock::system(), Rng::system(), Vec::new()).await.unwrap();
    let router = web::router(state.clone());
    let new = NewUser { email: EMAIL.to_owned(), role: Role::Administrator, password: PASSWORD.to_owned() };
    add_user(&state, &Administrator::operator(), new).await.unwrap();
    let cookie = sign_in(&router).await;

    report("the first page of one person", &router, &cookie, "/admin/users").await;
    let began = Instant::now();
    insert(&state).await;
    println!("{PEOPLE} people were added in {:?}", began.elapsed());
    for (what, path) in [
        ("the first page", "/admin/users"),
        ("page 2,500", "/admin/users?page=2500"),
        ("the last page", "/admin/users?page=5001"),
        ("a search that finds one", "/admin/users?q=person77777%40"),
        ("a search that finds all", "/admin/users?q=person"),
        ("a search that finds nobody", "/admin/users?q=nobody-is-called-so"),
        ("a part of the list for the browser", "/api/private/admin/users?query=&page=1"),
    ] {
        report(what, &router, &cookie, path).await;
    }
}

async fn insert(state: &AppState) {
    let mut db = state.db.write().await.unwrap();
    sqlx::query(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $1)
         INSERT INTO users (id, email, email_folded, role, password_hash, created_at)
         SELECT lower(hex(randomblob(16))), 'Person' || n || '@example.com', 'person' || n || '@example.com',
             'developer', '', 1795000000000 FROM numbers",
    )
    .bind(PEOPLE)
    .execute(&mut *db)
    .await
    .unwrap();
    db.commit().await.unwrap();
}

fn request(builder: axum::http::request::Builder, body: Body) -> Request<Body> {
    let peer = SocketAddr::from(([127, 0, 0, 1], 1));
    builder.header(header::HOST, "localhost:3000").extension(ConnectInfo(peer)).body(body).unwrap()
}

async fn sign_in(router: &Router) -> String {
    let form = format!("email={EMAIL}&password={}", PASSWORD.replace(' ', "+"));
    let post = Request::post("/sign-in").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = router.clone().oneshot(request(post, Body::from(form))).await.unwrap();
    let cookie = answer.headers().get(header::SET_COOKIE).unwrap().to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// Asks for a page over and over, and prints how long it took.
async fn report(what: &str, router: &Router, cookie: &str, path: &str) {
    let mut times = Vec::with_capacity(REQUESTS);
    for _ in 0..REQUESTS {
        let get = Request::get(path).header(header::COOKIE, cookie);
        let began = Instant::now();
        let answer = router.clone().oneshot(request(get, Body::empty())).await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.into_body().collect().await.unwrap();
        times.push(began.elapsed());
    }
    times.sort_unstable();
    let at = |percent: usize| -> Duration { times[(times.len() - 1) * percent / 100] };
    println!("{what}: p50 {:?}, p99 {:?}", at(50), at(99));
}
