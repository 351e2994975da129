//! SQLite: one writer, several readers, migrations run at start.

mod writing;

use std::fs::{DirBuilder, OpenOptions};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteQueryResult, SqliteSynchronous};

use super::AppError;
use super::in_use::InUse;

pub use writing::{Commits, Writing};

/// The database's file inside the data directory.
pub const FILE: &str = "loggia.db";

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The directory cannot be made or written.
    #[error("the data directory {} cannot be written: {source}", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A newer Loggia has been here.
    #[error("the database {} was written by a newer version of Loggia; start that version, or restore a backup", path.display())]
    Newer {
        /// The database's file.
        path: PathBuf,
    },
    /// Not a database, or damaged, or locked.
    #[error("the database {} cannot be opened: {source}", path.display())]
    Open {
        /// The database's file.
        path: PathBuf,
        /// What SQLite said.
        source: sqlx::Error,
    },
    /// A migration failed; the database is as it was before.
    #[error("the database {} cannot be brought up to date: {source}", path.display())]
    Migrate {
        /// The database's file.
        path: PathBuf,
        /// What went wrong.
        source: MigrateError,
    },
}

/// The pools: a single writer, so that writes queue up here and not on SQLite's lock, and read-only readers.
#[derive(Clone, Debug)]
pub struct Db {
    writer: SqlitePool,
    relaxed: SqlitePool,
    readers: SqlitePool,
    watch: SqlitePool,
    commits: Commits,
}

impl Db {
    /// Opens the database in `data`, creates both where they are missing, and runs the migrations.
    ///
    /// # Errors
    /// [`OpenError`], whose text is meant for the operator.
    pub async fn open(data: &Path) -> Result<Self, OpenError> {
        let unwritable = |source| OpenError::Directory { path: data.to_owned(), source };
        DirBuilder::new().recursive(true).mode(0o700).create(data).map_err(unwritable)?;
        tempfile::tempfile_in(data).map_err(unwritable)?;
        let path = data.join(FILE);
        // It holds hashes of passwords and sessions; the files that SQLite puts beside it take its permissions.
        OpenOptions::new().append(true).create(true).mode(0o600).open(&path).map_err(unwritable)?;
        let open = |source| OpenError::Open { path: path.clone(), source };
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What was deleted or changed is overwritten in the file: it may have been a secret before it became one.
            .pragma("secure_delete", "ON")
            .busy_timeout(Duration::from_secs(5));
        // Neither the first change to WAL nor the migrations wait for one another, and several commands may be the first.
        let migrating = InUse::migrating(data).await.map_err(unwritable)?;
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options.clone().create_if_missing(true))
            .await
            .map_err(open)?;
        sqlx::migrate!().run(&writer).await.map_err(|source| match source {
            MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => {
                OpenError::Newer { path: path.clone() }
            }
            source => OpenError::Migrate { path: path.clone(), source },
        })?;
        drop(migrating);
        // A connection of its own, for the setting belongs to connections; opened when it is first asked for.
        let relaxed = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(10))
            .connect_lazy_with(options.clone().synchronous(SqliteSynchronous::Normal));
        let options = options.read_only(true);
        let readers = SqlitePoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options.clone())
            .await
            .map_err(open)?;
        let watch = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(10))
            .connect_lazy_with(options);
        Ok(Self { writer, relaxed, readers, watch, commits: Commits::default() })
    }

    /// The pool for reading.
    #[must_use]
    pub const fn reader(&self) -> &SqlitePool {
        &self.readers
    }

    /// The pool for reading what has changed since [`Db::commits`] last moved: its one connection is there however many
    /// pages read.
    #[must_use]
    pub const fn watch(&self) -> &SqlitePool {
        &self.watch
    }

    /// Begins a writing transaction. It takes SQLite's write lock at once (`BEGIN IMMEDIATE`), so that it cannot fail
    /// half-way for having read first.
    ///
    /// # Errors
    /// [`AppError::Database`] when the lock is not to be had within the busy timeout.
    pub async fn write(&self) -> Result<Writing, AppError> {
        Ok(Writing::noted(self.writer.begin_with("BEGIN IMMEDIATE").await?, self.commits.clone()))
    }

    /// The same, in its turn among the others, for what is written often, is counted and not promised to anybody, and changes
    /// nothing that anybody watches [`Db::commits`] for, such as records of calls. Its commit does not wait for the disk: when
    /// the power fails, the last of these may be taken back, each as a whole.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn write_unwatched(&self) -> Result<Writing, AppError> {
        let turn = self.writer.acquire().await?;
        Ok(Writing::in_turn(self.relaxed.begin_with("BEGIN IMMEDIATE").await?, turn))
    }

    /// Counts the transactions that were committed.
    #[must_use]
    pub const fn commits(&self) -> &Commits {
        &self.commits
    }

    /// Closes all pools once running statements have ended.
    pub async fn close(&self) {
        self.readers.close().await;
        self.watch.close().await;
        self.relaxed.close().await;
        self.writer.close().await;
    }
}

/// What a statement wrote; `None` when another row has what must be one's alone.
///
/// # Errors
/// When the statement failed otherwise.
pub fn unless_taken(written: Result<SqliteQueryResult, sqlx::Error>) -> Result<Option<SqliteQueryResult>, AppError> {
    match written {
        Ok(written) => Ok(Some(written)),
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(None),
        Err(error) => Err(error.into()),
    }
}
