//! What the forms' handlers share: the submitted form, and the answers to it.

use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::catalog::draft::{Edit, OperationDraft, Pairs, sync_with_template};
use crate::kernel::{ApiError, FieldError};
use crate::platform::{AppError, AppState};

/// A submitted form.
pub(super) struct Form {
    /// The request without its body.
    pub(super) head: Parts,
    /// The fields, in the order of the form.
    pub(super) pairs: Pairs,
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let (head, body) = request.into_parts();
        let request = Request::from_parts(head.clone(), body);
        match axum::Form::from_request(request, state).await {
            Ok(axum::Form(pairs)) => Ok(Self { head, pairs }),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(ApiError::TooLarge),
            Err(_) => Err(ApiError::Malformed),
        }
    }
}

impl Form {
    /// The change of rows that the pressed button asks for; `None` when it was the one that saves.
    pub(super) fn edit(&self) -> Option<Edit> {
        self.pairs.iter().find(|(name, _)| name == "action").and_then(|(_, action)| action.parse().ok())
    }
}

/// Answers a button that adds or removes a row: the same form with the rows as wanted. Nothing is checked nor saved.
pub(super) async fn show_edited(state: &AppState, head: Parts, mut draft: OperationDraft, edit: Edit) -> Response {
    sync_with_template(&mut draft);
    draft.edit(edit);
    state.show_form(head, draft.to_pairs()).await
}

/// Sends the browser on to `path` after a form was carried out.
pub(super) fn see(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// The error of a form whose fields were not accepted.
pub(super) fn invalid(fields: Vec<FieldError>) -> AppError {
    ApiError::Invalid { fields }.into()
}
