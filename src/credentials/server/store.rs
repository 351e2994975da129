//! The table `backend_credentials`.

use sqlx::{FromRow, SqliteConnection};

use crate::credentials::model::{BackendCredential, KeyPlace, Way};
use crate::kernel::Timestamp;
use crate::kernel::ids::ApiId;
use crate::platform::AppError;

/// A credential as it is stored.
pub(super) struct Stored {
    pub(super) api: ApiId,
    pub(super) told: BackendCredential,
    /// What the vault has made of the secret.
    pub(super) sealed: Vec<u8>,
}

#[derive(FromRow)]
struct Row {
    api_id: String,
    kind: String,
    name: String,
    place: String,
    origin: String,
    sealed: Vec<u8>,
    set_at: i64,
}

impl TryFrom<Row> for Stored {
    type Error = AppError;

    fn try_from(row: Row) -> Result<Self, AppError> {
        let unknown = || AppError::Unexpected(format!("a backend credential of an unknown kind: {}", row.kind));
        let way = Way::read(&row.kind, &row.name, &row.place).ok_or_else(unknown)?;
        let told = BackendCredential { way, origin: row.origin, set_at: Timestamp(row.set_at) };
        Ok(Self { api: row.api_id.into(), told, sealed: row.sealed })
    }
}

/// All of them.
pub(super) async fn list(db: &mut SqliteConnection) -> Result<Vec<Stored>, AppError> {
    let rows: Vec<Row> =
        sqlx::query_as("SELECT api_id, kind, name, place, origin, sealed, set_at FROM backend_credentials")
            .fetch_all(db)
            .await?;
    rows.into_iter().map(Stored::try_from).collect()
}

/// That of an API.
pub(super) async fn find(db: &mut SqliteConnection, api: &ApiId) -> Result<Option<Stored>, AppError> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT api_id, kind, name, place, origin, sealed, set_at FROM backend_credentials WHERE api_id = $1",
    )
    .bind(api.as_str())
    .fetch_optional(db)
    .await?;
    row.map(Stored::try_from).transpose()
}

/// Gives an API this one, in place of the one that it has.
pub(super) async fn put(db: &mut SqliteConnection, stored: &Stored) -> Result<(), AppError> {
    let Stored { api, told, sealed } = stored;
    sqlx::query(
        "INSERT INTO backend_credentials (api_id, kind, name, place, origin, sealed, set_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (api_id) DO UPDATE SET kind = excluded.kind, name = excluded.name, place = excluded.place,
             origin = excluded.origin, sealed = excluded.sealed, set_at = excluded.set_at",
    )
    .bind(api.as_str())
    .bind(told.way.kind())
    .bind(told.way.name())
    .bind(told.way.place().map_or("", KeyPlace::as_str))
    .bind(&told.origin)
    .bind(sealed)
    .bind(told.set_at.0)
    .execute(db)
    .await?;
    Ok(())
}

/// Removes that of an API; `false` when it has none.
pub(super) async fn delete(db: &mut SqliteConnection, api: &ApiId) -> Result<bool, AppError> {
    let deleted =
        sqlx::query("DELETE FROM backend_credentials WHERE api_id = $1").bind(api.as_str()).execute(db).await?;
    Ok(deleted.rows_affected() == 1)
}
