//! An API and its files.

use std::collections::{HashMap, HashSet};

use super::apply::ApplyError;
use super::examples::{self, Examples};
use super::folder::{Files, FolderError};
use super::model::ApiFile;
use super::operations::Operations;
use super::recipes::{self, Recipes};
use super::text;
use crate::catalog::server::service::{self as catalog, Said, Target, WholeApi};
use crate::console::server::examples::pinned::replace_pinned;
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

/// The file with the form of the API `slug`.
pub(super) fn form(slug: &str) -> String {
    [PLACE, "/", slug, "/", FORM].concat()
}

/// Whether `path` is a file of an API, from its folder.
pub(super) fn is_file(path: &str) -> bool {
    let is_recipe = path.strip_prefix(RECIPES).is_some_and(|name| name.starts_with('/') && name.ends_with(".yaml"));
    [FORM, OPERATIONS, examples::FORM].contains(&path) || DOCUMENTS.iter().any(|(name, _)| path == *name) || is_recipe
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
    /// `None` for those that there are.
    examples: Option<Examples>,
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
    let examples = Some(examples::load(state, permit, &api.id).await?);
    let compared = tokio::task::spawn_blocking(move || {
        let parsed = match &document {
            Some((_, bytes)) => read(bytes).map_err(|refusal| AppError::Unexpected(refusal.to_string()))?,
            None => Document::default(),
        };
        let format = |(format, bytes): (String, _)| (Format::parse(&format).unwrap_or_default(), bytes);
        Ok::<_, AppError>((Operations::between(&parsed.operations, operations), document.map(format)))
    });
    let (operations, document) = compared.await.map_err(|error| AppError::Unexpected(error.to_string()))??;
    let owner = catalog::owner_email(state, permit, &api).await?;
    let form = ApiFile::new(api.input, owner, names);
    let says = ApiFiles { form, document, operations, examples, recipes };
    Ok(Some(Current { id: api.id, revision: api.revision, says }))
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
        examples::add_files(self.examples.as_ref().unwrap_or(&Vec::new()), &mut files)?;
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
        let (merged, _) = merged.map_err(|reason| FolderError::wrong(&path(OPERATIONS), &reason))?;
        let slugs: HashSet<&str> = merged.iter().map(|operation| operation.slug.as_str()).collect();
        let examples = examples::parse(&path(examples::FORM), files.get(examples::FORM).map(Vec::as_slice), &slugs)?;
        let recipes = recipes::parse(files)?;
        Ok(Self { form, document, operations, examples, recipes })
    }

    /// Adds of what the API is `now` that of which the files say nothing, and takes the owner away who is not in this portal:
    /// gives back their e-mail address.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn fit(
        &mut self,
        state: &AppState,
        permit: &Administrator,
        now: Option<&Self>,
    ) -> Result<Option<String>, AppError> {
        if self.examples.is_none() {
            self.examples = Some(now.and_then(|now| now.examples.clone()).unwrap_or_default());
        }
        let Some(email) = self.form.owner.take() else {
            self.form.owner = Some(now.and_then(|now| now.form.owner.clone()).unwrap_or_default());
            return Ok(None);
        };
        let owner = catalog::possible_owner(state, permit, &email).await?;
        let missing = owner.is_none().then_some(email);
        self.form.owner = Some(owner.unwrap_or_default());
        Ok(missing)
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
        let Self { form, document, operations, examples, recipes } = self;
        let unknown =
            |group: String| FolderError::wrong(&[&place, "/", FORM].concat(), &format!("there is no group {group}"));
        let input = form.clone().input(slug, groups).map_err(unknown)?;
        let (before, target) = match current {
            None => (None, Some(Target::New { input: Box::new(input), suffix_is_fixed: true })),
            Some(Current { id, revision, says }) => {
                if says.form != form {
                    let said = Said { owner: form.owner.as_deref(), products: None };
                    let saved = catalog::update_api_and(state, permit, &id, revision, input, said).await;
                    saved.map_err(refused)?;
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
        let is_new = before.is_none();
        let before = before.map(|says| says.recipes).unwrap_or_default();
        let api = catalog::admin_api_by_slug(state, permit, slug).await.map_err(refused)?;
        if let (true, Some(owner)) = (is_new, form.owner.filter(|owner| !owner.is_empty())) {
            let said = Said { owner: Some(&owner), products: None };
            let saved = catalog::update_api_and(state, permit, &api.id, api.revision, api.input.clone(), said).await;
            saved.map_err(refused)?;
        }
        let examples = examples::meant(examples.unwrap_or_default()).map_err(refused)?;
        replace_pinned(state, permit, &api, examples).await.map_err(refused)?;
        recipes::establish(state, permit, slug, &before, &recipes).await
    }
}
