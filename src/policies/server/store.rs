//! The table `policies`.

use sqlx::{FromRow, SqliteConnection};

use crate::kernel::Timestamp;
use crate::platform::AppError;
use crate::policies::model::{Placed, PolicySet, Scope};

#[derive(FromRow)]
struct Row {
    scope_kind: String,
    scope_id: String,
    operation: String,
    document: String,
    revision: i64,
}

impl Row {
    fn into_parts(self) -> Result<(Scope, PolicySet), AppError> {
        let Self { scope_kind, scope_id, operation, document, revision } = self;
        let unknown = || AppError::Unexpected(format!("policies of an unknown scope: {scope_kind}"));
        let scope = Scope::read(&scope_kind, scope_id, operation).ok_or_else(unknown)?;
        let unreadable = |error| AppError::Unexpected(format!("the policies of {scope}: {error}"));
        let policies = serde_json::from_str(&document).map_err(unreadable)?;
        Ok((scope, PolicySet { revision, policies }))
    }
}

/// The policies of all scopes, each as it can be read or not.
pub(super) async fn list_all(db: &mut SqliteConnection) -> Result<Vec<Result<(Scope, PolicySet), AppError>>, AppError> {
    let rows: Vec<Row> = sqlx::query_as("SELECT scope_kind, scope_id, operation, document, revision FROM policies")
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(Row::into_parts).collect())
}

/// The policies of a scope; `None` before the first.
pub(super) async fn find(db: &mut SqliteConnection, scope: &Scope) -> Result<Option<PolicySet>, AppError> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT scope_kind, scope_id, operation, document, revision FROM policies
         WHERE scope_kind = $1 AND scope_id = $2 AND operation = $3",
    )
    .bind(scope.kind())
    .bind(scope.id())
    .bind(scope.operation())
    .fetch_optional(db)
    .await?;
    row.map(|row| row.into_parts().map(|(_, set)| set)).transpose()
}

/// Saves the policies of a scope over those of `revision`; `false` when these are not there any more.
pub(super) async fn save(
    db: &mut SqliteConnection,
    scope: &Scope,
    revision: i64,
    policies: &[Placed],
    now: Timestamp,
) -> Result<bool, AppError> {
    let document = serde_json::to_string(policies).map_err(|error| AppError::Unexpected(error.to_string()))?;
    let written = sqlx::query(
        "INSERT INTO policies (scope_kind, scope_id, operation, document, revision, updated_at)
         VALUES ($1, $2, $3, $4, $5 + 1, $6)
         ON CONFLICT (scope_kind, scope_id, operation) DO UPDATE
         SET document = excluded.document, revision = excluded.revision, updated_at = excluded.updated_at
         WHERE policies.revision = $5",
    )
    .bind(scope.kind())
    .bind(scope.id())
    .bind(scope.operation())
    .bind(document)
    .bind(revision)
    .bind(now.0)
    .execute(db)
    .await?;
    Ok(written.rows_affected() == 1)
}
