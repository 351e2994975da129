//! `POST /admin/apis/{api}/recipes/import`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::kernel::{ApiError, FieldError, Message};
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};
use crate::recipes::report::{ImportReport, REPORT};
use crate::recipes::server::{self, service};

/// Adds the recipes of a document and leads to the API's page, or says what is in the way.
pub(super) async fn import(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(api): Path<String>,
    mut form: Form,
) -> Response {
    form.pairs.retain(|(name, _)| name != REPORT);
    let refusal = match take(&state, &caller, &api, &form).await {
        Ok(None) => return Redirect::to(&paths::api(&api)).into_response(),
        Ok(Some(report)) => {
            // A list of names and texts: there is nothing in it that JSON could refuse.
            let report = serde_json::to_string(&report).unwrap_or_default();
            form.pairs.push((REPORT.to_owned(), report));
            invalid(Message::NotUnderstood)
        }
        Err(error) => error,
    };
    state.refuse_form(form.head, form.pairs, refusal).await
}

/// What is in the way of the import; `None` when it was done.
async fn take(state: &AppState, caller: &Caller, api: &str, form: &Form) -> Result<Option<ImportReport>, AppError> {
    let permit = caller.publisher()?;
    service::changeable(state, &permit, api).await?;
    let text = form.value("text");
    if text.trim().is_empty() {
        return Err(invalid(Message::Required));
    }
    let published = !form.value("published").is_empty();
    let accepted = form.value("action") == "accept";
    Ok(server::import(state, &permit, api, text, published, accepted).await?.err())
}

fn invalid(message: Message) -> AppError {
    ApiError::Invalid { fields: vec![FieldError { field: "text".to_owned(), message }] }.into()
}
