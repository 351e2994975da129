//! The SQL of the tables `totp` and `recovery_codes`, and what there is in all.

use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use crate::identity::account::AccountState;
use crate::identity::factors::FactorCounts;
use crate::identity::model::User;
use crate::identity::server::store::{UserRow, accounts};
use crate::kernel::Timestamp;
use crate::kernel::ids::UserId;
use crate::platform::AppError;

/// An app that shows codes.
#[derive(FromRow)]
pub(super) struct App {
    /// Sealed.
    pub(super) secret: Vec<u8>,
    pub(super) created_at: i64,
    pub(super) confirmed_at: Option<i64>,
}

/// An account with what proves it.
pub(super) struct Account {
    pub(super) user: User,
    pub(super) state: AccountState,
    pub(super) password_hash: String,
}

#[derive(FromRow)]
struct AccountRow {
    #[sqlx(flatten)]
    user: UserRow,
    state: String,
    password_hash: String,
}

#[derive(FromRow)]
struct CountsRow {
    app: bool,
    passkeys: i64,
    recovery_codes: i64,
}

/// The account with this id.
pub(super) async fn find_account(db: impl SqliteExecutor<'_>, user: &UserId) -> Result<Option<Account>, AppError> {
    let row: Option<AccountRow> =
        sqlx::query_as("SELECT id, email, role, state, password_hash FROM users WHERE id = $1")
            .bind(user.as_str())
            .fetch_optional(db)
            .await?;
    row.map(|row| {
        let state = accounts::state_of(user.as_str(), &row.state)?;
        Ok(Account { user: row.user.into_user()?, state, password_hash: row.password_hash })
    })
    .transpose()
}

/// What `user` has; nothing when there is no such account.
pub(super) async fn count_factors(db: impl SqliteExecutor<'_>, user: &UserId) -> Result<FactorCounts, AppError> {
    let row: CountsRow = sqlx::query_as(
        "SELECT EXISTS (SELECT 1 FROM totp WHERE user_id = $1 AND confirmed_at IS NOT NULL) AS app, \
             (SELECT COUNT(*) FROM passkeys WHERE user_id = $1) AS passkeys, \
             (SELECT COUNT(*) FROM recovery_codes WHERE user_id = $1) AS recovery_codes",
    )
    .bind(user.as_str())
    .fetch_one(db)
    .await?;
    Ok(FactorCounts { app: row.app, passkeys: row.passkeys, recovery_codes: row.recovery_codes })
}

/// Whether `user` has anything to sign in with: a password, a passkey, or a provider that is on.
pub(super) async fn has_way_in(db: impl SqliteExecutor<'_>, user: &UserId) -> Result<bool, AppError> {
    Ok(sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM users WHERE id = $1 AND password_hash <> '') \
             OR EXISTS (SELECT 1 FROM passkeys WHERE user_id = $1) \
             OR EXISTS (SELECT 1 FROM identities JOIN identity_providers p ON p.id = provider_id \
                 WHERE user_id = $1 AND p.is_on AND rtrim(p.issuer, '/') = rtrim(identities.issuer, '/'))",
    )
    .bind(user.as_str())
    .fetch_one(db)
    .await?)
}

/// The app of `user`, set up or not.
pub(super) async fn find_app(db: impl SqliteExecutor<'_>, user: &UserId) -> Result<Option<App>, AppError> {
    Ok(sqlx::query_as("SELECT secret, created_at, confirmed_at FROM totp WHERE user_id = $1")
        .bind(user.as_str())
        .fetch_optional(db)
        .await?)
}

/// Begins to set an app up, in place of one that was begun before. `false` when one is set up already.
pub(super) async fn upsert_app(
    db: &mut SqliteConnection,
    user: &UserId,
    secret: &[u8],
    now: Timestamp,
) -> Result<bool, AppError> {
    let written = sqlx::query(
        "INSERT INTO totp (user_id, secret, created_at, last_step) VALUES ($1, $2, $3, 0) \
         ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at, last_step = 0 \
         WHERE totp.confirmed_at IS NULL",
    )
    .bind(user.as_str())
    .bind(secret)
    .bind(now.0)
    .execute(db)
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Lets an app count whose first code was that of `step`. `false` when it counts already, or another one was begun since
/// `created_at`.
pub(super) async fn update_confirmed(
    db: &mut SqliteConnection,
    user: &UserId,
    created_at: i64,
    step: i64,
    now: Timestamp,
) -> Result<bool, AppError> {
    let updated = sqlx::query(
        "UPDATE totp SET confirmed_at = $1, last_step = $2 \
         WHERE user_id = $3 AND created_at = $4 AND confirmed_at IS NULL",
    )
    .bind(now.0)
    .bind(step)
    .bind(user.as_str())
    .bind(created_at)
    .execute(db)
    .await?;
    Ok(updated.rows_affected() == 1)
}

/// Notes that the code of `step` was accepted. `false` when that one or a later one was before.
pub(super) async fn update_last_step(db: &mut SqliteConnection, user: &UserId, step: i64) -> Result<bool, AppError> {
    let updated = sqlx::query(
        "UPDATE totp SET last_step = $1 WHERE user_id = $2 AND last_step < $1 AND confirmed_at IS NOT NULL",
    )
    .bind(step)
    .bind(user.as_str())
    .execute(db)
    .await?;
    Ok(updated.rows_affected() == 1)
}

/// Forgets the app of `user`. `false` when there is none that counts.
pub(super) async fn delete_app(db: &mut SqliteConnection, user: &UserId) -> Result<bool, AppError> {
    let deleted = sqlx::query("DELETE FROM totp WHERE user_id = $1 AND confirmed_at IS NOT NULL")
        .bind(user.as_str())
        .execute(db)
        .await?;
    Ok(deleted.rows_affected() == 1)
}

/// Gives `user` these recovery codes in place of all others.
pub(super) async fn replace_codes(db: &mut SqliteConnection, user: &UserId, hashes: &[String]) -> Result<(), AppError> {
    delete_codes(db, user).await?;
    for hash in hashes {
        sqlx::query("INSERT INTO recovery_codes (user_id, code_hash) VALUES ($1, $2)")
            .bind(user.as_str())
            .bind(hash)
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

/// Uses a recovery code of `user` up. `false` when it is none.
pub(super) async fn take_code(db: &mut SqliteConnection, user: &UserId, hash: &str) -> Result<bool, AppError> {
    let deleted = sqlx::query("DELETE FROM recovery_codes WHERE user_id = $1 AND code_hash = $2")
        .bind(user.as_str())
        .bind(hash)
        .execute(db)
        .await?;
    Ok(deleted.rows_affected() == 1)
}

/// Forgets the recovery codes of `user`.
pub(super) async fn delete_codes(db: &mut SqliteConnection, user: &UserId) -> Result<(), AppError> {
    sqlx::query("DELETE FROM recovery_codes WHERE user_id = $1").bind(user.as_str()).execute(db).await?;
    Ok(())
}

/// Forgets whatever `user` has.
pub(super) async fn delete_all(db: &mut SqliteConnection, user: &UserId) -> Result<(), AppError> {
    delete_codes(db, user).await?;
    sqlx::query("DELETE FROM totp WHERE user_id = $1").bind(user.as_str()).execute(&mut *db).await?;
    sqlx::query("DELETE FROM passkeys WHERE user_id = $1").bind(user.as_str()).execute(&mut *db).await?;
    Ok(())
}
