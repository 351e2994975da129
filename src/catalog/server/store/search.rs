//! The tables `search_entries`, `search_titles` and `search_words`.

use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use super::{Sight, groups};
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
    pub api_slug: String,
    pub api_title: String,
}

/// The words among which a search looks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Words {
    /// Those of what things are called.
    OfNames,
    /// Those, and all others.
    All,
}

/// What a search finds, best first.
#[derive(Debug)]
pub(crate) struct Found {
    /// The best.
    pub rows: Vec<Row>,
    /// How many there are in all, counted as far as was asked.
    pub total: u64,
}

/// What is seen of the entries that `$from` and `$where` find, as [`seen`] has it. Entries of revisions that are not shown
/// are never found.
macro_rules! visible {
    ($from:expr, $where:expr) => {
        concat!(
            "SELECT e.id, e.kind, e.slug, e.title, e.verb, e.url_template, e.label, e.path, a.slug AS api_slug,
                 CASE a.display_name WHEN '' THEN a.name ELSE a.display_name END AS api_title
             FROM ",
            $from,
            " JOIN apis a ON a.current_revision = e.api_revision
             WHERE ",
            seen!("a"),
            " AND ",
            $where
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
    sqlx::query("INSERT INTO search_titles (rowid, words) VALUES ($1, $2)")
        .bind(id)
        .bind(&entry.title_words)
        .execute(&mut *db)
        .await?;
    sqlx::query("INSERT INTO search_words (rowid, words) VALUES ($1, $2 || ' ' || $3)")
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

/// At most `most` entries whose label or path is `text`, those with `verb` first.
pub(crate) async fn find_exactly(
    db: impl SqliteExecutor<'_>,
    sight: &Sight,
    text: &str,
    verb: &str,
    most: u32,
) -> Result<Vec<Row>, AppError> {
    let sql = concat!(
        visible!("search_entries e", "(e.label = $5 OR e.path = $5)"),
        " ORDER BY e.verb <> upper($6) LIMIT $7"
    );
    let query = sqlx::query_as(sql)
        .bind(sight.everything)
        .bind(sight.signed_in)
        .bind(groups(&sight.groups)?)
        .bind(&sight.publisher);
    Ok(query.bind(text).bind(verb).bind(most).fetch_all(db).await?)
}

/// The best `most` entries whose words match `expression` (SQLite FTS5, 3. Full-text Query Syntax), of the first `counted`
/// ones.
///
/// What begins as `text` does comes first, in its exact name or path; then APIs before what they consist of, which is the
/// order of the kinds' names; and the short before the long, which is the plainer thing of its name.
pub(crate) async fn find_matching(
    db: impl SqliteExecutor<'_>,
    sight: &Sight,
    words: Words,
    expression: &str,
    text: &str,
    most: u32,
    counted: u64,
) -> Result<Found, AppError> {
    // CROSS JOIN: the words come first, whatever the planner thinks of them.
    macro_rules! ranked {
        ($words:literal) => {
            concat!(
                "SELECT *, count(*) OVER () AS total FROM (",
                visible!(
                    concat!($words, " CROSS JOIN search_entries e ON e.id = ", $words, ".rowid"),
                    concat!($words, " MATCH $5")
                ),
                " LIMIT $6)
                 ORDER BY substr(path, 1, length($7)) <> $7 AND substr(label, 1, length($7)) <> $7, kind,
                     length(title) + length(url_template)
                 LIMIT $8"
            )
        };
    }
    let sql = match words {
        Words::OfNames => ranked!("search_titles"),
        Words::All => ranked!("search_words"),
    };
    #[derive(FromRow)]
    struct Counted {
        #[sqlx(flatten)]
        row: Row,
        total: i64,
    }
    let rows: Vec<Counted> = sqlx::query_as(sql)
        .bind(sight.everything)
        .bind(sight.signed_in)
        .bind(groups(&sight.groups)?)
        .bind(&sight.publisher)
        .bind(expression)
        .bind(i64::try_from(counted).unwrap_or(i64::MAX))
        .bind(text)
        .bind(most)
        .fetch_all(db)
        .await?;
    let total = rows.first().map(|first| u64::try_from(first.total).unwrap_or_default()).unwrap_or_default();
    Ok(Found { rows: rows.into_iter().map(|counted| counted.row).collect(), total })
}
