//! The tables `search_entries` and `search_words`.

use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use crate::catalog::model::FoundKind;
use crate::kernel::ids::RevisionId;
use crate::platform::AppError;

/// Something that a search can find.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub kind: FoundKind,
    /// The operation's slug or the schema's name; empty for an API.
    pub slug: String,
    pub title: String,
    pub verb: String,
    pub url_template: String,
    /// The folded word that names it exactly, such as an operation's id; empty for none.
    pub label: String,
    /// The folded path; empty for none.
    pub path: String,
    /// The words of its name.
    pub title_words: String,
    /// All other words.
    pub body_words: String,
}

/// An entry that a search found.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct Row {
    pub id: i64,
    pub kind: String,
    pub slug: String,
    pub title: String,
    pub verb: String,
    pub url_template: String,
    pub label: String,
    pub path: String,
    pub api_slug: String,
    pub api_title: String,
}

/// Which entries a search may find.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    /// Whether drafts are found too.
    pub drafts: bool,
    /// The slug of the only API; empty for all.
    pub api: String,
}

/// The columns of a [`Row`], the join that keeps to revisions that are shown, and who may see them: `$1` and `$2` are
/// the scope's.
macro_rules! found {
    ($from:literal, $where:literal) => {
        concat!(
            "SELECT e.id, e.kind, e.slug, e.title, e.verb, e.url_template, e.label, e.path, a.slug AS api_slug,
                 CASE a.display_name WHEN '' THEN a.name ELSE a.display_name END AS api_title
             FROM ",
            $from,
            "
             JOIN apis a ON a.current_revision = e.api_revision
             WHERE (a.published OR $1) AND ($2 = '' OR a.slug = $2) AND ",
            $where,
            "
             LIMIT $4"
        )
    };
}

/// Adds an entry of a revision.
pub(crate) async fn insert(db: &mut SqliteConnection, revision: &RevisionId, entry: &Entry) -> Result<(), AppError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO search_entries (kind, api_revision, slug, title, verb, url_template, label, path)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
    )
    .bind(entry.kind.as_str())
    .bind(revision.as_str())
    .bind(&entry.slug)
    .bind(&entry.title)
    .bind(&entry.verb)
    .bind(&entry.url_template)
    .bind(&entry.label)
    .bind(&entry.path)
    .fetch_one(&mut *db)
    .await?;
    sqlx::query("INSERT INTO search_words (rowid, title, body) VALUES ($1, $2, $3)")
        .bind(id)
        .bind(&entry.title_words)
        .bind(&entry.body_words)
        .execute(&mut *db)
        .await?;
    Ok(())
}

/// Removes the entry of one thing of a revision.
pub(crate) async fn delete(
    db: impl SqliteExecutor<'_>,
    revision: &RevisionId,
    kind: FoundKind,
    slug: &str,
) -> Result<(), AppError> {
    sqlx::query("DELETE FROM search_entries WHERE api_revision = $1 AND kind = $2 AND slug = $3")
        .bind(revision.as_str())
        .bind(kind.as_str())
        .bind(slug)
        .execute(db)
        .await?;
    Ok(())
}

/// Removes at most `most` entries of a revision; returns how many were removed.
pub(crate) async fn delete_some(
    db: impl SqliteExecutor<'_>,
    revision: &RevisionId,
    most: i64,
) -> Result<u64, AppError> {
    let deleted = sqlx::query(
        "DELETE FROM search_entries WHERE id IN (SELECT id FROM search_entries WHERE api_revision = $1 LIMIT $2)",
    )
    .bind(revision.as_str())
    .bind(most)
    .execute(db)
    .await?;
    Ok(deleted.rows_affected())
}

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wanted<'a> {
    /// Entries whose label or path is this.
    Exactly(&'a str),
    /// Entries that match this expression (SQLite FTS5, 3. Full-text Query Syntax).
    Matching(&'a str),
}

/// At most `most` of the entries that are looked for.
pub(crate) async fn find(
    db: impl SqliteExecutor<'_>,
    scope: &Scope,
    wanted: Wanted<'_>,
    most: i64,
) -> Result<Vec<Row>, AppError> {
    let (sql, text) = match wanted {
        Wanted::Exactly(text) => (found!("search_entries e", "(e.label = $3 OR e.path = $3)"), text),
        // CROSS JOIN: the words come first, whatever the planner thinks of them.
        Wanted::Matching(expression) => (
            found!("search_words CROSS JOIN search_entries e ON e.id = search_words.rowid", "search_words MATCH $3"),
            expression,
        ),
    };
    Ok(sqlx::query_as(sql).bind(scope.drafts).bind(&scope.api).bind(text).bind(most).fetch_all(db).await?)
}
