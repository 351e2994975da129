//! The recipes of an API: Arazzo documents, of which drafts say that they are.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::apply::ApplyError;
use super::folder::{Files, FolderError};
use super::{api, text};
use crate::identity::server::{Administrator, Caller};
use crate::openapi::model::Format;
use crate::openapi::server::write;
use crate::platform::{AppError, AppState};
use crate::recipes::server::{replace, service};

/// The extension of an Arazzo document that keeps a recipe from readers.
const DRAFT: &str = "x-loggia-draft";

/// The recipes by their names.
pub(super) type Recipes = BTreeMap<String, Value>;

/// Those of an API.
pub(super) async fn load(state: &AppState, slug: &str) -> Result<Recipes, AppError> {
    let caller = Caller::operator();
    let mut recipes = Recipes::new();
    for recipe in service::list(state, &caller, slug).await? {
        let mut document = service::document(state, &caller, slug, &recipe.slug).await?;
        if !recipe.published {
            document[DRAFT] = json!(true);
        }
        recipes.insert(recipe.slug, document);
    }
    Ok(recipes)
}

/// Their files.
pub(super) fn add_files(recipes: &Recipes, files: &mut Files) -> Result<(), AppError> {
    for (name, document) in recipes {
        files.insert(path(name), write(document, Format::Yaml)?);
    }
    Ok(())
}

/// What the files say.
pub(super) fn parse(files: &Files) -> Result<Recipes, FolderError> {
    let prefix = [api::RECIPES, "/"].concat();
    let mut recipes = Recipes::new();
    for (path, bytes) in files {
        let name = path.strip_prefix(&prefix).and_then(|name| name.strip_suffix(".yaml"));
        if let Some(name) = name {
            recipes.insert(name.to_owned(), text::parse(path, bytes)?);
        }
    }
    Ok(recipes)
}

/// Gives an API the recipes `wanted` instead of those that it has.
pub(super) async fn establish(
    state: &AppState,
    permit: &Administrator,
    slug: &str,
    before: &Recipes,
    wanted: &Recipes,
) -> Result<(), ApplyError> {
    for (name, document) in wanted.iter().filter(|(name, document)| before.get(*name) != Some(document)) {
        let place = [api::PLACE, "/", slug, "/", &path(name)].concat();
        let refused = |error| ApplyError::refused(&place, error);
        let published = document.get(DRAFT) != Some(&json!(true));
        match replace(state, permit, slug, name, document, published).await.map_err(refused)? {
            Ok(()) => {}
            Err(reason) => return Err(FolderError::wrong(&place, &reason).into()),
        }
    }
    for name in before.keys().filter(|name| !wanted.contains_key(*name)) {
        let place = [api::PLACE, "/", slug, "/", &path(name)].concat();
        service::delete(state, permit, slug, name).await.map_err(|error| ApplyError::refused(&place, error))?;
    }
    Ok(())
}

fn path(name: &str) -> String {
    [api::RECIPES, "/", name, ".yaml"].concat()
}
