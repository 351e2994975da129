//! An app that shows codes: set up, switched off, and the recovery codes that go with it.

use super::accept::owner;
use super::change::{Change, tell};
use super::proof::Owner;
use super::{code, qr, recovery, store};
use crate::identity::factors::AppSetup;
use crate::identity::model::User;
use crate::identity::rules;
use crate::identity::server::Caller;
use crate::identity::server::attempts::Attempt;
use crate::identity::server::profile::person;
use crate::kernel::{ApiError, Message};
use crate::notifications;
use crate::platform::{AppError, AppState};

/// How many bytes a secret has: as many as HMAC-SHA-1 puts out (RFC 4226 section 4).
const SECRET: usize = 20;
/// For how many milliseconds a secret waits for its first code.
const PATIENCE: i64 = 30 * 60_000;

/// Begins to set an app up for `asks`, who signed in just now or knows the `password`. What was begun before is void.
///
/// # Errors
/// `Unauthenticated` for guests, `Invalid` at `password`, `RateLimited` after too many guesses, `Conflict` when an app is
/// set up already.
pub async fn begin(state: &AppState, asks: Owner<'_>, password: &str) -> Result<(), AppError> {
    let user = asks.recent_or_password(state, "password", password).await?;
    let sealed = state.vault.seal(&owner(&user.id), &state.rng.bytes::<SECRET>())?;
    let mut db = state.db.write().await?;
    if !store::upsert_app(&mut db, &user.id, &sealed, state.clock.now()).await? {
        return Err(ApiError::Conflict.into());
    }
    Ok(db.commit().await?)
}

/// The app that `caller` is setting up.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when they have begun nothing.
pub async fn shown(state: &AppState, caller: &Caller) -> Result<AppSetup, AppError> {
    let user = person(caller)?;
    let (secret, _) = waiting(state, user).await?.ok_or(ApiError::NotFound)?;
    let text = code::base32(&secret);
    let address = code::address(&state.config.name, &user.email, &text);
    let groups: Vec<&str> = text.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    Ok(AppSetup { secret: groups.join(" "), picture: qr::picture(&address)?, address })
}

/// Lets the app count that `asks` is setting up, whose first code is `typed`. Gives back recovery codes, when they had none.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when they have begun nothing, [`Message::WrongCode`] at `code`, `RateLimited`.
pub async fn confirm(state: &AppState, asks: Owner<'_>, typed: &str) -> Result<Vec<String>, AppError> {
    let user = person(asks.caller)?;
    let (secret, created_at) = waiting(state, user).await?.ok_or(ApiError::NotFound)?;
    let attempt = Attempt::count(state, asks.peer, &rules::fold_email(&user.email))?;
    let typed: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let now = state.clock.now();
    let Some(step) = code::matching(&secret, &typed, now).into_iter().max() else {
        return Err(ApiError::field("code", Message::WrongCode).into());
    };
    attempt.succeeded(state);
    let mut db = state.db.write().await?;
    if !store::update_confirmed(&mut db, &user.id, created_at, step, now).await? {
        return Err(ApiError::NotFound.into());
    }
    tell(state, &mut db, &asks.caller.actor(), user, Change::AppAdded).await?;
    let mut codes = Vec::new();
    if store::count_factors(&mut *db, &user.id).await?.recovery_codes == 0 {
        codes = recovery::generate(&state.rng);
        keep(&mut db, user, &codes).await?;
    }
    db.commit().await?;
    notifications::wake(state);
    Ok(codes)
}

/// Switches the app of `asks` off; `proof` is the password or a code. Recovery codes go with the last factor.
///
/// # Errors
/// `Unauthenticated` for guests, `Invalid` at `proof`, `RateLimited`, `NotFound` when there is none.
pub async fn switch_off(state: &AppState, asks: Owner<'_>, proof: &str) -> Result<(), AppError> {
    let user = asks.password_or_code(state, proof).await?;
    let mut db = state.db.write().await?;
    if !store::delete_app(&mut db, &user.id).await? {
        return Err(ApiError::NotFound.into());
    }
    if store::count_factors(&mut *db, &user.id).await?.passkeys == 0 {
        store::delete_codes(&mut db, &user.id).await?;
    }
    tell(state, &mut db, &asks.caller.actor(), user, Change::AppRemoved).await?;
    db.commit().await?;
    notifications::wake(state);
    Ok(())
}

/// New recovery codes for `asks`, who signed in just now or knows the `password`, in place of those that are left.
///
/// # Errors
/// `Unauthenticated` for guests, `Invalid` at `password`, `RateLimited`, `NotFound` for whoever has nothing that they could
/// lose.
pub async fn new_codes(state: &AppState, asks: Owner<'_>, password: &str) -> Result<Vec<String>, AppError> {
    let user = asks.recent_or_password(state, "password", password).await?;
    let codes = recovery::generate(&state.rng);
    let mut db = state.db.write().await?;
    let counts = store::count_factors(&mut *db, &user.id).await?;
    if !counts.app && counts.passkeys == 0 {
        return Err(ApiError::NotFound.into());
    }
    keep(&mut db, user, &codes).await?;
    tell(state, &mut db, &asks.caller.actor(), user, Change::CodesMade).await?;
    db.commit().await?;
    notifications::wake(state);
    Ok(codes)
}

async fn keep(db: &mut sqlx::SqliteConnection, user: &User, codes: &[String]) -> Result<(), AppError> {
    let hashes: Vec<String> =
        codes.iter().filter_map(|code| recovery::read(code)).map(|code| recovery::hash(&code)).collect();
    store::replace_codes(db, &user.id, &hashes).await
}

/// The secret that waits for its first code, and since when.
async fn waiting(state: &AppState, user: &User) -> Result<Option<(zeroize::Zeroizing<Vec<u8>>, i64)>, AppError> {
    let app = store::find_app(state.db.reader(), &user.id).await?;
    let waits = |app: &store::App| app.confirmed_at.is_none() && state.clock.now().0 < app.created_at + PATIENCE;
    app.filter(waits).map(|app| Ok((state.vault.open(&owner(&user.id), &app.secret)?, app.created_at))).transpose()
}
