//! What a person needs to write the body of a call and its parameters.

use serde_json::json;

use super::loaded::Loaded;
use super::read::operation_for_call;
use crate::catalog::model::{CallPart, Deviation, FormField, Parameter, ParameterType, Representation};
use crate::catalog::server::schema::contract::differences;
use crate::catalog::server::schema::outline::{field, fields_at};
use crate::catalog::server::schema::typed::typed_differences;
use crate::catalog::server::schema::{Direction, sample};
use crate::catalog::server::store;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::kernel::ids::OperationId;
use crate::platform::{AppError, AppState};

/// A part of a call that is described, and the schemas that its own refers to.
struct Described {
    /// Its schema as JSON; empty for none.
    schema: String,
    /// The body, if that is what it is.
    body: Option<Representation>,
    schemas: Loaded,
}

impl Described {
    /// The part of an operation that the caller may call.
    async fn find(
        state: &AppState,
        caller: &Caller,
        operation: &OperationId,
        part: &CallPart,
    ) -> Result<Self, AppError> {
        let (_, operation) = operation_for_call(state, caller, operation).await?;
        let (schema, body) = match part {
            CallPart::Body { content_type } => {
                let mut bodies = operation.input.bodies.into_iter();
                let body = bodies.find(|body| body.content_type == *content_type).ok_or(ApiError::NotFound)?;
                (body.schema.clone(), Some(body))
            }
            CallPart::Parameter { location, name } => {
                let is_it = |parameter: &Parameter| parameter.location == *location && parameter.name == *name;
                let parameter = operation.input.parameters.into_iter().find(is_it).ok_or(ApiError::NotFound)?;
                (schema_of(parameter), None)
            }
        };
        let mut db = state.db.reader().acquire().await?;
        let revision = store::revisions::current(&mut *db, &operation.api).await?.ok_or(ApiError::NotFound)?;
        let schemas = Loaded::of(&mut db, &state.schemas, &revision, std::iter::once(schema.as_str())).await?;
        Ok(Self { schema, body, schemas })
    }

    /// Documents may take long to look through: what `read` finds, elsewhere than where requests are answered.
    async fn read<T: Send + 'static>(self, read: impl FnOnce(Self) -> T + Send + 'static) -> Result<T, AppError> {
        tokio::task::spawn_blocking(move || read(self)).await.map_err(|error| AppError::Unexpected(error.to_string()))
    }
}

/// The schema of a parameter; of one that a publisher registered by hand what its fields say.
fn schema_of(parameter: Parameter) -> String {
    if !parameter.schema.is_empty() {
        return parameter.schema;
    }
    let mut one = json!({});
    if !parameter.allowed.is_empty() {
        one["enum"] = json!(parameter.allowed);
    }
    match parameter.kind {
        ParameterType::Array => json!({ "type": "array", "items": one }).to_string(),
        ParameterType::Object => json!({ "type": "object" }).to_string(),
        _ => String::new(),
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
    let part = CallPart::Body { content_type: content_type.to_owned() };
    let described = Described::find(state, caller, operation, &part).await?;
    let found = described.read(move |Described { schema, body, schemas }| {
        let mut body = body?;
        if let Some(place) = (example as usize).checked_sub(1) {
            return (place < body.examples.len()).then(|| body.examples.swap_remove(place).value);
        }
        let schema = serde_json::from_str(&schema).ok()?;
        sample::body(&schema, &schemas, Direction::Request, &body.content_type)
    });
    Ok(found.await?.ok_or(ApiError::NotFound)?)
}

/// The form for a part of a call of an operation, or for what stands at `path` in its schema.
///
/// # Errors
/// `NotFound` when there is no such operation or part, it has no schema, or the caller may not see it.
pub async fn call_form(
    state: &AppState,
    caller: &Caller,
    operation: &OperationId,
    part: &CallPart,
    path: &str,
) -> Result<FormField, AppError> {
    let described = Described::find(state, caller, operation, part).await?;
    let path = path.to_owned();
    let found = described.read(move |Described { schema, schemas, .. }| {
        let schema = serde_json::from_str(&schema).ok()?;
        fields_at(&schema, &path, &schemas).map(|found| field(found, &path, &schemas))
    });
    Ok(found.await?.ok_or(ApiError::NotFound)?)
}

/// What the schema of a part of a call says against the JSON `text` of its value; nothing where it has none. The value of a
/// parameter may have texts in place of numbers and booleans.
///
/// # Errors
/// `NotFound` when there is no such operation or part, or the caller may not see it.
pub async fn call_deviations(
    state: &AppState,
    caller: &Caller,
    operation: &OperationId,
    part: &CallPart,
    text: String,
) -> Result<Vec<Deviation>, AppError> {
    let described = Described::find(state, caller, operation, part).await?;
    let compare = move |Described { schema, body, schemas }: Described| {
        if body.is_some() {
            return differences(text.as_bytes(), &schema, &schemas, Direction::Request);
        }
        match (serde_json::from_str(&text), serde_json::from_str(&schema)) {
            (Ok(value), Ok(schema)) => typed_differences(value, &schema, &schemas),
            (Err(error), _) => vec![Deviation::NotJson { line: error.line(), column: error.column() }],
            (_, Err(_)) => Vec::new(),
        }
    };
    described.read(compare).await
}
