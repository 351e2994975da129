//! The documented samples that `mock-response` answers with.

use std::collections::HashMap;

use axum::http::{HeaderMap, StatusCode, header};
use parking_lot::Mutex;

use super::policy::stop::Answer;
use super::snapshot::Api;
use crate::catalog::server::service::documented_answer;
use crate::platform::{AppError, AppState};
use crate::policies::model::MockResponse;

/// Those of an API that were asked for, by operation, status and media type. They live as long as what the gateway knows of the
/// API, which is read anew with every change: whatever was answered once needs no database.
#[derive(Debug, Default)]
pub(super) struct Samples(Mutex<HashMap<Asked, Answer>>);

/// An operation's slug, a status and a media type.
type Asked = (Box<str>, u16, Box<str>);

/// What `mock` answers of an operation: the head alone where nothing is documented. `None` when its status is none.
///
/// # Errors
/// When the database fails and nobody has asked for it before.
pub(super) async fn sample(
    state: &AppState,
    api: &Api,
    operation: &str,
    mock: &MockResponse,
) -> Result<Option<Answer>, AppError> {
    let Ok(status) = StatusCode::from_u16(mock.status) else { return Ok(None) };
    let asked: Asked = (operation.into(), mock.status, mock.content_type.as_str().into());
    if let Some(known) = api.samples.0.lock().get(&asked) {
        return Ok(Some(known.clone()));
    }
    let found = documented_answer(state, &api.id, operation, mock.status, &mock.content_type).await?;
    let (content_type, body) = found.map(|found| (found.content_type, found.body)).unwrap_or_default();
    let mut headers = HeaderMap::new();
    if let (false, Ok(content_type)) = (content_type.is_empty(), content_type.parse()) {
        headers.insert(header::CONTENT_TYPE, content_type);
    }
    let answer = Answer { status, headers, body: body.into() };
    api.samples.0.lock().insert(asked, answer.clone());
    Ok(Some(answer))
}
