//! Reading what was committed: all of it at the start, and what has changed afterwards.

use std::sync::Arc;

use sqlx::{Connection as _, SqliteConnection};

use super::Snapshot;

use crate::catalog::server::service;
use crate::credentials::server::gateway as credentials;
use crate::gateway::server::limits::Limits;
use crate::gateway::server::store;
use crate::gateway::server::upstream::Backends;
use crate::platform::{AppError, Vault};
use crate::policies::model::Scope;
use crate::policies::server::gateway as policies;
use crate::products::server::grants;

/// What a snapshot's parts are made with, and what outlives them.
pub(in crate::gateway::server) struct Means<'m> {
    pub(in crate::gateway::server) backends: &'m Backends,
    pub(in crate::gateway::server) limits: &'m Limits,
    pub(in crate::gateway::server) vault: &'m Vault,
}

/// With more changes than this, reading everything is as fast.
const MANY: usize = 1000;

impl Snapshot {
    /// Reads everything.
    pub(in crate::gateway::server) async fn read(
        db: &mut SqliteConnection,
        means: &Means<'_>,
    ) -> Result<Self, AppError> {
        let mut db = db.begin().await?;
        let mut snapshot = Self { change: store::last_change(&mut db).await?, ..Self::default() };
        let mut credentials = credentials::all(&mut db, means.vault).await?;
        for api in service::all_apis(&mut db).await? {
            let id = api.id.clone();
            let credential = credentials.remove(&id);
            snapshot.put_api(means, &id, Some((api, credential)));
        }
        snapshot.put_products(grants::all_products(&mut db).await?, grants::product_apis(&mut db).await?);
        snapshot.put_grants(means, grants::all_grants(&mut db).await?);
        let all = Arc::make_mut(&mut snapshot.policies);
        for (scope, set) in policies::all(&mut db).await? {
            all.put(scope, &set);
        }
        Ok(snapshot)
    }

    /// What it is after the changes since; `None` when there was none that matters.
    pub(in crate::gateway::server) async fn after_changes(
        &self,
        db: &mut SqliteConnection,
        means: &Means<'_>,
    ) -> Result<Option<Self>, AppError> {
        let mut db = db.begin().await?;
        let changes = store::changes_since(&mut db, self.change).await?;
        let Some(last) = changes.last() else { return Ok(None) };
        if changes.len() > MANY {
            drop(changes);
            return Self::read(&mut db, means).await.map(Some);
        }
        let mut next = Self { change: last.n, ..self.clone() };
        for change in changes {
            match change.kind.as_str() {
                "api" => {
                    let id = change.id.into();
                    let api = service::gateway_api(&mut db, &id).await?;
                    let credential = credentials::of_api(&mut db, means.vault, &id).await?;
                    next.put_api(means, &id, api.map(|api| (api, credential)));
                }
                "subscription" => {
                    let id = change.id.into();
                    next.remove_grants(&id);
                    next.put_grants(means, grants::grants_of(&mut db, &id).await?);
                }
                "product" => {
                    let id = change.id.into();
                    next.put_products(grants::all_products(&mut db).await?, grants::product_apis(&mut db).await?);
                    next.put_grants(means, grants::grants_of_product(&mut db, &id).await?);
                }
                "policy" => match change.id.parse::<Scope>() {
                    Ok(scope) => {
                        let set = policies::of_scope(&mut db, &scope).await?;
                        Arc::make_mut(&mut next.policies).put(scope, &set);
                    }
                    Err(error) => tracing::warn!(id = change.id, %error, "a change of policies that stand nowhere"),
                },
                kind => tracing::debug!(kind, "a change of an unknown kind"),
            }
        }
        Ok(Some(next))
    }
}
