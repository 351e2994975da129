//! What an address names of the catalog, if the caller may see it.

use sqlx::SqliteConnection;

use super::sight::may_see;
use crate::catalog::model::{Api, Operation};
use crate::catalog::server::store;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::kernel::ids::RevisionId;
use crate::paths;
use crate::platform::{AppError, AppState};

/// An API at the revision that it shows, or at an older one.
#[derive(Debug)]
pub(super) struct Shown {
    pub api: Api,
    pub revision: RevisionId,
    /// The number of the revision, unless it is the one that the API shows.
    pub older: Option<i64>,
}

impl Shown {
    /// What `address` names: an API's slug, with or without a revision (see [`paths::revision_of`]).
    ///
    /// # Errors
    /// `NotFound` when there is none, or only a draft.
    pub async fn find(state: &AppState, caller: &Caller, address: &str) -> Result<Self, AppError> {
        let (slug, number) = paths::revision_of(address);
        let mut db = state.db.reader().acquire().await?;
        let api = store::apis::find_by_slug(&mut db, slug).await?;
        let api = api.filter(|api| may_see(caller, api)).ok_or(ApiError::NotFound)?;
        let current = store::revisions::current(&mut *db, &api.id).await?.ok_or(ApiError::NotFound)?;
        let Some(number) = number else { return Ok(Self { api, revision: current, older: None }) };
        let revision = store::revisions::numbered(&mut *db, &api.id, number).await?.ok_or(ApiError::NotFound)?;
        let older = (revision != current).then_some(number);
        Ok(Self { api, revision, older })
    }

    /// What names it in addresses.
    pub fn address(&self) -> String {
        let slug = &self.api.input.slug;
        self.older.map_or_else(|| slug.clone(), |number| paths::at_revision(slug, number))
    }

    /// The operation that has this slug.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn operation(&self, db: &mut SqliteConnection, slug: &str) -> Result<Operation, AppError> {
        Ok(store::operations::find_by_slug(db, &self.revision, slug).await?.ok_or(ApiError::NotFound)?)
    }
}
