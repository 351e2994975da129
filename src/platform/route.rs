//! A row of the route table. Every room lists its rows; `web::routes` joins them to the one table that the server
//! registers and the tests enumerate.

use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};

use super::AppState;

/// Who may call a route. The check here is a courtesy; the services decide again for themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody, signed in or not.
    Everyone,
    /// Publishers, and administrators.
    Publishers,
    /// Administrators only.
    Administrators,
}

/// The body limits that routes choose from, in bytes.
pub mod limit {
    /// No body is expected.
    pub const NONE: usize = 0;
    /// Small forms and the arguments of server functions.
    pub const FORM: usize = 64 * 1024;
    /// Forms with documents in them: descriptions, samples and schemas.
    pub const DOCUMENT: usize = 4 * 1024 * 1024;
    /// An OpenAPI document, and the form around it.
    pub const UPLOAD: usize = 201 * 1024 * 1024;
    /// A console call with its body.
    pub const CALL: usize = 16 * 1024 * 1024;
    /// What is passed on as it comes and never held: as much as anybody has the patience to send.
    pub const STREAM: usize = 1 << 40;
}

/// One method on one path.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method (RFC 9110 section 9).
    pub method: Method,
    /// The path, with parameters as `axum` writes them: `/apis/{api}`.
    pub path: &'static str,
    /// Who may call it.
    pub audience: Audience,
    /// How many bytes its request body may have.
    pub body_limit: usize,
    /// What answers.
    pub handler: MethodRouter<AppState>,
}

impl Route {
    /// A GET route without a body.
    pub fn get<H, T>(path: &'static str, audience: Audience, handler: H) -> Self
    where
        H: axum::handler::Handler<T, AppState>,
        T: 'static,
    {
        Self { method: Method::GET, path, audience, body_limit: limit::NONE, handler: on(MethodFilter::GET, handler) }
    }

    /// A POST route whose body has at most `body_limit` bytes.
    pub fn post<H, T>(path: &'static str, audience: Audience, body_limit: usize, handler: H) -> Self
    where
        H: axum::handler::Handler<T, AppState>,
        T: 'static,
    {
        Self { method: Method::POST, path, audience, body_limit, handler: on(MethodFilter::POST, handler) }
    }
}
