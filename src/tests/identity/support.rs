//! The portal as Ada and those who are after her account meet it.

use axum::body::Body;
use axum::http::{HeaderName, Method, StatusCode, header};
use loggia::identity::model::{Role, User};
use loggia::identity::server::service::{self, NewUser, Opened, SignedIn, Visitor};
use loggia::identity::server::{Administrator, Token};
use loggia::platform::{AppError, AppState};

use crate::support::{Answer, TestApp};

pub const ADA: &str = "ada@example.com";
pub const PASSWORD: &str = "correct horse battery staple";
/// Where [`TestApp`] sends its requests from.
pub const HERE: &str = "192.0.2.1";
pub const ELSEWHERE: &str = "198.51.100.1";
/// How many attempts at one account are accepted from one address.
pub const BURST: u32 = 5;
/// How many attempts are accepted from one address.
pub const BURST_BY_ADDRESS: u32 = 30;

/// A portal with what these tests ask of it.
pub struct House {
    app: TestApp,
    pub state: AppState,
}

impl House {
    /// An empty one, which people reach at `public_url`.
    pub async fn at(public_url: &str) -> Self {
        let app = TestApp::configured(|config| config.public_url = public_url.parse().unwrap()).await;
        Self { state: app.state.clone(), app }
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
        match service::sign_in(&self.state, from(peer), email, password, None).await? {
            Opened::Portal(signed_in) => Ok(signed_in),
            Opened::Step(_) => panic!("{email} was asked for a second factor"),
        }
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

    /// Submits a form with this cookie.
    pub async fn post(&self, path: &str, cookie: &str, body: &str) -> Answer {
        self.post_as("application/x-www-form-urlencoded", path, cookie, body).await
    }

    /// Sends a body of any type with this cookie.
    pub async fn post_as(&self, content_type: &str, path: &str, cookie: &str, body: &str) -> Answer {
        let request = self.app.request(Method::POST, path).header(header::CONTENT_TYPE, content_type);
        self.app.send(request.header(header::COOKIE, cookie).body(Body::from(body.to_owned())).unwrap()).await
    }

    /// Opens a page with this cookie.
    pub async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = self.app.request(Method::GET, path).header(header::COOKIE, cookie);
        self.app.send(request.body(Body::empty()).unwrap()).await
    }

    /// Whether the pages greet Ada when this cookie is shown.
    pub async fn greets_ada(&self, cookie: &str) -> bool {
        let page = self.get("/sign-in", cookie).await;
        assert_eq!(page.status, StatusCode::OK);
        page.text().contains(ADA)
    }
}

/// Somebody at this address.
pub fn from(peer: &str) -> Visitor<'static> {
    Visitor { peer: peer.parse().unwrap(), user_agent: "" }
}

/// A header's value; empty when there is none.
pub fn header_of(answer: &Answer, name: HeaderName) -> &str {
    answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
}

/// The cookie that was set, as a browser sends it back.
pub fn cookie_of(answer: &Answer) -> String {
    header_of(answer, header::SET_COOKIE).split(';').next().unwrap().to_owned()
}
