//! The tables `identity_providers` and `identity_provider_groups`.

use sqlx::{FromRow, SqliteConnection, SqlitePool};

use crate::identity::provider::{Provider, Way};
use crate::kernel::Timestamp;
use crate::kernel::ids::{GroupId, ProviderId};
use crate::platform::AppError;

#[derive(FromRow)]
struct Row {
    id: String,
    name: String,
    issuer: String,
    client_id: String,
    has_secret: bool,
    scopes: String,
    groups_claim: String,
    groups: String,
    creates_accounts: bool,
    domains: String,
    trusts_addresses: bool,
    is_on: bool,
}

impl Row {
    fn into_provider(self) -> Result<Provider, AppError> {
        let unreadable = |error: serde_json::Error| AppError::Unexpected(format!("an identity provider: {error}"));
        Ok(Provider {
            id: self.id.into(),
            name: self.name,
            issuer: self.issuer,
            client_id: self.client_id,
            has_secret: self.has_secret,
            scopes: self.scopes,
            groups_claim: self.groups_claim,
            groups: serde_json::from_str(&self.groups).map_err(unreadable)?,
            creates_accounts: self.creates_accounts,
            domains: serde_json::from_str(&self.domains).map_err(unreadable)?,
            trusts_addresses: self.trusts_addresses,
            is_on: self.is_on,
        })
    }
}

/// Providers, of which `$rest` says which.
macro_rules! providers {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, issuer, client_id, client_secret IS NOT NULL AS has_secret, scopes, groups_claim,
                 (SELECT json_group_array(json_array(claim_value, group_id)) FROM
                      (SELECT claim_value, group_id FROM identity_provider_groups
                       WHERE provider_id = identity_providers.id ORDER BY position)) AS groups,
                 creates_accounts, domains, trusts_addresses, is_on
             FROM identity_providers ",
            $rest
        )
    };
}

/// All providers in their order.
pub(super) async fn list(db: &SqlitePool) -> Result<Vec<Provider>, AppError> {
    let rows: Vec<Row> = sqlx::query_as(providers!("ORDER BY position, id")).fetch_all(db).await?;
    rows.into_iter().map(Row::into_provider).collect()
}

/// Those that are on, in their order.
pub(in crate::identity::server) async fn list_ways(db: &SqlitePool) -> Result<Vec<Way>, AppError> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT id, name FROM identity_providers WHERE is_on ORDER BY position, id")
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(|(id, name)| Way { id: id.into(), name }).collect())
}

/// The provider with this id.
pub(in crate::identity::server) async fn find(db: &SqlitePool, id: &ProviderId) -> Result<Option<Provider>, AppError> {
    let row: Option<Row> = sqlx::query_as(providers!("WHERE id = $1")).bind(id.as_str()).fetch_optional(db).await?;
    row.map(Row::into_provider).transpose()
}

/// What was sealed of a provider's secret.
pub(in crate::identity::server) async fn find_secret(
    db: &SqlitePool,
    id: &ProviderId,
) -> Result<Option<Vec<u8>>, AppError> {
    let secret: Option<Option<Vec<u8>>> =
        sqlx::query_scalar("SELECT client_secret FROM identity_providers WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(db)
            .await?;
    Ok(secret.flatten())
}

/// How many providers there are.
pub(super) async fn count(db: &mut SqliteConnection) -> Result<usize, AppError> {
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM identity_providers").fetch_one(db).await?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Whether another provider than `id` has this name.
pub(super) async fn has_name(db: &mut SqliteConnection, id: &ProviderId, folded: &str) -> Result<bool, AppError> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM identity_providers WHERE name_folded = $1 AND id <> $2)")
        .bind(folded)
        .bind(id.as_str())
        .fetch_one(db)
        .await?)
}

/// Whether there is a group with this id.
pub(super) async fn has_group(db: &mut SqliteConnection, id: &GroupId) -> Result<bool, AppError> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM user_groups WHERE id = $1)")
        .bind(id.as_str())
        .fetch_one(db)
        .await?)
}

/// Adds a provider behind the others, without a secret and without groups.
pub(super) async fn insert(db: &mut SqliteConnection, provider: &Provider, now: Timestamp) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO identity_providers (id, name, name_folded, issuer, client_id, scopes, groups_claim,
             creates_accounts, domains, is_on, position, created_at, updated_at)
         VALUES ($1, '', $1, '', '', '', '', FALSE, '[]', FALSE,
             (SELECT coalesce(max(position), 0) + 1 FROM identity_providers), $2, $2)",
    )
    .bind(provider.id.as_str())
    .bind(now.0)
    .execute(&mut *db)
    .await?;
    update(db, provider, now).await?;
    Ok(())
}

/// Saves a provider but for its secret; `false` when it is gone.
pub(super) async fn update(db: &mut SqliteConnection, provider: &Provider, now: Timestamp) -> Result<bool, AppError> {
    let domains = serde_json::to_string(&provider.domains).map_err(|error| AppError::Unexpected(error.to_string()))?;
    let written = sqlx::query(
        "UPDATE identity_providers SET name = $2, name_folded = $3, issuer = $4, client_id = $5, scopes = $6,
             groups_claim = $7, creates_accounts = $8, domains = $9, is_on = $10, updated_at = $11,
             trusts_addresses = $12 WHERE id = $1",
    )
    .bind(provider.id.as_str())
    .bind(&provider.name)
    .bind(provider.name.to_lowercase())
    .bind(&provider.issuer)
    .bind(&provider.client_id)
    .bind(&provider.scopes)
    .bind(&provider.groups_claim)
    .bind(provider.creates_accounts)
    .bind(domains)
    .bind(provider.is_on)
    .bind(now.0)
    .bind(provider.trusts_addresses)
    .execute(&mut *db)
    .await?;
    if written.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query("DELETE FROM identity_provider_groups WHERE provider_id = $1")
        .bind(provider.id.as_str())
        .execute(&mut *db)
        .await?;
    for (position, (value, group)) in (0_i64..).zip(&provider.groups) {
        sqlx::query(
            "INSERT INTO identity_provider_groups (provider_id, position, claim_value, group_id)
             VALUES ($1, $2, $3, $4)",
        )
        .bind(provider.id.as_str())
        .bind(position)
        .bind(value)
        .bind(group.as_str())
        .execute(&mut *db)
        .await?;
    }
    Ok(true)
}

/// Keeps what was sealed of a provider's secret, or nothing.
pub(super) async fn update_secret(
    db: &mut SqliteConnection,
    id: &ProviderId,
    sealed: Option<Vec<u8>>,
) -> Result<(), AppError> {
    sqlx::query("UPDATE identity_providers SET client_secret = $2 WHERE id = $1")
        .bind(id.as_str())
        .bind(sealed)
        .execute(db)
        .await?;
    Ok(())
}

/// The providers' ids in their order.
pub(super) async fn list_ids(db: &mut SqliteConnection) -> Result<Vec<ProviderId>, AppError> {
    let ids: Vec<String> =
        sqlx::query_scalar("SELECT id FROM identity_providers ORDER BY position, id").fetch_all(db).await?;
    Ok(ids.into_iter().map(ProviderId::from).collect())
}

/// Puts a provider at this place of the order.
pub(super) async fn update_position(
    db: &mut SqliteConnection,
    id: &ProviderId,
    position: usize,
) -> Result<(), AppError> {
    sqlx::query("UPDATE identity_providers SET position = $2 WHERE id = $1")
        .bind(id.as_str())
        .bind(i64::try_from(position).unwrap_or(i64::MAX))
        .execute(db)
        .await?;
    Ok(())
}

/// Removes a provider; `false` when there is none.
pub(super) async fn delete(db: &mut SqliteConnection, id: &ProviderId) -> Result<bool, AppError> {
    let written = sqlx::query("DELETE FROM identity_providers WHERE id = $1").bind(id.as_str()).execute(db).await?;
    Ok(written.rows_affected() == 1)
}
