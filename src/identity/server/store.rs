//! The room's SQL.

pub(super) mod accounts;
pub(super) mod sessions;
pub(super) mod tokens;

use sqlx::{FromRow, SqliteConnection, SqliteExecutor, SqlitePool};

use crate::identity::account::AccountState;
use crate::identity::model::{Role, User};
use crate::kernel::Timestamp;
use crate::kernel::ids::{GroupId, UserId};
use crate::platform::AppError;
use crate::platform::db::unless_taken;

/// What stands for the hash of somebody who signs in with a provider only.
pub(super) const NO_PASSWORD: &str = "";

/// An account with what proves it.
pub(super) struct Credentials {
    pub(super) user: User,
    /// `None` when there is no password.
    pub(super) password_hash: Option<String>,
    pub(super) state: AccountState,
}

/// A session and whose it is.
pub(super) struct Session {
    pub(super) user: User,
    pub(super) groups: Vec<GroupId>,
    pub(super) created_at: Timestamp,
    pub(super) last_seen_at: Timestamp,
}

#[derive(FromRow)]
pub(super) struct UserRow {
    id: String,
    email: String,
    role: String,
}

#[derive(FromRow)]
struct CredentialsRow {
    #[sqlx(flatten)]
    user: UserRow,
    password_hash: String,
    state: String,
}

#[derive(FromRow)]
struct SessionRow {
    #[sqlx(flatten)]
    user: UserRow,
    groups: String,
    created_at: i64,
    last_seen_at: i64,
}

impl UserRow {
    pub(super) fn into_user(self) -> Result<User, AppError> {
        let Some(role) = Role::parse(&self.role) else {
            return Err(AppError::Unexpected(format!("user {} has the unknown role {}", self.id, self.role)));
        };
        Ok(User { id: self.id.into(), email: self.email, role })
    }
}

/// The account that `email_folded` names.
pub(super) async fn find_credentials(db: &SqlitePool, email_folded: &str) -> Result<Option<Credentials>, AppError> {
    let row: Option<CredentialsRow> =
        sqlx::query_as("SELECT id, email, role, password_hash, state FROM users WHERE email_folded = $1")
            .bind(email_folded)
            .fetch_optional(db)
            .await?;
    row.map(|row| {
        let state = accounts::state_of(&row.user.id, &row.state)?;
        let password_hash = Some(row.password_hash).filter(|hash| hash != NO_PASSWORD);
        Ok(Credentials { user: row.user.into_user()?, password_hash, state })
    })
    .transpose()
}

/// The person whose e-mail address is `email_folded`.
pub(super) async fn find_by_email(db: impl SqliteExecutor<'_>, email_folded: &str) -> Result<Option<User>, AppError> {
    let row: Option<UserRow> = sqlx::query_as("SELECT id, email, role FROM users WHERE email_folded = $1")
        .bind(email_folded)
        .fetch_optional(db)
        .await?;
    row.map(UserRow::into_user).transpose()
}

/// The person with this id.
pub(super) async fn find_by_id(db: impl SqliteExecutor<'_>, id: &UserId) -> Result<Option<User>, AppError> {
    let row: Option<UserRow> =
        sqlx::query_as("SELECT id, email, role FROM users WHERE id = $1").bind(id.as_str()).fetch_optional(db).await?;
    row.map(UserRow::into_user).transpose()
}

/// Whether anybody has `role`.
pub(super) async fn has_role(db: impl SqliteExecutor<'_>, role: Role) -> Result<bool, AppError> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM users WHERE role = $1)")
        .bind(role.as_str())
        .fetch_one(db)
        .await?)
}

/// Adds an account. `false` when the e-mail address has one already.
pub(super) async fn insert_user(
    db: &mut SqliteConnection,
    user: &User,
    email_folded: &str,
    password_hash: &str,
    now: Timestamp,
) -> Result<bool, AppError> {
    let inserted = sqlx::query(
        "INSERT INTO users (id, email, email_folded, role, password_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(user.id.as_str())
    .bind(&user.email)
    .bind(email_folded)
    .bind(user.role.as_str())
    .bind(password_hash)
    .bind(now.0)
    .execute(db)
    .await;
    // The id is new, so it can only be the address.
    Ok(unless_taken(inserted)?.is_some())
}

/// The session with this hash, expired or not; none of an account that cannot be used.
pub(super) async fn find_session(db: &SqlitePool, token_hash: &str) -> Result<Option<Session>, AppError> {
    let row: Option<SessionRow> = sqlx::query_as(
        "SELECT users.id, users.email, users.role, sessions.created_at, sessions.last_seen_at, \
             (SELECT json_group_array(group_id) FROM group_members WHERE user_id = users.id) AS groups \
         FROM sessions JOIN users ON users.id = sessions.user_id WHERE sessions.token_hash = $1 AND users.state = 'active'",
    )
    .bind(token_hash)
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Session {
            user: row.user.into_user()?,
            groups: serde_json::from_str(&row.groups).unwrap_or_default(),
            created_at: Timestamp(row.created_at),
            last_seen_at: Timestamp(row.last_seen_at),
        })
    })
    .transpose()
}

/// Begins a session.
pub(super) async fn insert_session(
    db: &mut SqliteConnection,
    token_hash: &str,
    user: &User,
    now: Timestamp,
) -> Result<(), AppError> {
    sqlx::query("INSERT INTO sessions (token_hash, user_id, created_at, last_seen_at) VALUES ($1, $2, $3, $3)")
        .bind(token_hash)
        .bind(user.id.as_str())
        .bind(now.0)
        .execute(db)
        .await?;
    Ok(())
}

/// Notes that a session was used. `false` when it has ended meanwhile.
pub(super) async fn update_last_seen(
    db: &mut SqliteConnection,
    token_hash: &str,
    now: Timestamp,
) -> Result<bool, AppError> {
    let updated = sqlx::query("UPDATE sessions SET last_seen_at = $1 WHERE token_hash = $2")
        .bind(now.0)
        .bind(token_hash)
        .execute(db)
        .await?;
    Ok(updated.rows_affected() == 1)
}

/// Ends a session. `false` when there was none.
pub(super) async fn delete_session(db: &mut SqliteConnection, token_hash: &str) -> Result<bool, AppError> {
    let deleted = sqlx::query("DELETE FROM sessions WHERE token_hash = $1").bind(token_hash).execute(db).await?;
    Ok(deleted.rows_affected() == 1)
}

/// Deletes the sessions last used at or before `idle_since` or begun at or before `begun_before`, and says how many.
pub(super) async fn delete_expired_sessions(
    db: &mut SqliteConnection,
    idle_since: Timestamp,
    begun_before: Timestamp,
) -> Result<u64, AppError> {
    let deleted = sqlx::query("DELETE FROM sessions WHERE last_seen_at <= $1 OR created_at <= $2")
        .bind(idle_since.0)
        .bind(begun_before.0)
        .execute(db)
        .await?;
    Ok(deleted.rows_affected())
}
