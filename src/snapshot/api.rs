//! An API and its files.

use std::collections::HashMap;

use super::apply::ApplyError;
use super::folder::{Files, FolderError};
use super::model::ApiFile;
use super::operations::Operations;
use super::recipes::{self, Recipes};
use super::text;
use crate::catalog::server::service::{self as catalog, Target, WholeApi};
use crate::identity::server::Administrator;
use crate::kernel::ids::{ApiId, GroupId};
use crate::kernel::{ApiError, PageRequest};
use crate::openapi::model::Format;
use crate::openapi::server::read::{Document, read};
use crate::openapi::server::{Whole, rewrite};
use crate::platform::{AppError, AppState};

/// The folder of the APIs' folders.
pub(super) const PLACE: &str = "apis";
/// The folder of an API's recipes.
pub(super) const RECIPES: &str = "recipes";
const FORM: &str = "api.yaml";
const OPERATIONS: &str = "operations.yaml";
const DOCUMENTS: [(&str, Format); 2] = [("document.json", Format::Json), ("document.yaml", Format::Yaml)];
/// How many APIs are asked for at a time.
const PAGE: u32 = 200;

/// Whether `path` is a file of an API, from its folder.
pub(super) fn is_file(path: &str) -> bool {
    let is_recipe = path.strip_prefix(RECIPES).is_some_and(|name| name.starts_with('/') && name.ends_with(".yaml"));
    path == FORM || path == OPERATIONS || DOCUMENTS.iter().any(|(name, _)| path == *name) || is_recipe
}

/// The slugs of all APIs but the portal's own, which every portal has by itself, in order.
pub(super) async fn slugs(state: &AppState, permit: &Administrator) -> Result<Vec<String>, AppError> {
    let own = catalog::own_api(state, permit).await?.map(|own| own.id);
    let mut slugs = Vec::new();
    for number in 1.. {
        let page = catalog::admin_apis(state, permit, "", PageRequest::new(number, PAGE)).await?;
        if page.items.is_empty() {
            break;
        }
        slugs.extend(page.items.into_iter().filter(|api| Some(&api.id) != own.as_ref()).map(|api| api.slug));
    }
    slugs.sort();
    slugs.dedup();
    Ok(slugs)
}

/// Removes the API `slug`, if it is still there.
pub(super) async fn remove(state: &AppState, permit: &Administrator, slug: &str) -> Result<(), AppError> {
    match catalog::admin_api_by_slug(state, permit, slug).await {
        Ok(api) => catalog::delete_api(state, permit, &api.id).await,
        Err(AppError::Api(ApiError::NotFound)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// What the files of an API say.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ApiFiles {
    form: ApiFile,
    document: Option<(Format, Vec<u8>)>,
    operations: Operations,
    recipes: Recipes,
}

/// An API as it is.
pub(super) struct Current {
    id: ApiId,
    revision: i64,
    pub(super) says: ApiFiles,
}

/// The API `slug`; `None` if there is none. Its groups have these `names`.
pub(super) async fn load(
    state: &AppState,
    permit: &Administrator,
    slug: &str,
    names: &HashMap<GroupId, String>,
) -> Result<Option<Current>, AppError> {
    let WholeApi { api, operations, document, .. } = match catalog::admin_whole_api(state, permit, slug).await {
        Err(AppError::Api(ApiError::NotFound)) => return Ok(None),
        whole => whole?,
    };
    let recipes = recipes::load(state, slug).await?;
    let compared = tokio::task::spawn_blocking(move || {
        let parsed = match &document {
            Some((_, bytes)) => read(bytes).map_err(|refusal| AppError::Unexpected(refusal.to_string()))?,
            None => Document::default(),
        };
        let format = |(format, bytes): (String, _)| (Format::parse(&format).unwrap_or_default(), bytes);
        Ok::<_, AppError>((Operations::between(&parsed.operations, operations), document.map(format)))
    });
    let (operations, document) = compared.await.map_err(|error| AppError::Unexpected(error.to_string()))??;
    let form = ApiFile::new(api.input, names);
    Ok(Some(Current { id: api.id, revision: api.revision, says: ApiFiles { form, document, operations, recipes } }))
}

impl ApiFiles {
    /// The files that say so.
    pub(super) fn files(&self) -> Result<Files, AppError> {
        let mut files = Files::from([(FORM.to_owned(), text::write(&self.form)?)]);
        if let Some((format, bytes)) = &self.document {
            let name = DOCUMENTS.iter().find(|(_, other)| other == format).map_or("", |(name, _)| name);
            files.insert(name.to_owned(), bytes.clone());
        }
        if !self.operations.is_empty() {
            files.insert(OPERATIONS.to_owned(), text::write(&self.operations)?);
        }
        recipes::add_files(&self.recipes, &mut files)?;
        Ok(files)
    }

    /// What the files of the API `slug` say.
    ///
    /// # Errors
    /// When one is missing or says something else.
    pub(super) fn parse(slug: &str, files: &Files) -> Result<Self, FolderError> {
        let path = |name: &str| [PLACE, "/", slug, "/", name].concat();
        let form = files.get(FORM).ok_or_else(|| FolderError::wrong(&path(FORM), "there is no such file"))?;
        let form = text::parse(&path(FORM), form)?;
        let operations = match files.get(OPERATIONS) {
            Some(bytes) => text::parse(&path(OPERATIONS), bytes)?,
            None => Operations::default(),
        };
        let mut documents = DOCUMENTS.iter().filter_map(|(name, _)| Some((name, files.get(*name)?)));
        let document = documents.next();
        if let Some((name, _)) = documents.next() {
            return Err(FolderError::wrong(&path(name), "one document was expected, not two"));
        }
        let (document, read) = match document {
            None => (None, Document::default()),
            Some((name, bytes)) => {
                let read = read(bytes).map_err(|refusal| FolderError::wrong(&path(name), &refusal.to_string()))?;
                (Some((read.format, bytes.clone())), read)
            }
        };
        let merged = operations.clone().merge(read.operations);
        merged.map_err(|reason| FolderError::wrong(&path(OPERATIONS), &reason))?;
        let recipes = recipes::parse(files)?;
        Ok(Self { form, document, operations, recipes })
    }

    /// Makes the API `slug` so, from what it is now; `groups` are those by their names.
    pub(super) async fn establish(
        self,
        state: &AppState,
        permit: &Administrator,
        (slug, current): (&str, Option<Current>),
        groups: &HashMap<String, GroupId>,
    ) -> Result<(), ApplyError> {
        let place = [PLACE, "/", slug].concat();
        let refused = |error: AppError| ApplyError::refused(&place, error);
        let Self { form, document, operations, recipes } = self;
        let unknown =
            |group: String| FolderError::wrong(&[&place, "/", FORM].concat(), &format!("there is no group {group}"));
        let input = form.clone().input(slug, groups).map_err(unknown)?;
        let (before, target) = match current {
            None => (None, Some(Target::New { input: Box::new(input), suffix_is_fixed: true })),
            Some(Current { id, revision, says }) => {
                if says.form != form {
                    catalog::update_api(state, permit, &id, revision, input).await.map_err(refused)?;
                }
                let is_same = says.document == document && says.operations == operations;
                (Some(says), (!is_same).then_some(Target::Existing { id, revision: None }))
            }
        };
        if let Some(target) = target {
            let bytes = document.map(|(_, bytes)| bytes);
            let whole = Whole { document: bytes, change: Box::new(move |read| operations.merge(read)) };
            rewrite(state, permit, slug, target, whole).await.map_err(|error| ApplyError::rewritten(&place, error))?;
        }
        let before = before.map(|says| says.recipes).unwrap_or_default();
        recipes::establish(state, permit, slug, &before, &recipes).await
    }
}
