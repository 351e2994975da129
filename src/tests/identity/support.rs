//! A server's means on a temporary database, with a clock that stands still.

use std::net::{IpAddr, SocketAddr};

use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, StatusCode, header};
use loggia::identity::model::{Role, User};
use loggia::identity::server::service::{self, NewUser, SignedIn};
use loggia::identity::server::{Administrator, Token};
use loggia::kernel::Timestamp;
use loggia::platform::assets::Assets;
use loggia::platform::config::Choices;
use loggia::platform::{AppError, AppState, Clock, Db, Rng};
use tempfile::TempDir;
use tower::ServiceExt as _;

pub const ADA: &str = "ada@example.com";
pub const PASSWORD: &str = "correct horse battery staple";
pub const HERE: &str = "192.0.2.1";
pub const ELSEWHERE: &str = "198.51.100.1";
/// How many attempts at one account are accepted from one address.
pub const BURST: u32 = 5;
/// How many attempts are accepted from one address.
pub const BURST_BY_ADDRESS: u32 = 30;

/// A house with its data.
pub struct House {
    pub state: AppState,
    pub data: TempDir,
}

impl House {
    /// An empty one, which people reach at `public_url`.
    pub async fn at(public_url: &str) -> Self {
        let data = tempfile::tempdir().unwrap();
        let choices = Choices {
            data: Some(data.path().to_owned()),
            public_url: Some(public_url.parse().unwrap()),
            ..Choices::default()
        };
        let state = loggia::web::state(
            choices.finish().unwrap(),
            Db::open(data.path()).await.unwrap(),
            Assets::directory(data.path().join("site")),
            Clock::frozen(Timestamp(1_795_000_000_000)),
            Rng::seeded(1),
            Vec::new(),
        )
        .unwrap();
        Self { state, data }
    }

    /// One with an administrator, Ada.
    pub async fn with_ada() -> Self {
        let house = Self::at("https://portal.example").await;
        house.add(ADA).await.unwrap();
        house
    }

    /// Adds an administrator with [`PASSWORD`].
    pub async fn add(&self, email: &str) -> Result<User, AppError> {
        let new = NewUser { email: email.to_owned(), role: Role::Administrator, password: PASSWORD.to_owned() };
        service::add_user(&self.state, &Administrator::operator(), new).await
    }

    /// Tries to sign in.
    pub async fn sign_in(&self, peer: &str, email: &str, password: &str) -> Result<SignedIn, AppError> {
        service::sign_in(&self.state, peer.parse().unwrap(), email, password, None).await
    }

    /// Ada, signed in.
    pub async fn ada(&self) -> Token {
        self.sign_in(HERE, ADA, PASSWORD).await.unwrap().token
    }

    /// The e-mail address of the person that `token` belongs to.
    pub async fn who(&self, token: &Token) -> Option<String> {
        let caller = service::caller_of(&self.state, token).await.unwrap();
        caller.signed_in().map(|user| user.email.clone())
    }

    /// Lets time pass.
    pub fn advance(&self, milliseconds: i64) {
        self.state.clock.advance(milliseconds);
    }

    /// How many sessions the database has.
    pub async fn sessions(&self) -> i64 {
        sqlx::query_scalar("SELECT COUNT(*) FROM sessions").fetch_one(self.state.db.reader()).await.unwrap()
    }

    /// Sends a request as the listener hands it on, from [`HERE`].
    pub async fn send(&self, mut request: Request) -> Answer {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(HERE.parse::<IpAddr>().unwrap(), 50_000)));
        let response = loggia::web::router(self.state.clone()).oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: head.status, headers: head.headers, body: String::from_utf8(body.to_vec()).unwrap() }
    }

    /// Submits a form.
    pub async fn post(&self, path: &str, cookie: &str, body: &str) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie)
            .body(Body::from(body.to_owned()))
            .unwrap();
        self.send(request).await
    }

    /// Opens a page.
    pub async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send(Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
    }

    /// Whether the pages greet Ada when this cookie is shown.
    pub async fn greets_ada(&self, cookie: &str) -> bool {
        let page = self.get("/sign-in", cookie).await;
        assert_eq!(page.status, StatusCode::OK);
        page.body.contains(ADA)
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// A header's value; empty when there is none.
    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The cookie that was set, as a browser would send it back.
    pub fn cookie(&self) -> String {
        self.header(header::SET_COOKIE).split(';').next().unwrap().to_owned()
    }
}
