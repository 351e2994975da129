//! A server's means on a temporary database, with a clock that stands still.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{ConnectInfo, Extension, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Json};
use axum::{Router, routing};
use leptos::config::LeptosOptions;
use loggia::identity::model::{Role, User};
use loggia::identity::server::service::{self, NewUser, SignedIn};
use loggia::identity::server::{Administrator, Caller, Token, middleware};
use loggia::kernel::Timestamp;
use loggia::platform::assets::Assets;
use loggia::platform::config::Choices;
use loggia::platform::outbound::{Outbound, Policy};
use loggia::platform::pages::Pages;
use loggia::platform::spool::{Spool, SpoolLimits};
use loggia::platform::state::Means;
use loggia::platform::throttle::Throttle;
use loggia::platform::{AppError, AppState, Clock, Db, Rng};
use tempfile::TempDir;
use tokio::sync::Semaphore;
use tower::ServiceExt as _;

pub const ADA: &str = "ada@example.com";
pub const PASSWORD: &str = "correct horse battery staple";
pub const HERE: &str = "192.0.2.1";
pub const ELSEWHERE: &str = "198.51.100.1";
/// How many attempts at one account are accepted from one address.
pub const BURST: u32 = 3;
/// How many attempts are accepted from one address.
pub const BURST_BY_ADDRESS: u32 = 8;

/// A house with its data.
pub struct House {
    pub state: AppState,
    pub data: TempDir,
}

impl House {
    /// An empty one, which people reach at `public_url`.
    pub async fn at(public_url: &str) -> Self {
        let data = tempfile::tempdir().unwrap();
        let clock = Clock::frozen(Timestamp(1_795_000_000_000));
        let choices = Choices { public_url: Some(public_url.parse().unwrap()), ..Choices::default() };
        let rng = Rng::seeded(1);
        let throttle = |burst| Throttle::new(clock.clone(), burst, Duration::from_mins(15));
        let state = AppState::new(Means {
            config: choices.finish().unwrap(),
            db: Db::open(data.path()).await.unwrap(),
            rng: rng.clone(),
            outbound: Outbound::new(Policy::new(vec![], vec![])).unwrap(),
            spool: Spool::new(data.path().join("spool"), clock.clone(), rng, SpoolLimits::default()).unwrap(),
            sign_in: throttle(BURST),
            sign_in_by_address: throttle(BURST_BY_ADDRESS),
            hashing: Arc::new(Semaphore::new(4)),
            calls: Arc::new(Semaphore::new(1)),
            pages: Pages::new(|_, _, submission| async { Json(submission).into_response() }),
            assets: Assets::open(),
            leptos: LeptosOptions::builder().output_name("loggia").build(),
            clock,
        });
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

    /// Sends a request to the room's routes, which stand behind its middleware, and to `/who`, which tells the caller.
    pub async fn send(&self, request: Request) -> Answer {
        let who = |Extension(caller): Extension<Caller>| async move {
            caller.signed_in().map_or_else(|| "guest".to_owned(), |user| user.email.clone())
        };
        let mut router = Router::new().route("/who", routing::get(who));
        for route in loggia::identity::routes::routes() {
            router = router.route(route.path, route.handler);
        }
        let router =
            router.layer(from_fn_with_state(self.state.clone(), middleware::session)).with_state(self.state.clone());
        let response = router.oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: head.status, headers: head.headers, body: String::from_utf8(body.to_vec()).unwrap() }
    }

    /// Submits a form from [`HERE`].
    pub async fn post(&self, path: &str, cookie: &str, body: &str) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie)
            .extension(ConnectInfo(SocketAddr::new(HERE.parse::<IpAddr>().unwrap(), 50_000)))
            .body(Body::from(body.to_owned()))
            .unwrap();
        self.send(request).await
    }

    /// Whom `/who` sees with this cookie.
    pub async fn get_who(&self, cookie: &str) -> Answer {
        self.send(Request::get("/who").header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
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
