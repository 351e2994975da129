//! Writing a whole revision of an API, as an import does: in batches that nobody sees, then shown at once.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use sqlx::SqliteConnection;

use super::apis::{collisions, new_api, search_text};
use super::entries;
use super::operations::{add_operation, new_operation};
use crate::catalog::model::{Api, ApiInput, ApiRevision, Operation, OperationInput};
use crate::catalog::rules::tidy_api;
use crate::catalog::server::store::{self, revisions::NewRevision};
use crate::identity::server::{Administrator, Caller};
use crate::kernel::ids::{ApiId, RevisionId};
use crate::kernel::{ApiError, FieldError, Message, Timestamp};
use crate::platform::{AppError, AppState};

/// How many operations or schemas are written in one transaction: in between, others get their turn to write.
const BATCH: usize = 200;
/// How many names are tried before an API is given up whose names are all taken.
const NAMES: u32 = 10_000;
/// After how many milliseconds without a sign of life a revision that is being written counts as abandoned.
const ABANDONED: i64 = 60_000;

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
    Existing(ApiId),
}

/// A schema that operations and other schemas refer to.
#[derive(Clone, Debug)]
pub struct NewSchema {
    /// The reference, such as `#/components/schemas/Pet`.
    pub pointer: String,
    /// What readers call it.
    pub name: String,
    /// Its description, for the search.
    pub description: String,
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
    /// The document as it came.
    pub bytes: &'a [u8],
}

/// A revision that is being written and that nobody sees yet.
#[derive(Debug)]
pub struct Draft {
    /// The API as it is to be.
    pub api: Api,
    revision: RevisionId,
    is_new: bool,
}

impl Draft {
    /// Begins a revision.
    ///
    /// # Errors
    /// `NotFound` without such an API, `Invalid` when the suffix that was asked for is taken.
    pub async fn begin(
        state: &AppState,
        _: &Administrator,
        target: Target,
        source: Source<'_>,
    ) -> Result<Self, AppError> {
        let document = compress(source.bytes)?;
        let mut transaction = state.db.write().await?;
        let (api, is_new) = match target {
            Target::Existing(id) => (store::apis::find(&mut transaction, &id).await?.ok_or(ApiError::NotFound)?, false),
            Target::New { input, suffix_is_fixed } => {
                let api = free_api(state, &mut transaction, tidy_api(*input), suffix_is_fixed).await?;
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
            document: Some(&document),
        };
        store::revisions::insert(&mut *transaction, new).await?;
        transaction.commit().await?;
        Ok(Self { api, revision, is_new })
    }

    /// Writes operations behind those that were written before. `progress` is told after each batch how many more there
    /// are now.
    ///
    /// # Errors
    /// `NotFound` when the revision was discarded meanwhile.
    pub async fn add_operations(
        &self,
        state: &AppState,
        operations: Vec<OperationInput>,
        progress: &(dyn Fn(usize) + Send + Sync),
    ) -> Result<(), AppError> {
        let mut operations = operations.into_iter().peekable();
        while operations.peek().is_some() {
            let mut transaction = self.transaction(state).await?;
            let batch: Vec<OperationInput> = operations.by_ref().take(BATCH).collect();
            let written = batch.len();
            for input in batch {
                let operation = new_operation(state, &self.api.id, input);
                add_operation(&mut transaction, &self.revision, &operation).await?;
            }
            transaction.commit().await?;
            progress(written);
        }
        Ok(())
    }

    /// Writes schemas.
    ///
    /// # Errors
    /// `NotFound` when the revision was discarded meanwhile.
    pub async fn add_schemas(&self, state: &AppState, schemas: &[NewSchema]) -> Result<(), AppError> {
        for batch in schemas.chunks(BATCH) {
            let mut transaction = self.transaction(state).await?;
            for schema in batch {
                let NewSchema { pointer, name, description, schema } = schema;
                store::revisions::insert_schema(&mut *transaction, &self.revision, pointer, name, schema).await?;
                store::search::insert(&mut transaction, &self.revision, &entries::schema(name, description)).await?;
            }
            transaction.commit().await?;
        }
        Ok(())
    }

    /// Shows the revision, and says what it changes.
    ///
    /// # Errors
    /// `NotFound` when the revision was discarded meanwhile, `Conflict` when the API was changed.
    pub async fn publish(self, state: &AppState, input: ApiInput, changes: &str) -> Result<Api, AppError> {
        let mut transaction = self.transaction(state).await?;
        let before = store::revisions::current(&mut *transaction, &self.api.id).await?;
        let now = state.clock.now();
        let api = Api { revision: self.api.revision.saturating_add(1), updated_at: now, input, ..self.api };
        if !store::apis::update(&mut transaction, &api, &search_text(&api)).await? {
            return Err(ApiError::Conflict.into());
        }
        store::revisions::publish(&mut transaction, &api.id, &self.revision, now, changes).await?;
        store::search::insert(&mut transaction, &self.revision, &entries::api(&api)).await?;
        transaction.commit().await?;
        if let Some(before) = before {
            forget(state, &before).await?;
        }
        Ok(api)
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
    async fn transaction(&self, state: &AppState) -> Result<sqlx::Transaction<'static, sqlx::Sqlite>, AppError> {
        let mut transaction = state.db.write().await?;
        if store::revisions::touch(&mut *transaction, &self.revision, state.clock.now()).await? {
            Ok(transaction)
        } else {
            Err(ApiError::NotFound.into())
        }
    }
}

/// Removes what imports left behind that were cut off, by the end of their process for example.
///
/// # Errors
/// When the database fails.
pub async fn remove_abandoned(state: &AppState) -> Result<u64, AppError> {
    let before = Timestamp(state.clock.now().0.saturating_sub(ABANDONED));
    let mut transaction = state.db.write().await?;
    let removed = store::revisions::delete_abandoned(&mut transaction, before).await?;
    transaction.commit().await?;
    Ok(removed)
}

/// The revisions of an API that the caller may see, newest first.
///
/// # Errors
/// `NotFound` when there is no such API, or only a draft.
pub async fn revisions(state: &AppState, caller: &Caller, slug: &str) -> Result<Vec<ApiRevision>, AppError> {
    let api = super::read::visible_api(state, caller, slug).await?;
    let rows = store::revisions::list(state.db.reader(), &api.id).await?;
    Ok(rows
        .into_iter()
        .map(|row| ApiRevision {
            id: row.id.into(),
            number: row.number,
            published_at: Timestamp(row.published_at),
            is_current: row.is_current,
            changes: serde_json::from_str(&row.changes).unwrap_or_default(),
        })
        .collect())
}

/// Shows an older revision of an API again.
///
/// # Errors
/// `NotFound` when the API has no such revision.
pub async fn restore(state: &AppState, _: &Administrator, api: &ApiId, number: i64) -> Result<(), AppError> {
    let wanted = store::revisions::list(state.db.reader(), api).await?;
    let wanted = wanted.into_iter().find(|revision| revision.number == number).ok_or(ApiError::NotFound)?;
    if wanted.is_current {
        return Ok(());
    }
    let revision: RevisionId = wanted.id.into();
    let operations = store::operations::list_revision(state.db.reader(), &revision).await?;
    let schemas = store::revisions::list_schemas(state.db.reader(), &revision).await?;
    let mut transaction = state.db.write().await?;
    let shown = store::apis::find(&mut transaction, api).await?.ok_or(ApiError::NotFound)?;
    let before = store::revisions::current(&mut *transaction, api).await?;
    for operation in &operations {
        store::search::insert(&mut transaction, &revision, &entries::operation(&operation.input)).await?;
    }
    for name in &schemas {
        store::search::insert(&mut transaction, &revision, &entries::schema(name, "")).await?;
    }
    store::search::insert(&mut transaction, &revision, &entries::api(&shown)).await?;
    store::revisions::show(&mut *transaction, api, &revision).await?;
    transaction.commit().await?;
    if let Some(before) = before {
        forget(state, &before).await?;
    }
    Ok(())
}

/// The document that the API's revision was imported from, with its format; `None` when it was written by hand.
///
/// # Errors
/// When the database fails.
pub async fn document(state: &AppState, api: &Api) -> Result<Option<(String, Vec<u8>)>, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let revision = store::revisions::current(&mut *db, &api.id).await?.ok_or(ApiError::NotFound)?;
    let Some((format, compressed)) = store::revisions::document(&mut *db, &revision).await? else { return Ok(None) };
    let mut bytes = Vec::new();
    GzDecoder::new(compressed.as_slice()).read_to_end(&mut bytes)?;
    Ok(Some((format, bytes)))
}

/// What the API's document says of it as a whole, as JSON.
///
/// # Errors
/// When the database fails.
pub async fn documented(state: &AppState, api: &ApiId) -> Result<String, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let revision = store::revisions::current(&mut *db, api).await?.ok_or(ApiError::NotFound)?;
    store::revisions::documented(&mut *db, &revision).await
}

/// All operations of an API that the caller may see, whole.
///
/// # Errors
/// `NotFound` when there is none, or only a draft.
pub async fn whole_api(state: &AppState, caller: &Caller, slug: &str) -> Result<(Api, Vec<Operation>), AppError> {
    let api = super::read::visible_api(state, caller, slug).await?;
    let operations = store::operations::list_whole(state.db.reader(), &api.id).await?;
    Ok((api, operations))
}

/// All schemas of an API: reference, name and JSON.
///
/// # Errors
/// When the database fails.
pub async fn schemas(state: &AppState, api: &ApiId) -> Result<Vec<(String, String, String)>, AppError> {
    let mut db = state.db.reader().acquire().await?;
    let revision = store::revisions::current(&mut *db, api).await?.ok_or(ApiError::NotFound)?;
    store::revisions::whole_schemas(&mut *db, &revision).await
}

/// Takes a revision that is not shown any more out of the search, a few entries at a time.
async fn forget(state: &AppState, revision: &RevisionId) -> Result<(), AppError> {
    loop {
        let mut transaction = state.db.write().await?;
        let most = i64::try_from(BATCH * 5).unwrap_or(i64::MAX);
        let removed = store::search::delete_some(&mut *transaction, revision, most).await?;
        transaction.commit().await?;
        if removed == 0 {
            return Ok(());
        }
    }
}

/// A new API of `input` whose slug and suffix nobody else has.
async fn free_api(
    state: &AppState,
    db: &mut SqliteConnection,
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
        let api = new_api(state, input);
        let taken = collisions(db, &api).await?;
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
