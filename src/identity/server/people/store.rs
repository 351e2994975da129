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

/// Of all accounts and of those in whose e-mail addresses a text occurs: a page, and how many there are. The addresses'
/// index has their order, so that a page is read from where it begins to where it ends.
const LIST: &str = accounts!("ORDER BY email_folded LIMIT $1 OFFSET $2");
const LIST_WITH: &str = accounts!("WHERE instr(email_folded, $3) > 0 ORDER BY email_folded LIMIT $1 OFFSET $2");
const COUNT: &str = "SELECT count(*) FROM users";
const COUNT_WITH: &str = "SELECT count(*) FROM users WHERE instr(email_folded, $1) > 0";

/// A page of the accounts in whose e-mail addresses `text` occurs, by address. `text` is in lower case.
pub(super) async fn list(db: impl SqliteExecutor<'_>, text: &str, page: PageRequest) -> Result<Vec<Account>, AppError> {
    let list = if text.is_empty() { LIST } else { LIST_WITH };
    let query = sqlx::query_as::<_, Row>(list).bind(i64::from(page.size)).bind(page.offset());
    let query = if text.is_empty() { query } else { query.bind(text) };
    query.fetch_all(db).await?.into_iter().map(Row::into_account).collect()
}

/// How many accounts the whole list has.
pub(super) async fn count(db: impl SqliteExecutor<'_>, text: &str) -> Result<u64, AppError> {
    let query = if text.is_empty() { sqlx::query_scalar(COUNT) } else { sqlx::query_scalar(COUNT_WITH).bind(text) };
    let count: i64 = query.fetch_one(db).await?;
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

#[cfg(test)]
mod tests {
    use sqlx::AssertSqlSafe;

    use super::*;
    use crate::platform::Db;

    /// What SQLite says that it does.
    async fn plan(db: &Db, sql: &str) -> String {
        let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
        let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as(explain).fetch_all(db.reader()).await.unwrap();
        rows.into_iter().map(|(_, _, _, detail)| detail + "\n").collect()
    }

    #[tokio::test]
    async fn pages_are_read_in_the_order_of_an_index_and_nothing_is_sorted() {
        let data = tempfile::tempdir().unwrap();
        let db = Db::open(data.path()).await.unwrap();
        for sql in [LIST, LIST_WITH] {
            let plan = plan(&db, sql).await;
            assert!(plan.contains("users USING INDEX sqlite_autoindex_users_2"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
        for sql in [COUNT, COUNT_WITH] {
            let plan = plan(&db, sql).await;
            assert!(plan.contains("USING COVERING INDEX"), "an index alone is counted: {plan}");
        }
    }
}
