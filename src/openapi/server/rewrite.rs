//! Writing an API whole: its document, and what its operations are beyond it.

use std::collections::HashSet;

use super::import::{Before, ImportError, fill};
use super::progress::{Progress, aside};
use super::read::{Document, read};
use crate::catalog::model::OperationInput;
use crate::catalog::rules::{check_api, check_operation};
use crate::catalog::server::service::{self, RevisionWriter, Source, Target};
use crate::identity::server::Publisher;
use crate::kernel::ApiError;
use crate::platform::{AppError, AppState};

/// What makes the operations of an API of those of its document: all of them, and the slugs of those that somebody edited.
pub type ChangeOperations =
    Box<dyn FnOnce(Vec<OperationInput>) -> Result<(Vec<OperationInput>, HashSet<String>), String> + Send>;

/// What an API is to be.
pub struct Whole {
    /// Its document; `None` for one that is written by hand.
    pub document: Option<Vec<u8>>,
    /// What its operations are beyond it.
    pub change: ChangeOperations,
}

/// Gives the API `slug` a revision that is `whole`, at once or not at all.
///
/// # Errors
/// [`ImportError`]; the catalog is as it was then.
pub async fn rewrite(
    state: &AppState,
    permit: &Publisher,
    slug: &str,
    target: Target,
    whole: Whole,
) -> Result<(), ImportError> {
    let Whole { document: bytes, change } = whole;
    let parsed = aside(move || match &bytes {
        Some(given) => read(given).map(|document| (document, bytes)),
        None => Ok((Document::default(), bytes)),
    });
    let (mut document, bytes) = parsed.await??;
    let (operations, edited) = change(std::mem::take(&mut document.operations)).map_err(ImportError::Operations)?;
    document.operations = operations;
    check(&document.operations, &edited)?;
    let (before, input) = match &target {
        Target::New { input, .. } => {
            let fields = check_api(input);
            if !fields.is_empty() {
                return Err(ApiError::Invalid { fields }.into());
            }
            (None, None)
        }
        Target::Existing { .. } => {
            let before = Before::load(state, permit, slug).await?;
            let input = before.input.clone();
            (Some(before), Some(input))
        }
    };
    let changes = before.map(|before| before.compare(&document)).unwrap_or_default();
    let json = |error: serde_json::Error| AppError::Unexpected(error.to_string());
    let changes = serde_json::to_string(&changes).map_err(json)?;
    let documented = serde_json::to_string(&document.documented).map_err(json)?;
    let format = if bytes.is_some() { document.format.as_str() } else { "" };
    let source = Source { documented: &documented, format, bytes: bytes.as_deref() };
    service::remove_abandoned(state).await?;
    let writer = RevisionWriter::begin(state, permit, target, source).await?;
    let input = input.unwrap_or_else(|| writer.api.input.clone());
    let written = match fill(state, &writer, document, &edited, &Progress::default()).await {
        Ok(()) => writer.publish(state, input, &changes).await.map_err(ImportError::from),
        Err(error) => Err(error),
    };
    if let Err(error) = written {
        writer.discard(state).await?;
        return Err(error);
    }
    Ok(())
}

/// What people wrote must be as in the form; what a document says is taken as far as it goes.
fn check(operations: &[OperationInput], edited: &HashSet<String>) -> Result<(), ImportError> {
    let is_written = |one: &&OperationInput| one.documented.path.is_empty() || edited.contains(&one.slug);
    for operation in operations.iter().filter(is_written) {
        let mut fields = check_operation(operation);
        for field in &mut fields {
            field.field = format!("{} {}: {}", operation.verb, operation.url_template, field.field);
        }
        if !fields.is_empty() {
            return Err(ApiError::Invalid { fields }.into());
        }
    }
    Ok(())
}
