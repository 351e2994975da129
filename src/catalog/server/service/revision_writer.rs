//! Writing a whole revision of an API, as an import does: in batches that nobody sees, then shown at once.

use std::collections::HashSet;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use sqlx::SqliteConnection;

use super::apis::{collisions, entry, new_api, search_text};
use super::entries;
use super::operations::{add_operation, new_operation};
use super::owners::changeable;
use super::revisions::forget;
use crate::audit::model::Action;
use crate::audit::server::record;
use crate::catalog::model::{Api, ApiInput, OperationInput};
use crate::catalog::rules::tidy_api;
use crate::catalog::server::store::{self, revisions::NewRevision};
use crate::identity::server::Publisher;
use crate::kernel::ids::{ApiId, RevisionId};
use crate::kernel::{ApiError, FieldError, Message};
use crate::platform::db::Writing;
use crate::platform::in_use::InUse;
use crate::platform::{AppError, AppState};

/// How many operations or schemas are best written at a time: in between, others get their turn to write.
pub const BATCH: usize = 200;
/// How many names are tried before an API is given up whose names are all taken.
const NAMES: u32 = 10_000;

/// Which API a revision is written for.
#[derive(Clone, Debug)]
pub enum Target {
    /// One that is not there yet. Where its slug is taken it gets a number, and so does its suffix, unless that was
    /// asked for by name.
    New {
        /// What is known of it.
        input: Box<ApiInput>,
        /// Whether the suffix was asked for by name, so that no other will do.
        suffix_is_fixed: bool,
    },
    /// One that is there.
    Existing {
        /// Which.
        id: ApiId,
        /// Its own revision when it was looked at; `None` if that does not matter.
        revision: Option<i64>,
    },
}

/// A schema that operations and other schemas refer to.
#[derive(Clone, Debug)]
pub struct NewSchema {
    /// The reference, such as `#/components/schemas/Pet`.
    pub pointer: String,
    /// What readers call it.
    pub name: String,
    /// JSON.
    pub schema: String,
}

/// What comes with a document besides its operations and schemas.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What it says of the API as a whole, as JSON.
    pub documented: &'a str,
    /// `json` or `yaml`.
    pub format: &'a str,
    /// The document as it came; `None` for an API that is written by hand.
    pub bytes: Option<&'a [u8]>,
}

/// A revision that is being written and that nobody sees yet.
#[derive(Debug)]
pub struct RevisionWriter {
    /// The API as it is to be.
    pub api: Api,
    revision: RevisionId,
    is_new: bool,
    permit: Publisher,
    /// Tells other processes that it is not abandoned.
    _writing: InUse,
}

impl RevisionWriter {
    /// Begins a revision.
    ///
    /// # Errors
    /// `NotFound` without such an API, `Conflict` when it was changed since it was looked at, `Invalid` when the suffix that
    /// was asked for is taken.
    pub async fn begin(
        state: &AppState,
        permit: &Publisher,
        target: Target,
        source: Source<'_>,
    ) -> Result<Self, AppError> {
        let document = source.bytes.map(compress).transpose()?;
        let writing = InUse::writing(&state.config.data).await?;
        let mut transaction = state.db.write().await?;
        let (api, is_new) = match target {
            Target::Existing { id, revision } => {
                let api = changeable(&mut transaction, permit, &id).await?;
                if revision.is_some_and(|revision| revision != api.revision) {
                    return Err(ApiError::Conflict.into());
                }
                (api, false)
            }
            Target::New { input, suffix_is_fixed } => {
                let api = free_api(state, &mut transaction, permit, tidy_api(*input), suffix_is_fixed).await?;
                store::apis::insert(&mut transaction, &api, &search_text(&api)).await?;
                (api, true)
            }
        };
        let revision: RevisionId = state.rng.id(&state.clock).into();
        let new = NewRevision {
            id: &revision,
            api: &api.id,
            now: state.clock.now(),
            documented: source.documented,
            document_format: source.format,
            document: document.as_deref(),
        };
        store::revisions::insert(&mut *transaction, new).await?;
        transaction.commit().await?;
        Ok(Self { api, revision, is_new, permit: permit.clone(), _writing: writing })
    }

    /// Writes operations behind those that were written before, all in one transaction; see [`BATCH`]. `edited` has the
    /// slugs of those that are otherwise than in the document because somebody edited them.
    ///
    /// # Errors
    /// `NotFound` when the revision was discarded meanwhile.
    pub async fn add_operations(
        &self,
        state: &AppState,
        operations: Vec<OperationInput>,
        edited: &HashSet<String>,
    ) -> Result<(), AppError> {
        let mut transaction = self.transaction(state).await?;
        for input in operations {
            let mut operation = new_operation(state, &self.api.id, input);
            if edited.contains(&operation.input.slug) {
                operation.revision += 1;
            }
            add_operation(&mut transaction, &self.revision, &operation).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Writes schemas, all in one transaction; see [`BATCH`].
    ///
    /// # Errors
    /// `NotFound` when the revision was discarded meanwhile.
    pub async fn add_schemas(&self, state: &AppState, schemas: &[NewSchema]) -> Result<(), AppError> {
        let mut transaction = self.transaction(state).await?;
        for NewSchema { pointer, name, schema } in schemas {
            store::revisions::insert_schema(&mut *transaction, &self.revision, pointer, name, schema).await?;
            store::search::insert(&mut transaction, &self.revision, &entries::schema(name, schema)).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Shows the revision, and says what it changes.
    ///
    /// # Errors
    /// `NotFound` when the revision was discarded meanwhile, `Conflict` when the API was changed.
    pub async fn publish(&self, state: &AppState, input: ApiInput, changes: &str) -> Result<(), AppError> {
        let mut transaction = self.transaction(state).await?;
        // Somebody else's it may have become meanwhile. One that is not shown yet nobody else was given.
        if !self.is_new {
            changeable(&mut transaction, &self.permit, &self.api.id).await?;
        }
        let before = store::revisions::current(&mut *transaction, &self.api.id).await?;
        let now = state.clock.now();
        let revision = self.api.revision.saturating_add(1);
        let api = Api { id: self.api.id.clone(), revision, updated_at: now, owner: self.api.owner.clone(), input };
        if !store::apis::update(&mut transaction, &api, &search_text(&api)).await? {
            return Err(ApiError::Conflict.into());
        }
        store::revisions::publish(&mut transaction, &api.id, &self.revision, now, changes).await?;
        store::search::insert(&mut transaction, &self.revision, &entries::api(&api)).await?;
        let imported = entry(Action::ApiImport, &api);
        let imported =
            if self.is_new { imported.created(&api.input) } else { imported.changed(&self.api.input, &api.input) };
        record(state, &mut transaction, self.permit.actor(), imported).await?;
        transaction.commit().await?;
        if let Some(before) = before {
            forget(state, &before).await?;
        }
        Ok(())
    }

    /// Gives the revision up; nothing is left of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn discard(self, state: &AppState) -> Result<(), AppError> {
        let mut transaction = state.db.write().await?;
        store::revisions::delete(&mut *transaction, &self.revision).await?;
        if self.is_new {
            store::apis::delete(&mut *transaction, &self.api.id).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// A transaction that says at once that the revision is still being written.
    async fn transaction(&self, state: &AppState) -> Result<Writing, AppError> {
        let mut transaction = state.db.write().await?;
        if store::revisions::touch(&mut *transaction, &self.revision, state.clock.now()).await? {
            Ok(transaction)
        } else {
            Err(ApiError::NotFound.into())
        }
    }
}

/// A new API of `input` whose slug and suffix nobody else has.
pub(super) async fn free_api(
    state: &AppState,
    db: &mut SqliteConnection,
    permit: &Publisher,
    wanted: ApiInput,
    suffix_is_fixed: bool,
) -> Result<Api, AppError> {
    for number in 1..NAMES {
        let mut input = wanted.clone();
        if number > 1 {
            input.slug = format!("{}-{number}", wanted.slug);
            if !suffix_is_fixed {
                input.suffix = format!("{}-{number}", wanted.suffix);
            }
        }
        let api = new_api(state, permit.owner(), input);
        let taken = collisions(db, permit, None, &api).await?;
        if taken.is_empty() {
            return Ok(api);
        }
        if suffix_is_fixed && taken.iter().any(|error| error.field == "suffix") {
            let fields = vec![FieldError { field: "suffix".to_owned(), message: Message::Taken }];
            return Err(ApiError::Invalid { fields }.into());
        }
    }
    Err(ApiError::Conflict.into())
}

fn compress(bytes: &[u8]) -> Result<Vec<u8>, AppError> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
