//! What the forms' handlers share: what the pressed button asks for, and the answers to it.

use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::catalog::draft::{Edit, OperationDraft, sync_with_template};
use crate::kernel::{ApiError, FieldError};
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// The change of rows that the pressed button asks for; `None` when it was the one that saves.
pub(super) fn edit(form: &Form) -> Option<Edit> {
    form.value("action").parse().ok()
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
