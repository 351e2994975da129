//! Making, listing and revoking one's tokens, and recognising who shows one.

use super::secret::Secret;
use super::store;
use crate::audit::model::Action;
use crate::audit::server::{Actor, Entry, record};
use crate::identity::model::User;
use crate::identity::server::caller::Caller;
use crate::identity::server::profile::person;
use crate::identity::token::{self, NewToken, OwnToken, OwnTokens, Scope};
use crate::kernel::ids::TokenId;
use crate::kernel::{ApiError, Message, Timestamp};
use crate::platform::{AppError, AppState};

/// How many milliseconds old the note of the last use may get before it is written anew.
const NOTED_EVERY: i64 = 60 * 1000;

/// A token that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// Itself, which nobody can be told again.
    pub secret: Secret,
    /// What there is to know about it.
    pub token: OwnToken,
}

/// Who shows a token.
#[derive(Clone, Debug)]
pub struct Bearer {
    /// Its owner, who can do no more by it than it allows.
    pub caller: Caller,
    /// Which token it is.
    pub token: TokenId,
    /// What it allows.
    pub scope: Scope,
    /// When it expires.
    pub expires_at: Option<Timestamp>,
}

/// Makes a token for the caller.
///
/// # Errors
/// `Unauthenticated` for guests; `Invalid` at `name` and `expires_in`.
pub async fn create(state: &AppState, caller: &Caller, new: NewToken) -> Result<Made, AppError> {
    let user = person(caller)?;
    if !caller.has_scope(new.scope) {
        return Err(ApiError::Forbidden.into());
    }
    add(state, &caller.actor(), user, new).await
}

/// Makes a token for `user`.
pub(super) async fn add(state: &AppState, actor: &Actor, user: &User, new: NewToken) -> Result<Made, AppError> {
    let new = NewToken { name: new.name.trim().to_owned(), ..new };
    token::check(&new)?;
    let (secret, now) = (Secret::new(&state.rng), state.clock.now());
    let expires_at = match (new.lifetime.map(|lifetime| now.plus(lifetime)), new.not_after) {
        (Some(asked), Some(latest)) => Some(asked.min(latest)),
        (asked, latest) => asked.or(latest),
    };
    let token = OwnToken {
        id: state.rng.id(&state.clock).into(),
        name: new.name,
        beginning: secret.beginning().to_owned(),
        scope: new.scope,
        created_at: now,
        expires_at,
        last_used_at: None,
    };
    let mut db = state.db.write().await?;
    store::delete_expired(&mut db, &user.id, now).await?;
    if store::count(&mut db, &user.id).await? >= token::MOST {
        return Err(ApiError::field("name", Message::Full { most: token::MOST }).into());
    }
    store::insert(&mut db, &user.id, &token, &secret.hash()).await?;
    let made = Entry::new(Action::TokenCreate, token.id.as_str(), token.name.as_str())
        .with("owner", user.email.as_str())
        .with("scope", token.scope.as_str());
    record(state, &mut db, actor, made).await?;
    db.commit().await?;
    tracing::info!(user = %user.id, token = %token.id, scope = token.scope.as_str(), "token {} made for user {}", token.id, user.id);
    Ok(Made { secret, token })
}

/// The caller's tokens, the newest first; expired ones, too.
///
/// # Errors
/// `Unauthenticated` for guests.
pub async fn list(state: &AppState, caller: &Caller) -> Result<OwnTokens, AppError> {
    let user = person(caller)?;
    let tokens = store::list(state.db.reader(), &user.id).await?;
    Ok(OwnTokens { now: state.clock.now(), tokens })
}

/// The caller's token `id`.
///
/// # Errors
/// `Unauthenticated` for guests; `NotFound` when they have no such token.
pub async fn find(state: &AppState, caller: &Caller, id: &TokenId) -> Result<OwnToken, AppError> {
    let user = person(caller)?;
    Ok(store::find_own(state.db.reader(), &user.id, id).await?.ok_or(ApiError::NotFound)?)
}

/// Revokes the caller's token `id`: it does not work any more from the next request on.
///
/// # Errors
/// `Unauthenticated` for guests; `NotFound` when they have no such token.
pub async fn revoke(state: &AppState, caller: &Caller, id: &TokenId) -> Result<(), AppError> {
    let user = person(caller)?;
    let mut db = state.db.write().await?;
    if !store::delete_own(&mut db, &user.id, id).await? {
        return Err(ApiError::NotFound.into());
    }
    record(state, &mut db, &caller.actor(), Entry::new(Action::TokenRevoke, id.as_str(), user.email.as_str())).await?;
    db.commit().await?;
    tracing::info!(user = %user.id, token = %id, "user {} revoked token {id}", user.id);
    Ok(())
}

/// Who shows `text` as a token; `None` when it is none, was revoked, has expired, or its owner's account cannot be used.
/// Notes that it was used.
///
/// # Errors
/// When the database cannot be read.
pub async fn authenticate(state: &AppState, text: &str) -> Result<Option<Bearer>, AppError> {
    let Some(secret) = Secret::parse(text) else { return Ok(None) };
    let now = state.clock.now();
    let Some(found) = store::find_bearer(state.db.reader(), &secret.hash()).await? else { return Ok(None) };
    if found.token.expires_at.is_some_and(|expires_at| now >= expires_at) {
        return Ok(None);
    }
    let token = found.token;
    if token.last_used_at.is_none_or(|noted| now >= noted.plus(NOTED_EVERY)) {
        match note_use(state, &token.id, now).await {
            Ok(true) => {}
            // Revoked in this very moment.
            Ok(false) => return Ok(None),
            // With a full disk programs can still read.
            Err(error) => tracing::warn!(%error, "the use of a token could not be noted: {error}"),
        }
    }
    let caller = Caller::user(found.user).in_groups(found.groups).by_token(token.name, token.scope);
    Ok(Some(Bearer { caller, token: token.id, scope: token.scope, expires_at: token.expires_at }))
}

async fn note_use(state: &AppState, id: &TokenId, now: Timestamp) -> Result<bool, AppError> {
    let mut db = state.db.write().await?;
    let holds = store::update_last_used(&mut db, id, now).await?;
    db.commit().await?;
    Ok(holds)
}
