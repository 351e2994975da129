//! Reading and changing the recipes of APIs: published ones for whoever sees the API, drafts for its publisher and support.

use serde_json::{Value, json};
use sqlx::SqliteConnection;

use super::resolve;
use super::store::{self, Stored};
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::catalog::model::{Api, ApiDetails, OperationDetails, Parameter};
use crate::catalog::server::service as catalog;
use crate::console::request;
use crate::console::samples::Language;
use crate::identity::server::{Caller, Publisher};
use crate::kernel::ids::{ApiId, RecipeId};
use crate::kernel::{ApiError, FieldError, Message, PageRequest};
use crate::paths;
use crate::platform::{AppError, AppState};
use crate::recipes::arazzo::{self, Header};
use crate::recipes::call::sample_requests;
use crate::recipes::draft::ParameterDraft;
use crate::recipes::model::Recipe;
use crate::recipes::page::{EditedRecipe, RecipeDetails, RecipeFormData, RecipeSample, RecipeSummary};
use crate::recipes::rules;
use crate::recipes::samples::{self, LANGUAGES};

/// The most recipes of an API.
pub const MOST: usize = 200;
/// How long the beginning of a description is in lists, in characters.
const SUMMARY: usize = 180;
/// How many operations a form offers.
const OFFERED: u32 = 2_000;

/// The recipes of an API that the caller may see.
///
/// # Errors
/// `NotFound` when there is no such API, or only a draft.
pub async fn list(state: &AppState, caller: &Caller, api: &str) -> Result<Vec<RecipeSummary>, AppError> {
    let details = catalog::api_by_slug(state, caller, api).await?;
    let (api, drafts) = (details.api, details.may_change || caller.sees_everything());
    let mut db = state.db.reader().acquire().await?;
    let stored = store::list(&mut db, &api.id, drafts).await?;
    let summary = |stored: Stored| {
        let recipe = recipe(&stored)?;
        Ok(RecipeSummary {
            summary: catalog::plain_beginning(&recipe.description, SUMMARY),
            steps: recipe.steps.len(),
            slug: stored.slug,
            title: stored.title,
            published: stored.published,
        })
    };
    stored.into_iter().map(summary).collect()
}

/// A recipe that the caller may see.
///
/// # Errors
/// `NotFound` when there is none, or only a draft of it or of its API.
pub async fn find(state: &AppState, caller: &Caller, api: &str, slug: &str) -> Result<RecipeDetails, AppError> {
    let (ApiDetails { api, may_change, .. }, stored) = seen(state, caller, api, slug).await?;
    let recipe = recipe(&stored)?;
    let (mut operations, mut steps) = (Vec::<OperationDetails>::new(), Vec::new());
    for slug in slugs(&stored)? {
        let known = operations.iter().position(|known| known.operation.slug == slug);
        steps.push(match known {
            Some(place) => Some(place),
            None => match catalog::operation_by_slug(state, caller, &api.input.slug, &slug).await {
                Ok(details) => {
                    operations.push(details);
                    Some(operations.len() - 1)
                }
                Err(error) => match error.into_api() {
                    ApiError::NotFound => None,
                    other => return Err(other.into()),
                },
            },
        });
    }
    let mut details = RecipeDetails {
        api_title: api.title().to_owned(),
        api: api.input.slug,
        published: stored.published,
        may_change,
        description: catalog::markdown(&recipe.description),
        step_descriptions: recipe.steps.iter().map(|step| catalog::markdown(&step.description)).collect(),
        recipe,
        operations,
        steps,
        samples: Vec::new(),
    };
    details.samples = programs(&details);
    Ok(details)
}

/// The recipe as one program in every language; none while an operation is missing.
fn programs(details: &RecipeDetails) -> Vec<RecipeSample> {
    let called: Option<Vec<_>> = (0..details.steps.len()).map(|place| details.operation(place)).collect();
    let (Some(called), Ok(plan)) = (called, rules::check(&details.recipe)) else { return Vec::new() };
    let Some(requests) = sample_requests(&plan, &called) else { return Vec::new() };
    let filled = std::collections::BTreeMap::new();
    let sample = |language: &Language| {
        Some(RecipeSample {
            language: language.key().to_owned(),
            masked: samples::sample(*language, &plan, &requests, &filled, false)?,
            whole: samples::sample(*language, &plan, &requests, &filled, true)?,
        })
    };
    // The guide's order: Python is what most of its readers run.
    let mut programs: Vec<RecipeSample> = LANGUAGES.iter().filter_map(sample).collect();
    programs.sort_by_key(|program| program.language != "python");
    programs
}

/// A recipe that the caller may see, as an Arazzo document.
///
/// # Errors
/// As [`find`].
pub async fn document(state: &AppState, caller: &Caller, api: &str, slug: &str) -> Result<Value, AppError> {
    let (ApiDetails { api, .. }, stored) = seen(state, caller, api, slug).await?;
    // The API may be called otherwise since the recipe was written.
    Ok(arazzo::export(&header(&api), &[recipe(&stored)?]))
}

/// Whether `permit` is good for the recipes of the API `slug`, which comes before what is wrong with one.
///
/// # Errors
/// `NotFound` without such an API, `Forbidden` when it is somebody else's.
pub async fn changeable(state: &AppState, permit: &Publisher, slug: &str) -> Result<(), AppError> {
    catalog::admin_api_by_slug(state, permit, slug).await.map(drop)
}

/// What the form of a recipe needs; of a new one if `slug` is `None`.
///
/// # Errors
/// `NotFound` without such an API or recipe.
pub async fn form(
    state: &AppState,
    permit: &Publisher,
    api: &str,
    slug: Option<&str>,
) -> Result<RecipeFormData, AppError> {
    let api = catalog::admin_api_by_slug(state, permit, api).await?;
    let offered = catalog::admin_operations(state, permit, &api.id, "", PageRequest::new(1, OFFERED)).await?;
    let operations: Vec<(String, String)> = offered
        .items
        .into_iter()
        .map(|operation| {
            (operation.slug, format!("{} ({} {})", operation.display_name, operation.verb, operation.url_template))
        })
        .collect();
    let edited = match slug {
        None => None,
        Some(slug) => {
            let mut db = state.db.reader().acquire().await?;
            let stored = store::find(&mut db, &api.id, slug, true).await?.ok_or(ApiError::NotFound)?;
            let known =
                |slug: String| if operations.iter().any(|(one, _)| *one == slug) { slug } else { String::new() };
            Some(EditedRecipe {
                recipe: recipe(&stored)?,
                operations: slugs(&stored)?.into_iter().map(known).collect(),
                published: stored.published,
                revision: stored.revision,
            })
        }
    };
    Ok(RecipeFormData { api_title: api.title().to_owned(), api: api.input.slug, operations, edited })
}

/// The parameters of an operation, as rows of a step that keep what it documents.
///
/// # Errors
/// `NotFound` without such an API or operation.
pub async fn parameters(
    state: &AppState,
    permit: &Publisher,
    api: &str,
    operation: &str,
) -> Result<Vec<ParameterDraft>, AppError> {
    let (_, operation) = catalog::admin_operation_by_slug(state, permit, api, operation).await?;
    let row = |parameter: Parameter| ParameterDraft {
        name: parameter.name,
        location: parameter.location.as_str().to_owned(),
        value: parameter.default,
    };
    Ok(request::parameters(&operation.input.for_calls()).into_iter().map(row).collect())
}

/// Adds a recipe, whose operations are named by their slugs.
///
/// # Errors
/// `NotFound` without such an API; `Invalid` names the fields that cannot be accepted.
pub async fn create(
    state: &AppState,
    permit: &Publisher,
    api: &str,
    recipe: Recipe,
    published: bool,
) -> Result<(), AppError> {
    let api = catalog::admin_api_by_slug(state, permit, api).await?;
    let (recipe, slugs) = accepted(state, permit, &api, recipe).await?;
    let mut transaction = state.db.write().await?;
    catalog::changeable(&mut transaction, permit, &api.id).await?;
    if store::count(&mut transaction, &api.id).await? >= MOST {
        return Err(ApiError::field("name", Message::Full { most: MOST }).into());
    }
    let new = stored(state, &api, &recipe, &slugs, published)?;
    if !store::insert(&mut transaction, &api.id, &new, state.clock.now()).await? {
        return Err(ApiError::field("name", Message::Taken).into());
    }
    let added = entry(Action::RecipeCreate, &api, &new).created(&written(&new));
    record(state, &mut transaction, permit.actor(), added).await?;
    transaction.commit().await?;
    Ok(())
}

/// Saves the recipe `slug` of an API, which was read at `revision`; operations are named by their slugs.
///
/// # Errors
/// `NotFound` when it is gone, `Conflict` when somebody saved it since, `Invalid` names the fields that cannot be
/// accepted.
pub async fn update(
    state: &AppState,
    permit: &Publisher,
    (api, slug): (&str, &str),
    revision: i64,
    recipe: Recipe,
    published: bool,
) -> Result<(), AppError> {
    let api = catalog::admin_api_by_slug(state, permit, api).await?;
    // Whether it is there comes before what is wrong with it.
    let before = store::find(&mut *state.db.reader().acquire().await?, &api.id, slug, true).await?;
    let before = before.ok_or(ApiError::NotFound)?;
    let (recipe, slugs) = accepted(state, permit, &api, recipe).await?;
    let mut transaction = state.db.write().await?;
    catalog::changeable(&mut transaction, permit, &api.id).await?;
    let changed = Stored { id: before.id.clone(), revision, ..stored(state, &api, &recipe, &slugs, published)? };
    match store::update(&mut transaction, &changed, state.clock.now()).await? {
        Some(true) => {}
        Some(false) => return Err(ApiError::Conflict.into()),
        None => return Err(ApiError::field("name", Message::Taken).into()),
    }
    let changes = entry(Action::RecipeUpdate, &api, &changed).changed(&written(&before), &written(&changed));
    record(state, &mut transaction, permit.actor(), changes).await?;
    transaction.commit().await?;
    Ok(())
}

/// Removes the recipe `slug` of an API.
///
/// # Errors
/// `NotFound` when it is gone already.
pub async fn delete(state: &AppState, permit: &Publisher, api: &str, slug: &str) -> Result<(), AppError> {
    let api = catalog::admin_api_by_slug(state, permit, api).await?;
    let mut transaction = state.db.write().await?;
    catalog::changeable(&mut transaction, permit, &api.id).await?;
    let found = store::find(&mut transaction, &api.id, slug, true).await?.ok_or(ApiError::NotFound)?;
    store::delete(&mut transaction, &RecipeId::from(found.id.clone())).await?;
    let removed = entry(Action::RecipeDelete, &api, &found).removed(&written(&found));
    record(state, &mut transaction, permit.actor(), removed).await?;
    transaction.commit().await?;
    Ok(())
}

/// Gives the API `copy` the recipes of the API `original`, drafts among them, in the transaction `db`. Their operations keep
/// their slugs in a copy.
///
/// # Errors
/// When the database fails.
pub async fn copy_all(
    state: &AppState,
    db: &mut SqliteConnection,
    original: &ApiId,
    copy: &Api,
) -> Result<(), AppError> {
    for one in store::list(db, original, true).await? {
        let copied = stored(state, copy, &recipe(&one)?, &slugs(&one)?, one.published)?;
        store::insert(db, &copy.id, &copied, state.clock.now()).await?;
    }
    Ok(())
}

async fn seen(state: &AppState, caller: &Caller, api: &str, slug: &str) -> Result<(ApiDetails, Stored), AppError> {
    // A recipe belongs to the API, whichever of its revisions the address names.
    let details = catalog::api_by_slug(state, caller, paths::revision_of(api).0).await?;
    let drafts = details.may_change || caller.sees_everything();
    let mut db = state.db.reader().acquire().await?;
    let stored = store::find(&mut db, &details.api.id, slug, drafts).await?;
    Ok((details, stored.ok_or(ApiError::NotFound)?))
}

async fn accepted(
    state: &AppState,
    permit: &Publisher,
    api: &Api,
    recipe: Recipe,
) -> Result<(Recipe, Vec<String>), AppError> {
    if let Err(complaints) = rules::check(&recipe) {
        // What exactly is wrong is found again where it is shown: the rules are the same.
        let field =
            |complaint: rules::Complaint| FieldError { field: complaint.field, message: Message::NotUnderstood };
        return Err(ApiError::Invalid { fields: complaints.into_iter().map(field).collect() }.into());
    }
    resolve::from_slugs(state, permit, api, recipe).await
}

/// The row of a recipe that is in order.
pub(super) fn stored(
    state: &AppState,
    api: &Api,
    recipe: &Recipe,
    slugs: &[String],
    published: bool,
) -> Result<Stored, AppError> {
    let document = arazzo::export(&header(api), std::slice::from_ref(recipe));
    Ok(Stored {
        id: state.rng.id(&state.clock),
        slug: recipe.name.clone(),
        title: recipe.title.clone(),
        document: document.to_string(),
        operations: serde_json::to_string(slugs).map_err(|error| AppError::Unexpected(error.to_string()))?,
        published,
        revision: 1,
    })
}

/// What the audit log says of a recipe of `api`.
pub(super) fn entry(action: Action, api: &Api, recipe: &Stored) -> Entry {
    Entry::new(action, recipe.id.as_str(), format!("{}/{}", api.input.slug, recipe.slug))
}

/// The fields of a recipe that people write.
pub(super) fn written(recipe: &Stored) -> Value {
    let Stored { slug, title, document, published, .. } = recipe;
    json!({ "name": slug, "title": title, "published": published, "document": document })
}

/// What a document says besides its recipe. Where the API's own document is, it says relative to itself.
fn header(api: &Api) -> Header {
    let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    Header {
        title: api.title().to_owned(),
        version: "1.0.0".to_owned(),
        source: api.input.slug.chars().map(|c| if is_id(c) { c } else { '-' }).collect(),
        url: "../../openapi.json".to_owned(),
    }
}

fn recipe(stored: &Stored) -> Result<Recipe, AppError> {
    let unreadable = |why: String| AppError::Unexpected(format!("recipe {}: {why}", stored.id));
    let document: Value = serde_json::from_str(&stored.document).map_err(|error| unreadable(error.to_string()))?;
    let imported = arazzo::import(&document).map_err(|refused| unreadable(format!("{refused:?}")))?;
    imported.recipes.into_iter().next().ok_or_else(|| unreadable("no workflow".to_owned()))
}

fn slugs(stored: &Stored) -> Result<Vec<String>, AppError> {
    serde_json::from_str(&stored.operations).map_err(|error| AppError::Unexpected(error.to_string()))
}
