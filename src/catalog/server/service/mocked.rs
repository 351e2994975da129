//! What an operation answers according to its documentation, for whoever answers in the place of its backend.

use super::loaded::Loaded;
use crate::catalog::model::{ResponseSpec, StatusKey};
use crate::catalog::server::documentation;
use crate::catalog::server::schema::Direction;
use crate::catalog::server::store;
use crate::kernel::http::essence;
use crate::kernel::ids::ApiId;
use crate::platform::{AppError, AppState};

/// A documented answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentedAnswer {
    /// Its media type; empty for an answer without a body.
    pub content_type: String,
    /// The sample of the documentation, or one that is made of its schema; empty where there is neither.
    pub body: String,
}

/// What the operation `slug` answers with this status in this media type, or in the first one that is documented if that is
/// empty. `None` when no such answer is documented. Who may call the operation is decided before.
///
/// # Errors
/// When the database fails.
pub async fn documented_answer(
    state: &AppState,
    api: &ApiId,
    slug: &str,
    status: u16,
    content_type: &str,
) -> Result<Option<DocumentedAnswer>, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let Some(revision) = store::revisions::current(&mut *db, api).await? else { return Ok(None) };
    let Some(operation) = store::operations::find_by_slug(&mut *db, &revision, slug).await? else { return Ok(None) };
    let Some(response) = best(operation.input.responses, status) else { return Ok(None) };
    if response.representations.is_empty() && content_type.is_empty() {
        return Ok(Some(DocumentedAnswer { content_type: String::new(), body: String::new() }));
    }
    let wanted = essence(content_type);
    let mut all = response.representations.into_iter();
    let found = all.find(|one| wanted.is_empty() || essence(&one.content_type) == wanted);
    let Some(mut found) = found else { return Ok(None) };
    if found.sample.is_empty() {
        let schemas = Loaded::of(&mut db, &state.schemas, &revision, std::iter::once(found.schema.as_str())).await?;
        documentation::fill_sample(&mut found, Direction::Response, &schemas);
    }
    Ok(Some(DocumentedAnswer { content_type: found.content_type, body: found.sample }))
}

/// The response that speaks of `status` most closely.
fn best(responses: Vec<ResponseSpec>, status: u16) -> Option<ResponseSpec> {
    let rank = |key: StatusKey| match key {
        StatusKey::Code(code) if code == status => Some(0),
        StatusKey::Class(class) if u16::from(class) == status / 100 => Some(1),
        StatusKey::Default => Some(2),
        _ => None,
    };
    let ranked = responses.into_iter().filter_map(|response| Some((rank(response.status)?, response)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, response)| response)
}
