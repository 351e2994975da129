//! The image in the header, as a file.

use super::apply::{Action, ApplyError, Change};
use super::folder::{Files, Folder, FolderError};
use crate::identity::server::Administrator;
use crate::platform::{AppError, AppState};
use crate::site::server::settings;

/// What its file is called, by what is in it.
const PLACES: [(&str, &str); 3] = [("image/png", "logo.png"), ("image/jpeg", "logo.jpg"), ("image/webp", "logo.webp")];

/// The file of the image that is shown; none where it is the portal's own sign.
pub(super) async fn load(state: &AppState) -> Result<Files, AppError> {
    let (Some(logo), Some(bytes)) = (state.settings().await?.logo, state.logo().await?) else {
        return Ok(Files::new());
    };
    let place = PLACES.iter().find(|(kind, _)| *kind == logo.kind).map(|(_, place)| (*place).to_owned());
    let place = place.ok_or_else(|| AppError::Unexpected(format!("the image in the header is {}", logo.kind)))?;
    Ok(Files::from([(place, bytes)]))
}

/// The file in a folder.
pub(super) fn read(folder: &Folder) -> Result<Files, FolderError> {
    let mut files = Files::new();
    for (_, place) in PLACES {
        if let Some(bytes) = folder.file(place)? {
            files.insert(place.to_owned(), bytes);
        }
        if files.len() > 1 {
            return Err(FolderError::wrong(place, "one image was expected, not two"));
        }
    }
    Ok(files)
}

/// Writes the file, and removes what there was under another name.
pub(super) fn write(folder: &Folder, files: &Files) -> Result<(), FolderError> {
    for (_, place) in PLACES {
        if !files.contains_key(place) && folder.file(place)?.is_some() {
            folder.remove(place)?;
        }
    }
    folder.write(files)
}

/// What there is to do for the portal to show `wanted`; without a file only `prune` takes away what it shows.
pub(super) async fn change(state: &AppState, wanted: &Files, prune: bool) -> Result<Option<Change>, AppError> {
    let before = load(state).await?;
    if before.values().eq(wanted.values()) {
        return Ok(None);
    }
    let action = match (before.is_empty(), wanted.is_empty()) {
        (true, _) => Action::Add,
        (false, false) => Action::Change,
        (false, true) if prune => Action::Remove,
        (false, true) => Action::Keep,
    };
    let place = wanted.keys().chain(before.keys()).next().cloned().unwrap_or_default();
    Ok(Some(Change { action, place, before, after: wanted.clone() }))
}

/// Makes the change.
pub(super) async fn establish(state: &AppState, permit: &Administrator, change: &Change) -> Result<(), ApplyError> {
    let bytes = change.after.values().next().map(Vec::as_slice);
    let revision = state.settings().await?.revision;
    let saved = settings::save_logo(state, permit, revision, bytes).await;
    saved.map_err(|error| ApplyError::refused(&change.place, error))
}
