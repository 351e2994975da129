//! Comparing an answer with what its operation is documented to answer.

use super::loaded::Loaded;
use crate::catalog::model::{Deviation, Operation};
use crate::catalog::server::schema::contract::{self, AnswerParts};
use crate::catalog::server::store;
use crate::platform::{AppError, AppState};

/// An answer, as far as it can be compared.
#[derive(Clone, Debug)]
pub struct ReceivedAnswer {
    /// Its status code.
    pub status: u16,
    /// Its media type; `None` when it names none.
    pub content_type: Option<String>,
    /// Its body without content coding; `None` when not all of it is at hand.
    pub body: Option<Vec<u8>>,
}

/// What `answer` does otherwise than `operation` documents; `None` when that says nothing of it, or cannot be told.
///
/// # Errors
/// When the database fails.
pub async fn deviations(
    state: &AppState,
    operation: Operation,
    answer: ReceivedAnswer,
) -> Result<Option<Vec<Deviation>>, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let Some(revision) = store::revisions::current(&mut *db, &operation.api).await? else { return Ok(None) };
    let schemas = Loaded::of_operation(&mut db, &state.schemas, &revision, &operation.input).await?;
    drop(db);
    let comparing = tokio::task::spawn_blocking(move || {
        let ReceivedAnswer { status, content_type, body } = answer;
        let parts = AnswerParts { status, content_type: content_type.as_deref(), body: body.as_deref() };
        contract::deviations(&operation.input.responses, &schemas, parts)
    });
    comparing.await.map_err(|error| AppError::Unexpected(error.to_string()))
}
