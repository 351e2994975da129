//! Which operations of the catalog the steps of a recipe call.

use crate::catalog::model::{Api, Operation};
use crate::catalog::server::service as catalog;
use crate::catalog::template::UrlTemplate;
use crate::identity::server::Publisher;
use crate::kernel::{ApiError, FieldError, Message};
use crate::platform::{AppError, AppState};
use crate::recipes::model::{OperationRef, Recipe};

/// What a document calls `operation`: as exports of the API do.
pub(super) fn reference(operation: &Operation) -> OperationRef {
    let documented = &operation.input.documented;
    if documented.operation_id.is_empty() {
        let path = path_of(operation).to_owned();
        OperationRef::Path { method: operation.input.verb.clone(), path }
    } else {
        OperationRef::Id(documented.operation_id.clone())
    }
}

/// The path as OpenAPI has it.
fn path_of(operation: &Operation) -> &str {
    let documented = operation.input.documented.path.as_str();
    let template = operation.input.url_template.as_str();
    if documented.is_empty() { template.split('?').next().unwrap_or(template) } else { documented }
}

/// The slug of the one of `operations` that `reference` names. An operation without an `operationId` is exported with
/// its slug for one.
pub(super) fn slug_of<'o>(operations: &'o [Operation], reference: &OperationRef) -> Option<&'o str> {
    let has_id = |operation: &&Operation, id: &str| operation.input.documented.operation_id == *id;
    let found = match reference {
        OperationRef::Id(id) => operations
            .iter()
            .find(|operation| !id.is_empty() && has_id(operation, id))
            .or_else(|| operations.iter().find(|operation| operation.input.slug == *id)),
        OperationRef::Path { method, path } => {
            let wanted = canonical(path);
            operations
                .iter()
                .filter(|operation| operation.input.verb == *method)
                .find(|operation| path_of(operation) == path || canonical(path_of(operation)) == wanted)
        }
    };
    found.map(|operation| operation.input.slug.as_str())
}

/// A path without what its parameters are called.
fn canonical(path: &str) -> Option<String> {
    let template = UrlTemplate::parse(path).ok()?;
    let mut path = path.to_owned();
    for parameter in template.parameters() {
        path = path.replace(&format!("{{{}}}", parameter.name), "{}");
    }
    Some(path)
}

/// `recipe`, whose operations are named by their slugs, with the names that documents have for them; and the slugs.
///
/// # Errors
/// `NotFound` without such an API; `Invalid` at the steps whose operation is none of it.
pub(super) async fn from_slugs(
    state: &AppState,
    permit: &Publisher,
    api: &Api,
    mut recipe: Recipe,
) -> Result<(Recipe, Vec<String>), AppError> {
    let (mut slugs, mut fields) = (Vec::new(), Vec::new());
    for (place, step) in recipe.steps.iter_mut().enumerate() {
        let OperationRef::Id(slug) = &step.operation else { continue };
        let slug = slug.clone();
        match catalog::admin_operation_by_slug(state, permit, &api.input.slug, &slug).await {
            Ok((_, operation)) => step.operation = reference(&operation),
            Err(error) => match error.into_api() {
                ApiError::NotFound => {
                    fields.push(FieldError { field: format!("steps.{place}.operation"), message: Message::Required })
                }
                other => return Err(other.into()),
            },
        }
        slugs.push(slug);
    }
    if fields.is_empty() { Ok((recipe, slugs)) } else { Err(ApiError::Invalid { fields }.into()) }
}
