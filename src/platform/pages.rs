//! Rendering a page from inside a form's route. The rooms' routes may not import the app, so `web` hands them this.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Method, Request, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::{AppError, AppState};
use crate::kernel::ApiError;
use crate::kernel::submission::Submission;

type Rendering = Pin<Box<dyn Future<Output = Response> + Send>>;
type Render = dyn Fn(AppState, Request<Body>, Submission) -> Rendering + Send + Sync;

/// Renders the page of a request's address with a form's submission in it.
#[derive(Clone)]
pub struct Pages(Arc<Render>);

impl fmt::Debug for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pages")
    }
}

impl Pages {
    /// Renders with `render`.
    pub fn new<F, R>(render: F) -> Self
    where
        F: Fn(AppState, Request<Body>, Submission) -> R + Send + Sync + 'static,
        R: Future<Output = Response> + Send + 'static,
    {
        Self(Arc::new(move |state, request, submission| Box::pin(render(state, request, submission))))
    }
}

impl AppState {
    /// Answers a form that was not accepted: the page at the form's own address with what was typed and what is wrong
    /// with it, under the error's status. `head` is the submitted request without its body.
    pub async fn refuse_form(&self, head: Parts, values: Vec<(String, String)>, error: AppError) -> Response {
        let error = error.into_api();
        if error == ApiError::NotFound {
            // The page itself says so.
            return self.render_form(head, Submission::default(), StatusCode::NOT_FOUND).await;
        }
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = error.clone().into_response().headers().get(header::RETRY_AFTER).cloned();
        let mut response = self.render_form(head, Submission { values, error: Some(error) }, status).await;
        if let Some(retry_after) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, retry_after);
        }
        response
    }

    /// Answers a button that has no page of its own: the page at `path`, which shows why nothing happened.
    pub async fn refuse_at(&self, mut head: Parts, path: &str, error: AppError) -> Response {
        match path.parse() {
            Ok(uri) => {
                head.uri = uri;
                self.refuse_form(head, Vec::new(), error).await
            }
            Err(_) => error.into_response(),
        }
    }

    /// Answers a button that has no page of its own: the page at `path` with `values` in it, under the status that the page
    /// gives by itself.
    pub async fn show_at(&self, mut head: Parts, path: &str, values: Vec<(String, String)>) -> Response {
        match path.parse() {
            Ok(uri) => {
                head.uri = uri;
                self.show_form(head, values).await
            }
            Err(_) => ApiError::Malformed.into_response(),
        }
    }

    /// Answers a form's button that changes the form and saves nothing: the page at the form's own address with `values`
    /// in it, under the status that the page gives by itself.
    pub async fn show_form(&self, head: Parts, values: Vec<(String, String)>) -> Response {
        self.render(head, Submission { values, error: None }).await
    }

    async fn render_form(&self, head: Parts, submission: Submission, status: StatusCode) -> Response {
        let mut response = self.render(head, submission).await;
        *response.status_mut() = status;
        response
    }

    async fn render(&self, head: Parts, submission: Submission) -> Response {
        let mut request = Request::from_parts(head, Body::empty());
        // The page is read, whatever the form did; body headers describe a body that is no longer there.
        *request.method_mut() = Method::GET;
        request.headers_mut().remove(header::CONTENT_LENGTH);
        request.headers_mut().remove(header::CONTENT_TYPE);
        (self.pages.0)(self.clone(), request, submission).await
    }
}
