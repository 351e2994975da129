//! What a person needs to write the body of a call.

use super::loaded::Loaded;
use super::read::operation_for_call;
use crate::catalog::model::{Deviation, FormField, Representation};
use crate::catalog::server::schema::contract::differences;
use crate::catalog::server::schema::outline::{field, fields_at};
use crate::catalog::server::schema::{Direction, sample};
use crate::catalog::server::store;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::kernel::ids::OperationId;
use crate::platform::{AppError, AppState};

/// A body that is described, and the schemas that its own refers to.
struct Described {
    body: Representation,
    schemas: Loaded,
}

impl Described {
    /// The body of an operation that the caller may call, in this media type.
    async fn find(
        state: &AppState,
        caller: &Caller,
        operation: &OperationId,
        content_type: &str,
    ) -> Result<Self, AppError> {
        let (_, operation) = operation_for_call(state, caller, operation).await?;
        let bodies = operation.input.bodies;
        let body = bodies.into_iter().find(|body| body.content_type == content_type).ok_or(ApiError::NotFound)?;
        let mut db = state.db.reader().acquire().await?;
        let revision = store::revisions::current(&mut *db, &operation.api).await?.ok_or(ApiError::NotFound)?;
        let schemas = Loaded::of(&mut db, &state.schemas, &revision, std::iter::once(body.schema.as_str())).await?;
        Ok(Self { body, schemas })
    }

    /// Documents may take long to look through: what `read` finds, elsewhere than where requests are answered.
    async fn read<T: Send + 'static>(self, read: impl FnOnce(Self) -> T + Send + 'static) -> Result<T, AppError> {
        tokio::task::spawn_blocking(move || read(self)).await.map_err(|error| AppError::Unexpected(error.to_string()))
    }
}

/// A sample of an operation's body in one media type: its further example with this number, or for 0 one that is made of
/// its schema.
///
/// # Errors
/// `NotFound` when there is no such operation, body or example, or the caller may not see it.
pub async fn body_sample(
    state: &AppState,
    caller: &Caller,
    operation: &OperationId,
    content_type: &str,
    example: u32,
) -> Result<String, AppError> {
    let described = Described::find(state, caller, operation, content_type).await?;
    let found = described.read(move |Described { mut body, schemas }| {
        if let Some(place) = (example as usize).checked_sub(1) {
            return (place < body.examples.len()).then(|| body.examples.swap_remove(place).value);
        }
        let schema = serde_json::from_str(&body.schema).ok()?;
        sample::body(&schema, &schemas, Direction::Request, &body.content_type)
    });
    Ok(found.await?.ok_or(ApiError::NotFound)?)
}

/// The form for an operation's body in one media type, or for the part of it that stands at `path` in its schema.
///
/// # Errors
/// `NotFound` when there is no such operation, body or part, or the caller may not see it.
pub async fn body_form(
    state: &AppState,
    caller: &Caller,
    operation: &OperationId,
    content_type: &str,
    path: &str,
) -> Result<FormField, AppError> {
    let described = Described::find(state, caller, operation, content_type).await?;
    let path = path.to_owned();
    let found = described.read(move |Described { body, schemas }| {
        let schema = serde_json::from_str(&body.schema).ok()?;
        fields_at(&schema, &path, &schemas).map(|found| field(found, &path, &schemas))
    });
    Ok(found.await?.ok_or(ApiError::NotFound)?)
}

/// What an operation's schema says against the JSON `text` of a body in this media type; nothing where it has none.
///
/// # Errors
/// `NotFound` when there is no such operation or body, or the caller may not see it.
pub async fn body_deviations(
    state: &AppState,
    caller: &Caller,
    operation: &OperationId,
    content_type: &str,
    text: String,
) -> Result<Vec<Deviation>, AppError> {
    let described = Described::find(state, caller, operation, content_type).await?;
    let compare = move |Described { body, schemas }: Described| {
        differences(text.as_bytes(), &body.schema, &schemas, Direction::Request)
    };
    described.read(compare).await
}
