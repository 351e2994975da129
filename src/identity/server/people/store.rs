//! Lists of the table `users`.

use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use crate::identity::account::AccountState;
use crate::identity::model::{Account, Role};
use crate::identity::server::store::{UserRow, accounts};
use crate::kernel::ids::UserId;
use crate::kernel::{PageRequest, Timestamp};
use crate::platform::AppError;

#[derive(FromRow)]
struct Row {
    #[sqlx(flatten)]
    user: UserRow,
    created_at: i64,
    state: String,
    groups: String,
}

impl Row {
    fn into_account(self) -> Result<Account, AppError> {
        let groups = serde_json::from_str(&self.groups).map_err(|error| AppError::Unexpected(error.to_string()))?;
        let user = self.user.into_user()?;
        let state = accounts::state_of(user.id.as_str(), &self.state)?;
        Ok(Account { user, created_at: Timestamp(self.created_at), state, groups })
    }
}

/// Accounts with their groups, of which `$rest` says which.
macro_rules! accounts {
    ($rest:literal) => {
        concat!(
            "SELECT id, email, role, created_at, state,
                 (SELECT json_group_array(json_array(g.id, g.name)) FROM group_members
                  JOIN user_groups g ON g.id = group_id WHERE user_id = users.id) AS groups
             FROM users ",
            $rest
        )
    };
}

/// A page of the accounts in whose e-mail addresses `text` occurs, by address. `text` is in lower case.
pub(super) async fn list(db: impl SqliteExecutor<'_>, text: &str, page: PageRequest) -> Result<Vec<Account>, AppError> {
    let rows: Vec<Row> = sqlx::query_as(accounts!(
        "WHERE instr(email_folded, $1) > 0 OR $1 = '' ORDER BY email_folded LIMIT $2 OFFSET $3"
    ))
    .bind(text)
    .bind(i64::from(page.size))
    .bind(page.offset())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Row::into_account).collect()
}

/// How many accounts the whole list has.
pub(super) async fn count(db: impl SqliteExecutor<'_>, text: &str) -> Result<u64, AppError> {
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM users WHERE instr(email_folded, $1) > 0 OR $1 = ''")
        .bind(text)
        .fetch_one(db)
        .await?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// The account with this id.
pub(super) async fn find(db: impl SqliteExecutor<'_>, id: &UserId) -> Result<Option<Account>, AppError> {
    let row: Option<Row> = sqlx::query_as(accounts!("WHERE id = $1")).bind(id.as_str()).fetch_optional(db).await?;
    row.map(Row::into_account).transpose()
}

/// Whether somebody else can administer: an account that cannot be used does not count.
pub(super) async fn has_other_administrator(db: impl SqliteExecutor<'_>, id: &UserId) -> Result<bool, AppError> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM users WHERE role = $1 AND state = $2 AND id <> $3)")
        .bind(Role::Administrator.as_str())
        .bind(AccountState::Active.as_str())
        .bind(id.as_str())
        .fetch_one(db)
        .await?)
}

/// Lets an account be used, or not.
pub(super) async fn update_state(
    db: &mut SqliteConnection,
    id: &UserId,
    state: AccountState,
    now: Timestamp,
) -> Result<bool, AppError> {
    let written = sqlx::query("UPDATE users SET state = $2, updated_at = $3 WHERE id = $1")
        .bind(id.as_str())
        .bind(state.as_str())
        .bind(now.0)
        .execute(db)
        .await?;
    Ok(written.rows_affected() == 1)
}

/// Gives somebody a role; `false` when they have no account any more.
pub(super) async fn update_role(db: &mut SqliteConnection, id: &UserId, role: Role) -> Result<bool, AppError> {
    let written = sqlx::query("UPDATE users SET role = $2 WHERE id = $1")
        .bind(id.as_str())
        .bind(role.as_str())
        .execute(db)
        .await?;
    Ok(written.rows_affected() == 1)
}
