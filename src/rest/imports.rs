//! `POST /api/v1/imports`

use std::slice;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse as _;
use serde::Serialize;
use utoipa::ToSchema;

use crate::catalog::model::ChangeKind;
use crate::kernel::ids::ProductId;
use crate::openapi::import;
use crate::openapi::server::{self, File, ImportError, Options, Order, Origin, Progress, gather};
use crate::paths;
use crate::platform::AppState;
use crate::products::server::service as products;
use crate::rest::http::{Access, Answer, Arguments, Problem, json, ok, once};

/// What a document may be sent as.
const MEDIA_TYPES: [&str; 7] = [
    "application/json",
    "application/openapi+json",
    "application/openapi+yaml",
    "application/vnd.oai.openapi",
    "application/vnd.oai.openapi+json",
    "application/yaml",
    "application/zip",
];
/// The most characters of a name, a suffix or a slug.
const NAME: usize = 200;
/// The most characters of an address.
const URL: usize = 2000;

/// What an import did, or would do.
#[derive(Serialize, ToSchema)]
pub(super) struct ImportReport {
    /// The API's slug; empty for one that is not there yet.
    api: String,
    /// How many operations the document has.
    operations: usize,
    /// How many of them the API did not have.
    added: usize,
    /// How many of them are different.
    changed: usize,
    /// How many the API has no more.
    removed: usize,
    /// What could not be taken as it stands.
    warnings: Vec<ImportWarning>,
    /// What is different.
    changes: Vec<ImportChange>,
}

/// Something in a document that could not be taken as it stands.
#[derive(Serialize, ToSchema)]
struct ImportWarning {
    /// Where: a JSON Pointer as a URI fragment.
    pointer: String,
    /// The line of it, from 1; null when not known.
    line: Option<u32>,
    /// The character of the line, from 1.
    column: Option<u32>,
    /// What is wrong and what became of it.
    message: String,
}

/// Something that is different.
#[derive(Serialize, ToSchema)]
struct ImportChange {
    #[schema(value_type = String, pattern = "^(added|removed|changed)$")]
    kind: ChangeKind,
    /// The operation's verb and path, or the schema's name.
    subject: String,
    /// The rule by which clients that worked before may fail now; empty when they go on working.
    breaking: String,
    /// What exactly.
    detail: String,
}

impl From<import::Report> for ImportReport {
    fn from(it: import::Report) -> Self {
        let warnings = it.warnings.into_iter().map(|it| ImportWarning {
            pointer: it.pointer,
            line: it.line,
            column: it.column,
            message: it.message,
        });
        let changes = it.changes.into_iter().map(|it| ImportChange {
            kind: it.kind,
            subject: it.subject,
            breaking: it.breaking,
            detail: it.detail,
        });
        Self {
            warnings: warnings.collect(),
            changes: changes.collect(),
            api: it.api,
            operations: it.operations,
            added: it.added,
            changed: it.changed,
            removed: it.removed,
        }
    }
}

/// Imports an OpenAPI document, or a zip archive of one in several files, as a new API or as a new revision of one.
///
/// It is the body, or what is found at `url`.
#[utoipa::path(
    post, path = "/api/v1/imports", operation_id = "importDocument", tag = "Documents", security(("token" = ["write"])),
    params(
        ("update" = Option<String>, Query, description = "The slug of the API that gets a new revision", max_length = 200),
        ("dry_run" = Option<bool>, Query, description = "Only say what would be done"),
        ("name" = Option<String>, Query, description = "The new API's name; the document's title by default", max_length = 200),
        ("suffix" = Option<String>, Query, description = "The new API's Web API URL suffix; made of the name by default", max_length = 200),
        ("published" = Option<bool>, Query, description = "Whether the new API is published at once"),
        ("product" = Option<String>, Query, description = "The id of a product that the API is put into, by an administrator", max_length = 200),
        ("url" = Option<String>, Query, description = "Where the document is fetched instead: an http or https address", max_length = 2000),
        ("follow_references" = Option<bool>, Query, description = "Whether what it refers to at other addresses is fetched, too")),
    request_body(description = "The document", content(
        (serde_json::Value = "application/json"), (String = "application/yaml"), (String = "application/zip"))),
    responses(
        (status = 200, description = "What was done to an API that was there, or would be done", body = ImportReport),
        (status = 201, description = "What was done for a new API", body = ImportReport)),
)]
pub(super) async fn create(
    State(state): State<AppState>,
    access: Access,
    arguments: Arguments,
    request: Request,
) -> Answer {
    let permit = access.write()?;
    once(&state, &access, request, async |head, body| {
        let given =
            |name| Ok::<_, Problem>(arguments.text(name, NAME)?.filter(|text| !text.is_empty()).map(str::to_owned));
        let options = Options {
            update: given("update")?,
            name: given("name")?,
            suffix: given("suffix")?,
            published: arguments.yes("published")?,
            dry_run: arguments.yes("dry_run")?,
        };
        let product = match given("product")?.map(ProductId::from) {
            Some(id) => {
                let permit = access.write_for_all()?;
                // Before anything is done.
                products::known(&state, &permit, slice::from_ref(&id)).await?;
                Some((permit, id))
            }
            None => None,
        };
        let origin = origin(&head.headers, body, arguments.text("url", URL)?)?;
        let order = Order { origin, follow_references: arguments.yes("follow_references")? };
        let is_tried = options.dry_run;
        let is_new = options.update.is_none() && !is_tried;
        let progress = Progress::default();
        let document = gather(&state, order, &progress).await.map_err(refused)?;
        let report = server::import(&state, &permit, document, options, &progress).await.map_err(refused)?;
        if let Some((permit, id)) = product.filter(|_| !is_tried) {
            products::put_api(&state, &permit, &id, &report.api).await?;
        }
        let report = ImportReport::from(report);
        if !is_new {
            return Ok(ok(&report));
        }
        let location = [(header::LOCATION, paths::rest(&["apis", &report.api]))];
        Ok((StatusCode::CREATED, location, ok(&report)).into_response())
    })
    .await
}

/// Where the document is: in the body or at `url`.
fn origin(headers: &HeaderMap, body: Bytes, url: Option<&str>) -> Result<Origin, Problem> {
    match url.filter(|url| !url.is_empty()) {
        Some(url) if body.is_empty() => Ok(Origin::Address(url.to_owned())),
        None if !body.is_empty() => Ok(Origin::Files(vec![file(headers, body)?])),
        _ => Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "Either a document or its url was expected.")),
    }
}

fn file(headers: &HeaderMap, body: Bytes) -> Result<File, Problem> {
    if !MEDIA_TYPES.contains(&json::media_type(headers).as_str()) {
        return Err(json::unsupported("application/json, application/yaml or application/zip"));
    }
    Ok(File { name: String::new(), bytes: body.into() })
}

/// Why a document was not imported.
fn refused(error: ImportError) -> Problem {
    match error {
        ImportError::App(error) => error.into(),
        refused => Problem::new(StatusCode::UNPROCESSABLE_ENTITY, refused.to_string()),
    }
}
