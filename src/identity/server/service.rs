//! Signing in and out, recognising a session, adding accounts.

use std::net::IpAddr;

use super::attempts::Attempt;
use super::caller::{Administrator, Caller};
use super::factors::step;
use super::session::{self, Token};
use super::{password, store};
use crate::audit::model::Action;
use crate::audit::server::{Actor, Entry, record, record_nothing};
use crate::identity::account::AccountState;
use crate::identity::model::{Role, User};
use crate::identity::{agent, rules};
use crate::kernel::{ApiError, Checks, Message, Timestamp};
use crate::platform::{AppError, AppState};

/// Somebody who has just signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// Who they are.
    pub user: User,
    /// What their browser is to be recognised by.
    pub token: Token,
}

/// What the right password opens.
#[derive(Debug)]
pub enum Opened {
    /// The portal.
    Portal(SignedIn),
    /// The question for a second factor, of the browser with this token.
    Step(Token),
}

/// Where somebody signs in from.
#[derive(Clone, Copy, Debug)]
pub struct Visitor<'a> {
    /// The address.
    pub peer: IpAddr,
    /// What the browser says of itself; may be empty.
    pub user_agent: &'a str,
}

/// An account to be added.
pub struct NewUser {
    /// The e-mail address to sign in with.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// The password to sign in with.
    pub password: String,
}

/// Signs a `visitor` in and begins a session, unless a second factor is to be asked for. The browser's `old` session ends
/// with the new one's beginning, so that nobody can have put one there beforehand.
///
/// # Errors
/// [`ApiError::Invalid`] with [`Message::WrongCredentials`] at `password`, whether the account or only the password is
/// wrong or the account is suspended; with [`Message::Unconfirmed`] for the right password of an account that waits for
/// its confirmation; with other messages where something is missing or too long. [`ApiError::RateLimited`] after too many attempts.
pub async fn sign_in(
    state: &AppState,
    visitor: Visitor<'_>,
    email: &str,
    password: &str,
    old: Option<&Token>,
) -> Result<Opened, AppError> {
    let mut checks = Checks::new();
    checks.text("email", email, rules::EMAIL_MOST);
    checks.take("password", rules::password_to_try(password));
    checks.finish()?;

    let (email, peer) = (rules::fold_email(email), visitor.peer);
    let attempt = Attempt::count(state, peer, &email)?;
    // The wait comes first: a flood of attempts waits here and not before the database, where pages would wait behind it.
    let turn = password::turn(state).await?;
    let account = store::find_credentials(state.db.reader(), &email).await?;
    let stored = account.as_ref().and_then(|account| account.password_hash.as_deref());
    let matches = password::verify_in(turn, password, stored).await?;
    let known = account.as_ref().map(|account| account.user.clone());
    let Some(account) = account.filter(|_| matches) else {
        note_failure(state, known.as_ref()).await;
        tracing::warn!(%peer, "an attempt to sign in from {peer} failed");
        return Err(ApiError::field("password", Message::WrongCredentials).into());
    };
    match account.state {
        AccountState::Active => {}
        // Only whoever knows the password learns as much.
        AccountState::Unconfirmed => return Err(ApiError::field("password", Message::Unconfirmed).into()),
        AccountState::Suspended => {
            note_failure(state, Some(&account.user)).await;
            tracing::warn!(user = %account.user.id, %peer, "user {} is suspended and was refused", account.user.id);
            return Err(ApiError::field("password", Message::WrongCredentials).into());
        }
    }
    let stored_hash = account.password_hash.as_deref().unwrap_or_default();
    if let Some(token) = step::begin(state, &account.user, stored_hash).await? {
        // The count goes on: the password must not buy any number of guesses at codes.
        return Ok(Opened::Step(token));
    }
    attempt.succeeded(state);
    begin_session(state, visitor, account.user, old).await.map(Opened::Portal)
}

/// Begins a session of `user`, who has proved to be them in every way that is asked for. The browser's `old` session ends.
pub(super) async fn begin_session(
    state: &AppState,
    Visitor { peer, user_agent }: Visitor<'_>,
    user: User,
    old: Option<&Token>,
) -> Result<SignedIn, AppError> {
    let token = Token::new(&state.rng);
    let mut db = state.db.write().await?;
    if let Some(old) = old {
        store::delete_session(&mut db, &old.hash()).await?;
    }
    store::insert_session(&mut db, &token.hash(), &user, state.clock.now()).await?;
    let user_agent: String = user_agent.chars().take(agent::MOST).collect();
    store::sessions::update_origin(&mut db, &token.hash(), &peer.to_canonical().to_string(), &user_agent).await?;
    let signed_in = Entry::new(Action::UserSignIn, user.id.as_str(), user.email.as_str());
    record(state, &mut db, &Actor::user(&user.id, &user.email), signed_in).await?;
    db.commit().await?;
    tracing::info!(user = %user.id, %peer, "user {} signed in from {peer}", user.id);
    Ok(SignedIn { user, token })
}

/// Writes down that somebody failed to sign in as `known`. Whether or not there is such an account takes as long, and so
/// does an attempt beyond those of an account that are written down. What fails here does not change the answer.
pub(super) async fn note_failure(state: &AppState, known: Option<&User>) {
    let written = async {
        let mut db = state.db.write().await?;
        match known.filter(|user| state.noted_failures.check(user.id.as_str()).is_ok()) {
            Some(user) => {
                let failed = Entry::new(Action::UserSignInFailed, user.id.as_str(), user.email.as_str());
                record(state, &mut db, &Actor::visitor(), failed).await?;
            }
            None => record_nothing(&mut db).await?,
        }
        db.commit().await.map_err(AppError::from)
    };
    if let Err(error) = written.await {
        tracing::warn!(%error, "a failed attempt to sign in could not be written down: {error}");
    }
}

/// Ends the session of `token`; one that has ended already stays so.
///
/// # Errors
/// When the database fails: the session holds on.
pub async fn sign_out(state: &AppState, token: &Token) -> Result<(), AppError> {
    let mut db = state.db.write().await?;
    store::delete_session(&mut db, &token.hash()).await?;
    Ok(db.commit().await?)
}

/// Whose session `token` is; a guest's when it has ended or never was. Notes that it was used.
///
/// # Errors
/// When the database cannot be read.
pub async fn caller_of(state: &AppState, token: &Token) -> Result<Caller, AppError> {
    let now = state.clock.now();
    let hash = token.hash();
    let Some(session) = store::find_session(state.db.reader(), &hash).await? else {
        return Ok(Caller::guest());
    };
    if !session::is_alive(session.created_at, session.last_seen_at, now) {
        return Ok(Caller::guest());
    }
    if now >= session.last_seen_at.plus(session::NOTED_EVERY) {
        match note_use(state, &hash, now).await {
            Ok(true) => {}
            // Signed out in this very moment.
            Ok(false) => return Ok(Caller::guest()),
            // With a full disk people can still read: at worst their session ends early.
            Err(error) => tracing::warn!(%error, "the use of a session could not be noted: {error}"),
        }
    }
    Ok(Caller::user(session.user).in_groups(session.groups))
}

async fn note_use(state: &AppState, token_hash: &str, now: Timestamp) -> Result<bool, AppError> {
    let mut db = state.db.write().await?;
    let holds = store::update_last_seen(&mut db, token_hash, now).await?;
    db.commit().await?;
    Ok(holds)
}

/// Adds an account.
///
/// # Errors
/// [`ApiError::Invalid`] with what is wrong at `email` and `password`; [`Message::Taken`] when the address has an
/// account, however its letters are cased.
pub async fn add_user(state: &AppState, permit: &Administrator, new: NewUser) -> Result<User, AppError> {
    let mut checks = Checks::new();
    let email = checks.take("email", rules::email(&new.email).map(str::to_owned)).unwrap_or_default();
    checks.take("password", rules::new_password(&new.password));
    checks.finish()?;

    let password_hash = password::hash(state, &new.password).await?;
    let user = User { id: state.rng.id(&state.clock).into(), email, role: new.role };
    let mut db = state.db.write().await?;
    let folded = rules::fold_email(&user.email);
    if !store::insert_user(&mut db, &user, &folded, &password_hash, state.clock.now()).await? {
        return Err(ApiError::field("email", Message::Taken).into());
    }
    let added = Entry::new(Action::UserCreate, user.id.as_str(), user.email.as_str()).with("role", user.role.as_str());
    record(state, &mut db, permit.actor(), added).await?;
    db.commit().await?;
    tracing::info!(user = %user.id, role = user.role.as_str(), "user {} added as {}", user.id, user.role.as_str());
    Ok(user)
}

/// Whether there is an administrator yet.
///
/// # Errors
/// When the database cannot be read.
pub async fn has_administrator(state: &AppState) -> Result<bool, AppError> {
    store::has_role(state.db.reader(), Role::Administrator).await
}

/// Deletes the sessions that have expired and says how many they were.
///
/// # Errors
/// When the database cannot be written.
pub async fn sweep_sessions(state: &AppState) -> Result<u64, AppError> {
    let now = state.clock.now();
    let mut db = state.db.write().await?;
    let deleted =
        store::delete_expired_sessions(&mut db, now.plus(-session::IDLE), now.plus(-session::ABSOLUTE)).await?;
    db.commit().await?;
    Ok(deleted)
}
