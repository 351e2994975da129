//! The table `operations`.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{FromRow, SqliteExecutor};

use crate::catalog::model::{Operation, OperationInput, OperationSummary};
use crate::kernel::fold::fold;
use crate::kernel::ids::{OperationId, RevisionId};
use crate::kernel::{PageRequest, Timestamp};
use crate::platform::AppError;

#[derive(FromRow)]
struct Row {
    id: String,
    api_id: String,
    slug: String,
    verb: String,
    url_template: String,
    display_name: String,
    description: String,
    parameters: String,
    bodies: String,
    responses: String,
    documented: String,
    revision: i64,
    updated_at: i64,
}

#[derive(FromRow)]
struct Listed {
    id: String,
    slug: String,
    verb: String,
    url_template: String,
    display_name: String,
}

impl From<Listed> for OperationSummary {
    fn from(row: Listed) -> Self {
        Self {
            id: row.id.into(),
            slug: row.slug,
            verb: row.verb,
            url_template: row.url_template,
            display_name: row.display_name,
        }
    }
}

impl TryFrom<Row> for Operation {
    type Error = AppError;

    fn try_from(row: Row) -> Result<Self, AppError> {
        Ok(Self {
            input: OperationInput {
                verb: row.verb,
                url_template: row.url_template,
                display_name: row.display_name,
                slug: row.slug,
                description: row.description,
                parameters: from_json(&row.id, &row.parameters)?,
                bodies: from_json(&row.id, &row.bodies)?,
                responses: from_json(&row.id, &row.responses)?,
                documented: from_json(&row.id, &row.documented)?,
            },
            id: row.id.into(),
            api: row.api_id.into(),
            revision: row.revision,
            updated_at: Timestamp(row.updated_at),
        })
    }
}

fn from_json<T: DeserializeOwned>(id: &str, text: &str) -> Result<T, AppError> {
    serde_json::from_str(text).map_err(|error| AppError::Unexpected(format!("operation {id} in the database: {error}")))
}

fn to_json<T: Serialize>(value: &T) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|error| AppError::Unexpected(error.to_string()))
}

/// The operation of a revision that has this slug.
pub(crate) async fn find_by_slug(
    db: impl SqliteExecutor<'_>,
    revision: &RevisionId,
    slug: &str,
) -> Result<Option<Operation>, AppError> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT * FROM operations
         WHERE api_revision = $1 AND slug = $2",
    )
    .bind(revision.as_str())
    .bind(slug)
    .fetch_optional(db)
    .await?;
    row.map(Operation::try_from).transpose()
}

/// The operation with this id.
pub(crate) async fn find(db: impl SqliteExecutor<'_>, id: &OperationId) -> Result<Option<Operation>, AppError> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT * FROM operations
             WHERE id = $1 AND api_revision = (SELECT current_revision FROM apis WHERE apis.id = operations.api_id)",
    )
    .bind(id.as_str())
    .fetch_optional(db)
    .await?;
    row.map(Operation::try_from).transpose()
}

/// The id of the revision's operation that has this verb and URL template.
pub(crate) async fn find_template(
    db: impl SqliteExecutor<'_>,
    revision: &RevisionId,
    verb: &str,
    url_template: &str,
) -> Result<Option<OperationId>, AppError> {
    let id: Option<String> = sqlx::query_scalar(
        "SELECT id FROM operations
         WHERE api_revision = $1 AND verb = $2 AND url_template = $3",
    )
    .bind(revision.as_str())
    .bind(verb)
    .bind(url_template)
    .fetch_optional(db)
    .await?;
    Ok(id.map(OperationId::from))
}

/// All operations of a revision, whole.
pub(crate) async fn list_whole(db: impl SqliteExecutor<'_>, revision: &RevisionId) -> Result<Vec<Operation>, AppError> {
    let rows: Vec<Row> = sqlx::query_as("SELECT * FROM operations WHERE api_revision = $1 ORDER BY position, id")
        .bind(revision.as_str())
        .fetch_all(db)
        .await?;
    rows.into_iter().map(Operation::try_from).collect()
}

/// Which operations of a revision a list has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// Folded texts that must all occur; an empty one always does.
    words: [String; WORDS],
    /// The first tag that they must have; empty for any.
    tag: String,
}

/// How many words of a query are looked for one by one; what follows is the end of the last.
const WORDS: usize = 4;

impl Filter {
    /// Those in which each word of `query` occurs, and that have `tag` as their first one unless it is empty.
    pub(crate) fn new(query: &str, tag: &str) -> Self {
        let query = fold(query);
        let mut rest = query.trim();
        let words = std::array::from_fn(|at| {
            let (word, after) = rest.split_once(' ').filter(|_| at + 1 < WORDS).unwrap_or((rest, ""));
            rest = after.trim_start();
            word.to_owned()
        });
        Self { words, tag: tag.to_owned() }
    }
}

/// The rows that a [`Filter`] leaves. The index `operations_to_filter` has all that is asked here, and rows are large, so
/// none is read but those that are shown.
macro_rules! filtered {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM operations INDEXED BY operations_to_filter
             WHERE api_revision = $1 AND ($2 = '' OR tag = $2) AND instr(search_text, $3) AND instr(search_text, $4)
                 AND instr(search_text, $5) AND instr(search_text, $6) ",
            $rest
        )
    };
}

/// One page of a revision's operations, in the publisher's order.
pub(crate) async fn list(
    db: impl SqliteExecutor<'_>,
    revision: &RevisionId,
    filter: &Filter,
    page: PageRequest,
) -> Result<Vec<OperationSummary>, AppError> {
    let sql = filtered!("id, slug, verb, url_template, display_name", "ORDER BY position, id LIMIT $7 OFFSET $8");
    let query = sqlx::query_as(sql).bind(revision.as_str()).bind(&filter.tag);
    let query = filter.words.iter().fold(query, |query, word| query.bind(word));
    let rows: Vec<Listed> = query.bind(i64::from(page.size)).bind(page.offset()).fetch_all(db).await?;
    Ok(rows.into_iter().map(OperationSummary::from).collect())
}

/// How many operations the whole list has.
pub(crate) async fn count(
    db: impl SqliteExecutor<'_>,
    revision: &RevisionId,
    filter: &Filter,
) -> Result<u64, AppError> {
    let query = sqlx::query_scalar(filtered!("count(*)", "")).bind(revision.as_str()).bind(&filter.tag);
    let query = filter.words.iter().fold(query, |query, word| query.bind(word));
    let count: i64 = query.fetch_one(db).await?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// The first `most` operations of a revision whose first tag is `tag`; empty for those without one.
pub(crate) async fn list_tagged(
    db: impl SqliteExecutor<'_>,
    revision: &RevisionId,
    tag: &str,
    most: u32,
) -> Result<Vec<OperationSummary>, AppError> {
    let rows: Vec<Listed> = sqlx::query_as(
        "SELECT id, slug, verb, url_template, display_name FROM operations
         WHERE api_revision = $1 AND tag = $2
         ORDER BY position LIMIT $3",
    )
    .bind(revision.as_str())
    .bind(tag)
    .bind(i64::from(most))
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(OperationSummary::from).collect())
}

/// All operations of a revision that have this verb, in the publisher's order.
pub(crate) async fn list_with_verb(
    db: impl SqliteExecutor<'_>,
    revision: &RevisionId,
    verb: &str,
) -> Result<Vec<OperationSummary>, AppError> {
    let rows: Vec<Listed> = sqlx::query_as(
        "SELECT id, slug, verb, url_template, display_name FROM operations
         WHERE api_revision = $1 AND verb = $2
         ORDER BY position, id",
    )
    .bind(revision.as_str())
    .bind(verb)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(OperationSummary::from).collect())
}

/// The first tags of a revision's operations, in the order of their first operations, and how many each has.
pub(crate) async fn list_tags(
    db: impl SqliteExecutor<'_>,
    revision: &RevisionId,
) -> Result<Vec<(String, u64)>, AppError> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT tag, count(*) FROM operations
         WHERE api_revision = $1
         GROUP BY tag ORDER BY min(position)",
    )
    .bind(revision.as_str())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|(tag, count)| (tag, u64::try_from(count).unwrap_or_default())).collect())
}

/// Adds an operation to a revision of its API, behind the others.
pub(crate) async fn insert(
    db: impl SqliteExecutor<'_>,
    api_revision: &RevisionId,
    operation: &Operation,
    search_text: &str,
) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO operations (id, api_id, api_revision, position, revision, created_at, updated_at, slug, verb,
             url_template, display_name, tag, search_text, description, parameters, bodies, responses, documented)
         VALUES ($1, $2, $3, (SELECT coalesce(max(position), 0) + 1 FROM operations WHERE api_revision = $3),
             $4, $5, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(operation.id.as_str())
    .bind(operation.api.as_str())
    .bind(api_revision.as_str())
    .bind(operation.revision)
    .bind(operation.updated_at.0)
    .bind(&operation.input.slug)
    .bind(&operation.input.verb)
    .bind(&operation.input.url_template)
    .bind(&operation.input.display_name)
    .bind(operation.input.tag())
    .bind(search_text)
    .bind(&operation.input.description)
    .bind(to_json(&operation.input.parameters)?)
    .bind(to_json(&operation.input.bodies)?)
    .bind(to_json(&operation.input.responses)?)
    .bind(to_json(&operation.input.documented)?)
    .execute(db)
    .await?;
    Ok(())
}

/// Saves an operation over the revision before its own; `false` when that revision is not there any more.
pub(crate) async fn update(
    db: impl SqliteExecutor<'_>,
    operation: &Operation,
    search_text: &str,
) -> Result<bool, AppError> {
    let written = sqlx::query(
        "UPDATE operations SET slug = $2, verb = $3, url_template = $4, display_name = $5, description = $6,
             parameters = $7, bodies = $8, responses = $9, search_text = $10, revision = $11, updated_at = $12,
             documented = $13, tag = $14
         WHERE id = $1 AND revision = $11 - 1",
    )
    .bind(operation.id.as_str())
    .bind(&operation.input.slug)
    .bind(&operation.input.verb)
    .bind(&operation.input.url_template)
    .bind(&operation.input.display_name)
    .bind(&operation.input.description)
    .bind(to_json(&operation.input.parameters)?)
    .bind(to_json(&operation.input.bodies)?)
    .bind(to_json(&operation.input.responses)?)
    .bind(search_text)
    .bind(operation.revision)
    .bind(operation.updated_at.0)
    .bind(to_json(&operation.input.documented)?)
    .bind(operation.input.tag())
    .execute(db)
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Removes an operation; `false` when there is none.
pub(crate) async fn delete(db: impl SqliteExecutor<'_>, id: &OperationId) -> Result<bool, AppError> {
    let written = sqlx::query("DELETE FROM operations WHERE id = $1").bind(id.as_str()).execute(db).await?;
    Ok(written.rows_affected() == 1)
}
