//! A program with a token.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::identity::server::service::{NewUser, add_user};
use loggia::identity::server::tokens::operator;
use loggia::identity::token::{NewToken, Scope};
use loggia::kernel::ids::{TokenId, UserId};
use serde_json::Value;

use crate::support::{Answer, TestApp};

/// Somebody's program.
pub struct Program {
    pub app: TestApp,
    pub token: String,
    pub token_id: TokenId,
    pub owner: UserId,
}

impl Program {
    /// One of an administrator, with all that a token can allow.
    pub async fn of_administrator() -> Self {
        Self::of(TestApp::new().await, "root@example.com", Role::Administrator, Scope::Admin).await
    }

    /// One of a person who gets an account with this role.
    pub async fn of(app: TestApp, email: &str, role: Role, scope: Scope) -> Self {
        let new = NewUser { email: email.to_owned(), role, password: crate::support::PASSWORD.to_owned() };
        let owner = add_user(&app.state, &Administrator::operator(), new).await.unwrap().id;
        let (token, token_id) = token(&app, email, scope).await;
        Self { app, token, token_id, owner }
    }

    /// Another program of the same portal and person.
    pub async fn with_scope(&self, email: &str, scope: Scope) -> Self {
        let (token, token_id) = token(&self.app, email, scope).await;
        Self { app: self.app.twin(), token, token_id, owner: self.owner.clone() }
    }

    /// A request with the token.
    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::HOST, "localhost:3000")
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.app.send(self.request(Method::GET, path).body(Body::empty()).unwrap()).await
    }

    /// What a GET that works says.
    pub async fn read(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        json(&answer)
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(Method::POST, path, &[], body).await
    }

    /// Sends JSON with these headers; nothing when it is null.
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut request = self.request(method, path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = match body {
            Value::Null => request.body(Body::empty()),
            body => request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string())),
        };
        self.app.send(request.unwrap()).await
    }

    /// Deletes what has this tag.
    pub async fn delete(&self, path: &str, tag: &str) -> Answer {
        self.app.send(self.request(Method::DELETE, path).header("if-match", tag).body(Body::empty()).unwrap()).await
    }

    /// The entity tag of what is at `path`.
    pub async fn tag(&self, path: &str) -> String {
        tag(&self.get(path).await)
    }
}

/// A token for the person with this e-mail address.
pub async fn token(app: &TestApp, email: &str, scope: Scope) -> (String, TokenId) {
    let new = NewToken { name: "Test".to_owned(), scope, lifetime: None, not_after: None };
    let made = operator::create(&app.state, &Administrator::operator(), email, new).await.unwrap();
    (made.secret.as_str().to_owned(), made.token.id)
}

pub fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.text()))
}

pub fn tag(answer: &Answer) -> String {
    answer.headers.get(header::ETAG).unwrap_or_else(|| panic!("no tag: {}", answer.text())).to_str().unwrap().to_owned()
}

/// Checks that an answer is a problem with this status, and gives it back.
pub fn problem(answer: &Answer, status: StatusCode) -> Value {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json");
    let problem = json(answer);
    assert_eq!((&problem["type"], problem["status"].as_u64()), (&"about:blank".into(), Some(status.as_u16().into())));
    assert!(problem["title"].is_string() && problem["detail"].as_str().is_some_and(|detail| !detail.is_empty()));
    problem
}

/// The fields that a problem complains about.
pub fn fields(problem: &Value) -> Vec<&str> {
    problem["errors"].as_array().into_iter().flatten().filter_map(|error| error["field"].as_str()).collect()
}
