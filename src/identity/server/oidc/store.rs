//! The tables `identities` and `provider_memberships`, and what follows from them for `group_members`.

use sqlx::{FromRow, SqliteConnection};

use crate::kernel::Timestamp;
use crate::kernel::ids::{GroupId, ProviderId, UserId};
use crate::platform::AppError;

/// Somebody's account at a provider.
#[derive(FromRow)]
pub(super) struct IdentityRow {
    pub(super) id: String,
    pub(super) provider_id: String,
    pub(super) provider: String,
    pub(super) email: String,
    pub(super) used_at: i64,
    /// Whether one can sign in with it now.
    pub(super) is_usable: bool,
    /// Whether its owner has a password or a passkey.
    pub(super) has_another: bool,
}

/// The id of whom `issuer` calls `subject`, and of their account.
pub(super) async fn find_identity(
    db: &mut SqliteConnection,
    provider: &ProviderId,
    issuer: &str,
    subject: &str,
) -> Result<Option<(String, UserId)>, AppError> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT id, user_id FROM identities WHERE provider_id = $1 AND issuer = $2 AND subject = $3")
            .bind(provider.as_str())
            .bind(issuer)
            .bind(subject)
            .fetch_optional(db)
            .await?;
    Ok(row.map(|(id, user)| (id, user.into())))
}

/// Notes whose account somebody signs in to: the names are issuer, subject and e-mail address.
pub(super) async fn insert_identity(
    db: &mut SqliteConnection,
    id: &str,
    provider: &ProviderId,
    (issuer, subject, email): (&str, &str, &str),
    user: &UserId,
    now: Timestamp,
) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO identities (id, provider_id, issuer, subject, user_id, email, created_at, used_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
    )
    .bind(id)
    .bind(provider.as_str())
    .bind(issuer)
    .bind(subject)
    .bind(user.as_str())
    .bind(email)
    .bind(now.0)
    .execute(db)
    .await?;
    Ok(())
}

/// Notes that somebody signed in.
pub(super) async fn update_used(
    db: &mut SqliteConnection,
    id: &str,
    email: &str,
    now: Timestamp,
) -> Result<(), AppError> {
    sqlx::query("UPDATE identities SET email = $2, used_at = $3 WHERE id = $1")
        .bind(id)
        .bind(email)
        .bind(now.0)
        .execute(db)
        .await?;
    Ok(())
}

/// The accounts of `user` at providers, by the providers' order.
pub(super) async fn list_identities(db: &mut SqliteConnection, user: &UserId) -> Result<Vec<IdentityRow>, AppError> {
    Ok(sqlx::query_as(
        "SELECT identities.id, provider_id, p.name AS provider, identities.email, used_at,
             p.is_on AND rtrim(p.issuer, '/') = rtrim(identities.issuer, '/') AS is_usable,
             users.password_hash <> '' OR EXISTS (SELECT 1 FROM passkeys WHERE user_id = users.id) AS has_another
         FROM identities JOIN identity_providers p ON p.id = provider_id JOIN users ON users.id = user_id
         WHERE user_id = $1 ORDER BY p.position, p.id, identities.id",
    )
    .bind(user.as_str())
    .fetch_all(db)
    .await?)
}

/// Parts `user` from their account `id` at a provider. `false` when they have none.
pub(super) async fn delete_identity(db: &mut SqliteConnection, user: &UserId, id: &str) -> Result<bool, AppError> {
    let deleted = sqlx::query("DELETE FROM identities WHERE id = $1 AND user_id = $2")
        .bind(id)
        .bind(user.as_str())
        .execute(db)
        .await?;
    Ok(deleted.rows_affected() == 1)
}

/// Forgets which groups `provider` puts `user` into.
pub(super) async fn delete_memberships(
    db: &mut SqliteConnection,
    provider: &ProviderId,
    user: &UserId,
) -> Result<(), AppError> {
    sqlx::query("DELETE FROM provider_memberships WHERE provider_id = $1 AND user_id = $2")
        .bind(provider.as_str())
        .bind(user.as_str())
        .execute(db)
        .await?;
    Ok(())
}

/// Notes that `provider` puts `user` into `group`, and puts them there unless they are in it.
pub(super) async fn insert_membership(
    db: &mut SqliteConnection,
    provider: &ProviderId,
    user: &UserId,
    group: &GroupId,
) -> Result<(), AppError> {
    sqlx::query("INSERT INTO provider_memberships (provider_id, user_id, group_id) VALUES ($1, $2, $3)")
        .bind(provider.as_str())
        .bind(user.as_str())
        .bind(group.as_str())
        .execute(&mut *db)
        .await?;
    sqlx::query("INSERT INTO group_members (group_id, user_id, by_hand) VALUES ($1, $2, FALSE) ON CONFLICT DO NOTHING")
        .bind(group.as_str())
        .bind(user.as_str())
        .execute(db)
        .await?;
    Ok(())
}

/// Takes `user`, or everybody, out of the groups that they are in neither by hand nor by any provider.
pub(super) async fn delete_unfounded_members(db: &mut SqliteConnection, user: Option<&UserId>) -> Result<(), AppError> {
    sqlx::query(
        "DELETE FROM group_members WHERE NOT by_hand AND ($1 IS NULL OR user_id = $1) AND NOT EXISTS (
             SELECT 1 FROM provider_memberships p
             WHERE p.user_id = group_members.user_id AND p.group_id = group_members.group_id)",
    )
    .bind(user.map(UserId::as_str))
    .execute(db)
    .await?;
    Ok(())
}
