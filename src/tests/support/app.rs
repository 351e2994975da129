//! The portal under test.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, header};
use loggia::catalog::model::{Api, ApiInput, Operation, OperationInput, Scheme};
use loggia::catalog::server::service;
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::identity::server::service::{NewUser, add_user};
use loggia::kernel::Timestamp;
use loggia::platform::assets::Assets;
use loggia::platform::config::{Choices, Config};
use loggia::platform::{AppState, Clock, Db, Rng};
use loggia::web;
use tempfile::TempDir;
use tower::ServiceExt as _;

use super::Answer;

/// The password of everybody who is added.
pub const PASSWORD: &str = "correct horse battery staple";

/// The whole portal: its real router on a temporary database.
pub struct TestApp {
    pub state: AppState,
    router: Router,
    cookie: String,
    _data: Arc<TempDir>,
}

impl TestApp {
    /// One with nobody and nothing in it.
    pub async fn new() -> Self {
        Self::configured(|_| ()).await
    }

    /// One whose configuration `change` has been at.
    pub async fn configured(change: impl FnOnce(&mut Config)) -> Self {
        let data = tempfile::tempdir().unwrap();
        let choices = Choices { data: Some(data.path().to_owned()), ..Choices::default() };
        let mut config = choices.finish().unwrap();
        change(&mut config);
        let db = Db::open(data.path()).await.unwrap();
        let clock = Clock::frozen(Timestamp(1_795_000_000_000));
        let assets = Assets::directory(data.path().join("site"));
        let own = vec![config.listen, config.gateway.listen];
        let state = web::state(config, db, assets, clock, Rng::seeded(1), own).await.unwrap();
        Self { router: web::router(state.clone()), state, cookie: String::new(), _data: Arc::new(data) }
    }

    /// Somebody with this role is added and signs in; what is sent from now on is theirs.
    pub async fn signed_in_as(self, email: &str, role: Role) -> Self {
        let new = NewUser { email: email.to_owned(), role, password: PASSWORD.to_owned() };
        add_user(&self.state, &Administrator::operator(), new).await.unwrap();
        self.signing_in(email).await
    }

    /// Somebody who has an account signs in.
    pub async fn signing_in(mut self, email: &str) -> Self {
        let form = [("email", email), ("password", PASSWORD)];
        let answer = self.post("/sign-in", &form).await;
        let cookie = answer.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
        self.cookie = cookie.split(';').next().unwrap().to_owned();
        self
    }

    /// An administrator is signed in.
    pub async fn with_administrator(self) -> Self {
        self.signed_in_as("admin@example.com", Role::Administrator).await
    }

    /// The same portal in another browser, with the same person.
    pub fn twin(&self) -> Self {
        Self {
            state: self.state.clone(),
            router: self.router.clone(),
            cookie: self.cookie.clone(),
            _data: self._data.clone(),
        }
    }

    /// From now on nobody is signed in.
    pub fn signed_out(mut self) -> Self {
        self.cookie.clear();
        self
    }

    /// Registers an API under this name.
    pub async fn add_api(&self, name: &str, published: bool) -> Api {
        let input = ApiInput {
            name: name.to_owned(),
            service_url: "http://127.0.0.1:9".to_owned(),
            suffix: loggia::catalog::rules::slug_of(name),
            scheme: Scheme::Both,
            published,
            ..ApiInput::default()
        };
        service::create_api(&self.state, &Administrator::operator(), input).await.unwrap()
    }

    /// Adds an operation to an API.
    pub async fn add_operation(&self, api: &Api, verb: &str, url_template: &str, display_name: &str) -> Operation {
        let input = OperationInput {
            verb: verb.to_owned(),
            url_template: url_template.to_owned(),
            display_name: display_name.to_owned(),
            ..OperationInput::default()
        };
        service::create_operation(&self.state, &Administrator::operator(), &api.id, input).await.unwrap()
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).body(Body::empty()).unwrap()).await
    }

    /// Submits a form, as a browser does from one of our pages.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(form).unwrap();
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    /// Sends JSON, as the app does in the browser.
    pub async fn post_json(&self, path: &str, json: &serde_json::Value) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(json.to_string()))
            .unwrap();
        self.send(request).await
    }

    /// A request from one of our own pages, with the session of whoever is signed in.
    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost:3000")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, &self.cookie)
            .extension(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 50_000))))
    }

    /// Sends any request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        Answer::read(self.router.clone().oneshot(request).await.unwrap()).await
    }
}
