//! Making the catalog what the files say.

use super::folder::{Files, Folder, FolderError};
use super::groups::{self, Known};
use super::{api, logo, model, policies, products, settings};
use crate::identity::server::Administrator;
use crate::openapi::server::ImportError;
use crate::platform::{AppError, AppState};

/// Why the files were not applied, or not all of them.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// They cannot be read, or say what they should not.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The portal did not accept what they say.
    #[error("{place}: {error}")]
    Refused {
        /// Which file or folder.
        place: String,
        /// Why.
        error: AppError,
    },
    /// The database failed.
    #[error(transparent)]
    App(#[from] AppError),
}

impl ApplyError {
    pub(super) fn refused(place: &str, error: AppError) -> Self {
        Self::Refused { place: place.to_owned(), error }
    }

    pub(super) fn rewritten(place: &str, error: ImportError) -> Self {
        match error {
            ImportError::App(error) => Self::refused(place, error),
            other => FolderError::wrong(place, &other.to_string()).into(),
        }
    }
}

/// What is done to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It was not there.
    Add,
    /// It was otherwise.
    Change,
    /// The files do not have it.
    Remove,
    /// The files do not have it, and nobody asked for it to be removed.
    Keep,
}

/// Something that the files have otherwise than the portal.
#[derive(Clone, Debug)]
pub struct Change {
    /// What is done.
    pub action: Action,
    /// Its file or folder.
    pub place: String,
    /// Its files as they would be dumped before.
    pub before: Files,
    /// And after.
    pub after: Files,
}

/// What to do with the files.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// Whether only to say what would be done.
    pub dry_run: bool,
    /// Whether to remove what the files do not have.
    pub prune: bool,
}

/// Makes the catalog what the files in `folder` say, and tells of every change when it is about to be made; warns, with file
/// and field, of what this portal cannot be. All files are read before anything is changed. Every API is changed as a whole or not at all; when one is refused, those before it
/// are as the files say, and to apply them again goes on from there.
///
/// # Errors
/// [`ApplyError`].
pub async fn apply(
    state: &AppState,
    permit: &Administrator,
    folder: &Folder,
    order: Order,
    mut tell: impl FnMut(&Change),
    mut warn: impl FnMut(&str),
) -> Result<(), ApplyError> {
    let wanted = groups::parse(folder.file(groups::PLACE)?.as_deref())?;
    let chosen = settings::parse(folder.file(settings::PLACE)?.as_deref())?;
    let image = logo::read(folder)?;
    let offered = products::parse(folder.file(products::PLACE)?.as_deref())?;
    let ruled = policies::parse(folder.file(policies::PLACE)?.as_deref())?;
    let slugs = folder.apis()?;
    for slug in &slugs {
        api::ApiFiles::parse(slug, &folder.api(slug)?)?;
    }
    if let Some(offered) = &offered {
        let kept = if order.prune { Vec::new() } else { api::slugs(state, permit).await? };
        products::check(offered, &[slugs.clone(), kept].concat())?;
    }
    let (before, revision) = settings::load(state, permit).await?;
    if let Some(chosen) = chosen.filter(|chosen| *chosen != before) {
        let place = settings::PLACE.to_owned();
        let (before, after) = (settings::files(&before)?, settings::files(&chosen)?);
        tell(&Change { action: Action::Change, place, before, after });
        if !order.dry_run {
            chosen.establish(state, permit, revision).await?;
        }
    }
    if let Some(change) = logo::change(state, &image, order.prune).await? {
        tell(&change);
        if change.action != Action::Keep && !order.dry_run {
            logo::establish(state, permit, &change).await?;
        }
    }
    // First, so that what comes can have the suffixes of what goes.
    let action = if order.prune { Action::Remove } else { Action::Keep };
    for slug in api::slugs(state, permit).await?.iter().filter(|slug| !slugs.contains(slug)) {
        tell(&Change { action, place: place(slug), before: Files::new(), after: Files::new() });
        if order.prune && !order.dry_run {
            let refused = |error| ApplyError::refused(&place(slug), error);
            api::remove(state, permit, slug).await.map_err(refused)?;
        }
    }
    let known = Known::load(state, permit).await?;
    let before = known.described();
    let kept = if order.prune { groups::Described::new() } else { before.clone() };
    let after: groups::Described = kept.into_iter().chain(wanted.clone()).collect();
    if before != after {
        let place = groups::PLACE.to_owned();
        tell(&Change { action: Action::Change, place, before: groups::files(&before)?, after: groups::files(&after)? });
    }
    if !order.dry_run {
        // The APIs that go may be all that others are kept by; groups that go are removed last.
        known.establish(state, permit, &wanted, false).await?;
    }
    let current = Known::load(state, permit).await?;
    let (names, ids) = (current.names(), current.ids());
    for slug in &slugs {
        let mut says = api::ApiFiles::parse(slug, &folder.api(slug)?)?;
        let now = api::load(state, permit, slug, &names).await?;
        if let Some(email) = says.fit(state, permit, now.as_ref().map(|now| &now.says)).await? {
            let file = api::form(slug);
            warn(&format!("{file}: owner: nobody who may publish has the address {email}; the API is nobody's"));
        }
        if now.as_ref().is_some_and(|now| now.says == says) {
            continue;
        }
        let action = if now.is_some() { Action::Change } else { Action::Add };
        let before = now.as_ref().map_or_else(|| Ok(Files::new()), |now| now.says.files())?;
        tell(&Change { action, place: place(slug), before, after: says.files()? });
        if !order.dry_run {
            says.establish(state, permit, (slug, now), &ids).await?;
        }
    }
    if let Some(offered) = offered {
        // Behind the APIs that are in them.
        let known = products::Known::load(state, permit).await?;
        let before = known.described(&names);
        let kept = if order.prune { products::Described::new() } else { before.clone() };
        let after: products::Described = kept.into_iter().chain(offered.clone()).collect();
        if before != after {
            let (before, after) = (products::files(&before)?, products::files(&after)?);
            tell(&Change { action: Action::Change, place: products::PLACE.to_owned(), before, after });
        }
        if !order.dry_run {
            known.establish(state, permit, &offered, (&names, &ids), order.prune).await?;
        }
    }
    if let Some(ruled) = ruled {
        // Behind what they are for.
        let before = policies::load(state, permit).await?;
        let kept = if order.prune { policies::Described::new() } else { before.clone() };
        let after: policies::Described = kept.into_iter().chain(ruled).collect();
        if before != after {
            let (before, after) = (policies::files(&before)?, policies::files(&after)?);
            tell(&Change { action: Action::Change, place: policies::PLACE.to_owned(), before, after });
        }
        if !order.dry_run {
            policies::establish(state, permit, &before, &after).await?;
        }
    }
    if order.prune && !order.dry_run {
        Known::load(state, permit).await?.establish(state, permit, &wanted, true).await?;
    }
    Ok(())
}

/// Writes everything into `folder`, and removes what the catalog no longer has; returns how many APIs it has.
///
/// # Errors
/// [`ApplyError`].
pub async fn dump(state: &AppState, permit: &Administrator, folder: &Folder) -> Result<usize, ApplyError> {
    let known = Known::load(state, permit).await?;
    folder.write(&model::header())?;
    folder.write(&settings::files(&settings::load(state, permit).await?.0)?)?;
    logo::write(folder, &logo::load(state).await?)?;
    folder.write(&groups::files(&known.described())?)?;
    let names = known.names();
    folder.write(&products::files(&products::Known::load(state, permit).await?.described(&names))?)?;
    folder.write(&policies::files(&policies::load(state, permit).await?)?)?;
    let mut slugs = Vec::new();
    for slug in api::slugs(state, permit).await? {
        // It may have gone meanwhile.
        if let Some(now) = api::load(state, permit, &slug, &names).await? {
            folder.write_api(&slug, &now.says.files()?)?;
            slugs.push(slug);
        }
    }
    folder.keep_apis(&slugs)?;
    Ok(slugs.len())
}

fn place(slug: &str) -> String {
    [api::PLACE, "/", slug].concat()
}
