//! Giving, replacing and removing credentials.

use serde::Serialize;
use sqlx::SqliteConnection;
use zeroize::Zeroizing;

use super::gateway::origin_of;
use super::seal::{open, seal};
use super::store;
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::catalog::model::Api;
use crate::catalog::server::service as catalog;
use crate::credentials::model::{BackendCredential, CredentialShown, Way};
use crate::credentials::rules::check;
use crate::identity::server::Publisher;
use crate::kernel::ids::ApiId;
use crate::kernel::{ApiError, Message};
use crate::platform::{AppError, AppState};

/// A credential that somebody gives. It cannot be printed.
pub struct NewCredential {
    /// How it is shown.
    pub way: Way,
    /// The token, the password or the key.
    pub secret: Zeroizing<String>,
}

/// What is known of the credential of the API `slug`.
///
/// # Errors
/// `NotFound` and `Forbidden` as for the API itself.
pub async fn credential(state: &AppState, permit: &Publisher, slug: &str) -> Result<CredentialShown, AppError> {
    let api = catalog::admin_api_by_slug(state, permit, slug).await?;
    let stored = store::find(&mut *state.db.reader().acquire().await?, &api.id).await?;
    Ok(CredentialShown {
        title: api.title().to_owned(),
        origin: origin_of(&api.input.service_url).unwrap_or_default(),
        api: api.input.slug,
        credential: stored.map(|stored| stored.told),
    })
}

/// Gives the API `slug` a credential for the web service that it has, in place of the one before.
///
/// # Errors
/// `NotFound` and `Forbidden` as for the API itself; `Invalid` with what is wrong at `username`, `name` and `secret`, and at
/// `kind` when the API has no web service yet.
pub async fn set(state: &AppState, permit: &Publisher, slug: &str, new: NewCredential) -> Result<(), AppError> {
    let id = catalog::admin_api_by_slug(state, permit, slug).await?.id;
    let fields = check(&new.way, &new.secret);
    if !fields.is_empty() {
        return Err(ApiError::Invalid { fields }.into());
    }
    let mut db = state.db.write().await?;
    let api = catalog::changeable(&mut db, permit, &id).await?;
    let Some(origin) = origin_of(&api.input.service_url) else {
        return Err(ApiError::field("kind", Message::NoServiceUrl).into());
    };
    let before = store::find(&mut db, &id).await?;
    let told = BackendCredential { way: new.way, origin, set_at: state.clock.now() };
    let stored = seal(&state.vault, &id, told, &new.secret)?;
    store::put(&mut db, &stored).await?;
    let before = before.as_ref().map(|before| Said::of(&before.told));
    let entry = entry(Action::ApiSetCredential, &api).changed(&before, &Said::of(&stored.told)).secret("secret");
    record(state, &mut db, permit.actor(), entry).await?;
    db.commit().await?;
    tracing::info!(api = %id, kind = stored.told.way.kind(), "API {id} has another backend credential");
    Ok(())
}

/// Removes the credential of the API `slug`.
///
/// # Errors
/// `NotFound` and `Forbidden` as for the API itself; `NotFound` when it has none.
pub async fn remove(state: &AppState, permit: &Publisher, slug: &str) -> Result<(), AppError> {
    let id = catalog::admin_api_by_slug(state, permit, slug).await?.id;
    let mut db = state.db.write().await?;
    let api = catalog::changeable(&mut db, permit, &id).await?;
    let before = store::find(&mut db, &id).await?.ok_or(ApiError::NotFound)?;
    if !store::delete(&mut db, &id).await? {
        return Err(ApiError::NotFound.into());
    }
    let entry = entry(Action::ApiRemoveCredential, &api).removed(&Said::of(&before.told));
    record(state, &mut db, permit.actor(), entry).await?;
    db.commit().await?;
    tracing::info!(api = %id, "API {id} has no backend credential any more");
    Ok(())
}

/// Gives the API `copy` the credential of the API `original`, in the transaction `db`: both have one web service. One that
/// cannot be opened is left out.
///
/// # Errors
/// When the database fails.
pub async fn copy(
    state: &AppState,
    db: &mut SqliteConnection,
    permit: &Publisher,
    original: &ApiId,
    copy: &Api,
) -> Result<(), AppError> {
    let Some(stored) = store::find(db, original).await? else { return Ok(()) };
    let secret = match open(&state.vault, &stored) {
        Ok(secret) => secret,
        Err(error) => {
            tracing::warn!(api = %original, %error, "the backend credential of API {original} is not copied");
            return Ok(());
        }
    };
    let copied = seal(&state.vault, &copy.id, stored.told, &secret)?;
    store::put(db, &copied).await?;
    let entry = entry(Action::ApiSetCredential, copy).created(&Said::of(&copied.told)).secret("secret");
    record(state, db, permit.actor(), entry.with("copy_of", original.as_str())).await
}

/// What the audit log says of a credential.
#[derive(Serialize)]
struct Said<'c> {
    #[serde(flatten)]
    way: &'c Way,
    origin: &'c str,
}

impl<'c> Said<'c> {
    fn of(BackendCredential { way, origin, .. }: &'c BackendCredential) -> Self {
        Self { way, origin }
    }
}

fn entry(action: Action, api: &Api) -> Entry {
    Entry::new(action, api.id.as_str(), api.input.slug.as_str())
}
