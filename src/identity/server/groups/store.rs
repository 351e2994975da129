//! The tables `user_groups` and `group_members`.

use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use crate::identity::model::{Group, User};
use crate::identity::server::store::UserRow;
use crate::kernel::ids::{GroupId, UserId};
use crate::kernel::{PageRequest, Timestamp};
use crate::platform::AppError;

#[derive(FromRow)]
struct Row {
    id: String,
    name: String,
    description: String,
    members: i64,
}

impl From<Row> for Group {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            description: row.description,
            members: u64::try_from(row.members).unwrap_or_default(),
        }
    }
}

/// All groups by their names.
pub(super) async fn list(db: impl SqliteExecutor<'_>) -> Result<Vec<Group>, AppError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, name, description, (SELECT count(*) FROM group_members WHERE group_id = id) AS members
         FROM user_groups ORDER BY name_folded, id",
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Group::from).collect())
}

/// The group with this id.
pub(super) async fn find(db: impl SqliteExecutor<'_>, id: &GroupId) -> Result<Option<Group>, AppError> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, name, description, (SELECT count(*) FROM group_members WHERE group_id = id) AS members
         FROM user_groups WHERE id = $1",
    )
    .bind(id.as_str())
    .fetch_optional(db)
    .await?;
    Ok(row.map(Group::from))
}

/// How many groups there are.
pub(super) async fn count(db: impl SqliteExecutor<'_>) -> Result<i64, AppError> {
    Ok(sqlx::query_scalar("SELECT count(*) FROM user_groups").fetch_one(db).await?)
}

/// Adds a group; `false` when another has its name.
pub(super) async fn insert(
    db: impl SqliteExecutor<'_>,
    id: &GroupId,
    (name, folded, description): (&str, &str, &str),
    now: Timestamp,
) -> Result<bool, AppError> {
    let written = sqlx::query(
        "INSERT INTO user_groups (id, name, name_folded, description, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT (name_folded) DO NOTHING",
    )
    .bind(id.as_str())
    .bind(name)
    .bind(folded)
    .bind(description)
    .bind(now.0)
    .execute(db)
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Saves a group; `None` when another has its name, `Some(false)` when it is gone.
pub(super) async fn update(
    db: &mut SqliteConnection,
    id: &GroupId,
    (name, folded, description): (&str, &str, &str),
    now: Timestamp,
) -> Result<Option<bool>, AppError> {
    let is_taken: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM user_groups WHERE name_folded = $1 AND id <> $2)")
            .bind(folded)
            .bind(id.as_str())
            .fetch_one(&mut *db)
            .await?;
    if is_taken {
        return Ok(None);
    }
    let written = sqlx::query(
        "UPDATE user_groups SET name = $2, name_folded = $3, description = $4, updated_at = $5 WHERE id = $1",
    )
    .bind(id.as_str())
    .bind(name)
    .bind(folded)
    .bind(description)
    .bind(now.0)
    .execute(db)
    .await?;
    Ok(Some(written.rows_affected() == 1))
}

/// Removes a group; `false` when there is none.
pub(super) async fn delete(db: impl SqliteExecutor<'_>, id: &GroupId) -> Result<bool, AppError> {
    let written = sqlx::query("DELETE FROM user_groups WHERE id = $1").bind(id.as_str()).execute(db).await?;
    Ok(written.rows_affected() == 1)
}

/// A page of the people in a group.
pub(super) async fn list_members(
    db: impl SqliteExecutor<'_>,
    id: &GroupId,
    page: PageRequest,
) -> Result<Vec<User>, AppError> {
    let rows: Vec<UserRow> = sqlx::query_as(
        "SELECT users.id, email, role FROM group_members JOIN users ON users.id = user_id
         WHERE group_id = $1 ORDER BY email_folded, users.id LIMIT $2 OFFSET $3",
    )
    .bind(id.as_str())
    .bind(i64::from(page.size))
    .bind(page.offset())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(UserRow::into_user).collect()
}

/// Puts somebody into a group by hand; `false` when they are in it so. They stay then, also if a provider put them there
/// and no longer does.
pub(super) async fn insert_member(
    db: impl SqliteExecutor<'_>,
    group: &GroupId,
    user: &UserId,
) -> Result<bool, AppError> {
    let written = sqlx::query(
        "INSERT INTO group_members (group_id, user_id, by_hand) VALUES ($1, $2, TRUE)
         ON CONFLICT (group_id, user_id) DO UPDATE SET by_hand = TRUE WHERE NOT by_hand",
    )
    .bind(group.as_str())
    .bind(user.as_str())
    .execute(db)
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Takes somebody out of a group; `false` when they are not in it.
pub(super) async fn delete_member(
    db: impl SqliteExecutor<'_>,
    group: &GroupId,
    user: &UserId,
) -> Result<bool, AppError> {
    let written = sqlx::query("DELETE FROM group_members WHERE group_id = $1 AND user_id = $2")
        .bind(group.as_str())
        .bind(user.as_str())
        .execute(db)
        .await?;
    Ok(written.rows_affected() == 1)
}
