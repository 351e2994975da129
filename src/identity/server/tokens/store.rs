//! The table `api_tokens`.

use sqlx::{FromRow, SqliteConnection, SqlitePool};

use crate::identity::model::User;
use crate::identity::server::store::UserRow;
use crate::identity::token::{OwnToken, Scope};
use crate::kernel::Timestamp;
use crate::kernel::ids::{GroupId, TokenId, UserId};
use crate::platform::AppError;

/// A token and whose it is.
pub(super) struct Bearer {
    pub(super) user: User,
    pub(super) groups: Vec<GroupId>,
    pub(super) token: OwnToken,
}

#[derive(FromRow)]
struct Row {
    token_id: String,
    name: String,
    beginning: String,
    scope: String,
    created_at: i64,
    expires_at: Option<i64>,
    last_used_at: Option<i64>,
}

impl Row {
    fn into_token(self) -> Result<OwnToken, AppError> {
        let Some(scope) = Scope::parse(&self.scope) else {
            return Err(AppError::Unexpected(format!("token {} has the unknown scope {}", self.token_id, self.scope)));
        };
        Ok(OwnToken {
            id: self.token_id.into(),
            name: self.name,
            beginning: self.beginning,
            scope,
            created_at: Timestamp(self.created_at),
            expires_at: self.expires_at.map(Timestamp),
            last_used_at: self.last_used_at.map(Timestamp),
        })
    }
}

#[derive(FromRow)]
struct BearerRow {
    #[sqlx(flatten)]
    user: UserRow,
    groups: String,
    #[sqlx(flatten)]
    token: Row,
}

#[derive(FromRow)]
struct OwnedRow {
    owner: String,
    #[sqlx(flatten)]
    token: Row,
}

/// A query for tokens `t`, with what else is asked for.
macro_rules! tokens {
    ($also:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $also,
            "t.id AS token_id, t.name, t.beginning, t.scope, t.created_at, t.expires_at, t.last_used_at \
             FROM api_tokens t ",
            $rest
        )
    };
}

/// The token with this hash, expired or not; none of an account that cannot be used.
pub(super) async fn find_bearer(db: &SqlitePool, token_hash: &str) -> Result<Option<Bearer>, AppError> {
    let row: Option<BearerRow> = sqlx::query_as(tokens!(
        "users.id, users.email, users.role, \
         (SELECT json_group_array(group_id) FROM group_members WHERE user_id = users.id) AS groups, ",
        "JOIN users ON users.id = t.user_id WHERE t.token_hash = $1 AND users.state = 'active'"
    ))
    .bind(token_hash)
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Bearer {
            user: row.user.into_user()?,
            groups: serde_json::from_str(&row.groups).unwrap_or_default(),
            token: row.token.into_token()?,
        })
    })
    .transpose()
}

/// The tokens of `user`, the newest first.
pub(super) async fn list(db: &SqlitePool, user: &UserId) -> Result<Vec<OwnToken>, AppError> {
    let rows: Vec<Row> = sqlx::query_as(tokens!("", "WHERE t.user_id = $1 ORDER BY t.id DESC"))
        .bind(user.as_str())
        .fetch_all(db)
        .await?;
    rows.into_iter().map(Row::into_token).collect()
}

/// The token `id` of `user`.
pub(super) async fn find_own(db: &SqlitePool, user: &UserId, id: &TokenId) -> Result<Option<OwnToken>, AppError> {
    let row: Option<Row> = sqlx::query_as(tokens!("", "WHERE t.user_id = $1 AND t.id = $2"))
        .bind(user.as_str())
        .bind(id.as_str())
        .fetch_optional(db)
        .await?;
    row.map(Row::into_token).transpose()
}

/// Everybody's tokens with their owners' e-mail addresses.
pub(super) async fn list_all(db: &SqlitePool) -> Result<Vec<(String, OwnToken)>, AppError> {
    let rows: Vec<OwnedRow> = sqlx::query_as(tokens!(
        "users.email AS owner, ",
        "JOIN users ON users.id = t.user_id ORDER BY users.email_folded, t.id DESC"
    ))
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| Ok((row.owner, row.token.into_token()?))).collect()
}

/// How many tokens `user` has.
pub(super) async fn count(db: &mut SqliteConnection, user: &UserId) -> Result<usize, AppError> {
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM api_tokens WHERE user_id = $1")
        .bind(user.as_str())
        .fetch_one(db)
        .await?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Adds a token.
pub(super) async fn insert(
    db: &mut SqliteConnection,
    user: &UserId,
    token: &OwnToken,
    token_hash: &str,
) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO api_tokens (id, user_id, name, token_hash, beginning, scope, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(token.id.as_str())
    .bind(user.as_str())
    .bind(&token.name)
    .bind(token_hash)
    .bind(&token.beginning)
    .bind(token.scope.as_str())
    .bind(token.created_at.0)
    .bind(token.expires_at.map(|moment| moment.0))
    .execute(db)
    .await?;
    Ok(())
}

/// Notes that a token was used. `false` when it was revoked meanwhile.
pub(super) async fn update_last_used(
    db: &mut SqliteConnection,
    id: &TokenId,
    now: Timestamp,
) -> Result<bool, AppError> {
    let updated = sqlx::query("UPDATE api_tokens SET last_used_at = $2 WHERE id = $1")
        .bind(id.as_str())
        .bind(now.0)
        .execute(db)
        .await?;
    Ok(updated.rows_affected() == 1)
}

/// Deletes the token `id` of `user`. `false` when they have none such.
pub(super) async fn delete_own(db: &mut SqliteConnection, user: &UserId, id: &TokenId) -> Result<bool, AppError> {
    let deleted = sqlx::query("DELETE FROM api_tokens WHERE user_id = $1 AND id = $2")
        .bind(user.as_str())
        .bind(id.as_str())
        .execute(db)
        .await?;
    Ok(deleted.rows_affected() == 1)
}

/// Deletes the token `id`. `false` when there is none.
pub(super) async fn delete(db: &mut SqliteConnection, id: &TokenId) -> Result<bool, AppError> {
    let deleted = sqlx::query("DELETE FROM api_tokens WHERE id = $1").bind(id.as_str()).execute(db).await?;
    Ok(deleted.rows_affected() == 1)
}

/// Deletes the tokens of `user` that have expired a month ago.
pub(super) async fn delete_expired(db: &mut SqliteConnection, user: &UserId, now: Timestamp) -> Result<(), AppError> {
    sqlx::query("DELETE FROM api_tokens WHERE user_id = $1 AND expires_at <= $2")
        .bind(user.as_str())
        .bind(now.plus(-30 * crate::identity::token::DAY).0)
        .execute(db)
        .await?;
    Ok(())
}
