//! From an Arazzo document to the recipes of an API: all of them or none.

use serde_json::Value;

use super::store::Stored;
use super::{resolve, service, store};
use crate::audit::model::Action;
use crate::audit::server::record;
use crate::catalog::server::service::{self as catalog, WholeApi};
use crate::identity::server::Publisher;
use crate::kernel::{ApiError, Message};
use crate::openapi::server::read;
use crate::platform::{AppError, AppState};
use crate::recipes::arazzo;
use crate::recipes::report::{ImportReport, Remark};
use crate::recipes::rules;

/// What became of an import.
pub type Report = ImportReport;

/// Reads the recipes of the document `text`, which is JSON or YAML, and adds them to the API `api`: unless something is
/// wrong with any of them, or something was read otherwise than it is written and `accepted` does not say that this is
/// known.
///
/// # Errors
/// `NotFound` without such an API.
pub async fn import(
    state: &AppState,
    permit: &Publisher,
    api: &str,
    text: &str,
    published: bool,
    accepted: bool,
) -> Result<Result<Vec<String>, Report>, AppError> {
    let whole = catalog::admin_whole_api(state, permit, api).await?;
    let bytes = text.as_bytes().to_vec();
    let parsed = tokio::task::spawn_blocking(move || read::parse(&bytes));
    let parsed = parsed.await.map_err(|error| AppError::Unexpected(error.to_string()))?;
    let document = match parsed {
        Ok((document, ..)) => document,
        Err(read::Refusal::NotOpenApi | read::Refusal::Empty) => {
            return Ok(Err(Report::refused("", &arazzo::Refusal::NotArazzo.to_string())));
        }
        Err(refusal) => return Ok(Err(Report::refused("", &refusal.to_string()))),
    };
    let (rows, mut report) = match rows(state, &whole, &document, published)? {
        Ok(rows) => rows,
        Err(report) => return Ok(Err(report)),
    };
    if !report.is_refused() && rows.is_empty() {
        report.is_empty = true;
    }
    if report.is_refused() || !accepted && !report.warnings.is_empty() {
        return Ok(Err(report));
    }
    let mut transaction = state.db.write().await?;
    catalog::changeable(&mut transaction, permit, &whole.api.id).await?;
    if store::count(&mut transaction, &whole.api.id).await? + rows.len() > service::MOST {
        return Err(ApiError::Conflict.into());
    }
    let mut names = Vec::new();
    for (row, name) in rows {
        if store::insert(&mut transaction, &whole.api.id, &row, state.clock.now()).await? {
            let added = service::entry(Action::RecipeCreate, &whole.api, &row).created(&service::written(&row));
            record(state, &mut transaction, permit.actor(), added).await?;
            names.push(name);
        } else {
            report.taken.push(name);
        }
    }
    if !report.taken.is_empty() {
        return Ok(Err(report));
    }
    transaction.commit().await?;
    Ok(Ok(names))
}

/// Gives an API the one recipe that `document` has, which must be called `name`, instead of the one of that name that it
/// may have. The error says why the document is none.
///
/// # Errors
/// `NotFound` without such an API.
pub async fn replace(
    state: &AppState,
    permit: &Publisher,
    api: &str,
    name: &str,
    document: &Value,
    published: bool,
) -> Result<Result<(), String>, AppError> {
    let whole = catalog::admin_whole_api(state, permit, api).await?;
    let row = match rows(state, &whole, document, published)? {
        Err(report) => return Ok(Err(reasons(&report))),
        Ok((_, report)) if report.is_refused() => return Ok(Err(reasons(&report))),
        Ok((mut rows, _)) => match (rows.pop(), rows.is_empty()) {
            (Some((row, called)), true) if called == name => row,
            _ => return Ok(Err(format!("one workflow with the id {name} was expected"))),
        },
    };
    let mut transaction = state.db.write().await?;
    catalog::changeable(&mut transaction, permit, &whole.api.id).await?;
    let now = state.clock.now();
    let entry = match store::find(&mut transaction, &whole.api.id, name, true).await? {
        Some(before) => {
            let row = Stored { id: before.id.clone(), revision: before.revision, ..row };
            store::update(&mut transaction, &row, now).await?;
            service::entry(Action::RecipeUpdate, &whole.api, &row)
                .changed(&service::written(&before), &service::written(&row))
        }
        None if store::count(&mut transaction, &whole.api.id).await? >= service::MOST => {
            return Err(ApiError::field("name", Message::Full { most: service::MOST }).into());
        }
        None => {
            store::insert(&mut transaction, &whole.api.id, &row, now).await?;
            service::entry(Action::RecipeCreate, &whole.api, &row).created(&service::written(&row))
        }
    };
    record(state, &mut transaction, permit.actor(), entry).await?;
    transaction.commit().await?;
    Ok(Ok(()))
}

fn reasons(report: &Report) -> String {
    let said = report.refused.iter().map(|remark| format!("{} {}", remark.place, remark.text));
    let missing = report.missing.iter().map(|place| format!("{place}: there is no such operation"));
    said.chain(missing).collect::<Vec<_>>().join("; ")
}

/// The recipes of a document as rows, each with its name, and what is to be said of them.
type Rows = (Vec<(Stored, String)>, Report);

fn rows(
    state: &AppState,
    whole: &WholeApi,
    document: &Value,
    published: bool,
) -> Result<Result<Rows, Report>, AppError> {
    let imported = match arazzo::import(document) {
        Ok(imported) => imported,
        Err(refused) => {
            let remark = |refused: &arazzo::Refused| Remark::new(&refused.pointer, &refused.refusal.to_string());
            return Ok(Err(Report { refused: refused.iter().map(remark).collect(), ..Report::default() }));
        }
    };
    let mut report = Report::default();
    for warning in &imported.warnings {
        report.warnings.push(Remark::new(&warning.pointer, &warning.doubt.to_string()));
    }
    let mut rows = Vec::new();
    for (number, mut recipe) in imported.recipes.into_iter().enumerate() {
        if recipe.title.trim().is_empty() {
            // Arazzo wants no summary.
            recipe.title.clone_from(&recipe.name);
        }
        let at = |field: &str| format!("/workflows/{number} {field}");
        if let Err(complaints) = rules::check(&recipe) {
            let remarks = complaints.iter().map(|known| Remark::new(&at(&known.field), &known.problem.to_string()));
            report.refused.extend(remarks);
        }
        let mut slugs = Vec::new();
        for (place, step) in recipe.steps.iter().enumerate() {
            match resolve::slug_of(&whole.operations, &step.operation) {
                Some(slug) => slugs.push(slug.to_owned()),
                None => report.missing.push(at(&format!("steps.{place}"))),
            }
        }
        rows.push((service::stored(state, &whole.api, &recipe, &slugs, published)?, recipe.name));
    }
    Ok(Ok((rows, report)))
}
