//! A writing transaction, and the count of those that were committed.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::pool::PoolConnection;
use sqlx::{Sqlite, SqliteConnection, Transaction};

/// How often something was committed. Whoever keeps in memory what the database holds reads again when it has moved, so
/// that a change holds from the moment on at which its service returns.
#[derive(Clone, Debug, Default)]
pub struct Commits(Arc<AtomicU64>);

impl Commits {
    /// The count.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }

    /// Says that something may have been committed: here, or by another process.
    pub fn note(&self) {
        self.0.fetch_add(1, Ordering::AcqRel);
    }
}

/// A transaction that writes; it is rolled back when it is dropped.
#[derive(Debug)]
pub struct Writing {
    transaction: Transaction<'static, Sqlite>,
    commits: Option<Commits>,
    /// The writer's connection, which nobody else has meanwhile. Given back last.
    _turn: Option<PoolConnection<Sqlite>>,
}

impl Writing {
    /// One on the writer's own connection, whose commit is noted.
    pub(super) const fn noted(transaction: Transaction<'static, Sqlite>, commits: Commits) -> Self {
        Self { transaction, commits: Some(commits), _turn: None }
    }

    /// One on another connection, while the writer's waits.
    pub(super) const fn in_turn(transaction: Transaction<'static, Sqlite>, turn: PoolConnection<Sqlite>) -> Self {
        Self { transaction, commits: None, _turn: Some(turn) }
    }

    /// Makes it last.
    ///
    /// # Errors
    /// When the database fails; then nothing of it lasts.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        // Noted whatever becomes of it: whoever stops waiting does not stop the database.
        let _noted = self.commits.map(NoteOnDrop);
        self.transaction.commit().await
    }
}

impl Deref for Writing {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.transaction
    }
}

impl DerefMut for Writing {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}

struct NoteOnDrop(Commits);

impl Drop for NoteOnDrop {
    fn drop(&mut self) {
        self.0.note();
    }
}
