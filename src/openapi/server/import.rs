//! A document into the catalog: read, written as a revision that nobody sees, and shown at once.

use std::collections::{HashMap, HashSet};

use super::archive::ArchiveError;
use super::bundle::BundleError;
use super::compare::{self, Key, key};
use super::fetch::FetchError;
use super::gather::Gathered;
use super::progress::{Progress, Stage, aside};
use super::read::{Document, NamedSchema, Refusal, read};
use super::service_url::service_url;
use crate::catalog::model::{ApiInput, Change, Location, OperationInput, Parameter, Scheme, VersionScheme};
use crate::catalog::rules::{NAME, check_api, slug_or, tidy_api};
use crate::catalog::server::service::{self, BATCH, NewSchema, RevisionWriter, Source, Target, WholeApi};
use crate::catalog::template::{PairValue, QueryPair, UrlTemplate};
use crate::identity::server::Publisher;
use crate::kernel::ApiError;
use crate::kernel::ids::ApiId;
use crate::openapi::import::Report;
use crate::openapi::model::Warning;
use crate::platform::{AppError, AppState};

/// What an import does with the document.
#[derive(Clone, Debug)]
pub struct Options {
    /// The slug of the API that gets a new revision; `None` for a new API.
    pub update: Option<String>,
    /// The new API's name; `None` for the document's title.
    pub name: Option<String>,
    /// The new API's suffix; `None` for one made of the name.
    pub suffix: Option<String>,
    /// Whether everybody is to see it.
    pub published: bool,
    /// Whether only to say what would be done.
    pub dry_run: bool,
}

/// Why a document was not imported. The catalog is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It cannot be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It is in an archive that cannot be opened.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The files are no document.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// It cannot be read.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It does not have the operations that others are made of.
    #[error("{0}")]
    Operations(String),
    /// It could not be written.
    #[error(transparent)]
    App(#[from] AppError),
    /// Somebody did not want it any more.
    #[error("the import was cancelled; nothing was changed")]
    Cancelled,
}

impl From<ApiError> for ImportError {
    fn from(error: ApiError) -> Self {
        Self::App(error.into())
    }
}

/// Imports the `document`, which may also be the bytes of one.
///
/// # Errors
/// [`ImportError`]; the catalog is as it was then.
pub async fn import(
    state: &AppState,
    permit: &Publisher,
    document: impl Into<Gathered>,
    options: Options,
    progress: &Progress,
) -> Result<Report, ImportError> {
    progress.enter(Stage::Reading, 0);
    let gathered = document.into();
    let (mut document, gathered) = aside(move || read(&gathered.bytes).map(|document| (document, gathered))).await??;
    let before = match &options.update {
        Some(slug) => Some(Before::load(state, permit, slug).await?),
        None => None,
    };
    let mut report = Report {
        operations: document.operations.len(),
        added: document.operations.len(),
        warnings: gathered.warnings(std::mem::take(&mut document.warnings)),
        ..Report::default()
    };
    if let Some(before) = &before {
        report.api.clone_from(&before.input.slug);
        before.keep_addresses(&mut document.operations);
        before.count(&mut report, &document.operations);
        report.changes = before.compare(&document);
    }
    warn_of_blocked_servers(state, &document, &mut report.warnings);
    progress.go_on()?;
    if options.dry_run {
        return Ok(report);
    }
    let documented =
        serde_json::to_string(&document.documented).map_err(|error| AppError::Unexpected(error.to_string()))?;
    let source = Source { documented: &documented, format: document.format.as_str(), bytes: Some(&gathered.bytes) };
    let changes = serde_json::to_string(&report.changes).map_err(|error| AppError::Unexpected(error.to_string()))?;
    // What a process left that was cut off may hold the very name that this one wants.
    service::remove_abandoned(state).await?;
    let writer = RevisionWriter::begin(state, permit, target(before.as_ref(), &document, &options)?, source).await?;
    let input = match before {
        Some(before) => updated_input(before.input, &document),
        None => writer.api.input.clone(),
    };
    report.api.clone_from(&input.slug);
    progress.enter(Stage::Writing, report.operations);
    let written = match fill(state, &writer, document, &HashSet::new(), progress).await {
        Ok(()) => writer.publish(state, input, &changes).await.map_err(ImportError::from),
        Err(error) => Err(error),
    };
    if let Err(error) = written {
        writer.discard(state).await?;
        return Err(error);
    }
    progress.enter(Stage::Done, report.operations);
    Ok(report)
}

/// Which API the document goes to.
fn target(before: Option<&Before>, document: &Document, options: &Options) -> Result<Target, ApiError> {
    if let Some(before) = before {
        return Ok(Target::Existing { id: before.id.clone(), revision: Some(before.revision) });
    }
    let input = new_input(document, options);
    // What was asked for must be as in the form; what a document says is taken as far as it goes.
    let asked = |field: &str| matches!(field, "name" | "suffix");
    let fields: Vec<_> = check_api(&input).into_iter().filter(|error| asked(&error.field)).collect();
    if !fields.is_empty() {
        return Err(ApiError::Invalid { fields });
    }
    Ok(Target::New { input: Box::new(input), suffix_is_fixed: options.suffix.is_some() })
}

/// The API as it is before it gets a new revision.
pub(super) struct Before {
    id: ApiId,
    revision: i64,
    pub(super) input: ApiInput,
    operations: Vec<OperationInput>,
    schemas: Vec<(String, String, String)>,
}

impl Before {
    pub(super) async fn load(state: &AppState, permit: &Publisher, slug: &str) -> Result<Self, AppError> {
        let WholeApi { api, operations, schemas, .. } = service::admin_whole_api(state, permit, slug).await?;
        let operations = operations.into_iter().map(|operation| operation.input).collect();
        Ok(Self { id: api.id, revision: api.revision, input: api.input, operations, schemas })
    }

    /// The operations by what tells them apart: those of a document before those by hand, where both are alike.
    fn known(&self) -> HashMap<Key, &OperationInput> {
        let (made, read): (Vec<_>, Vec<_>) =
            self.operations.iter().partition(|operation| operation.documented.path.is_empty());
        made.into_iter().chain(read).map(|operation| (key(operation), operation)).collect()
    }

    /// Gives operations that were there before the slugs that they had, so that links to them go on working, and the
    /// queries of the URL templates that a publisher wrote.
    fn keep_addresses(&self, operations: &mut [OperationInput]) {
        let made: Vec<String> = operations.iter().map(|operation| operation.slug.clone()).collect();
        let mut known = self.known();
        let mut taken = HashSet::new();
        let mut fresh = Vec::new();
        for operation in operations.iter_mut() {
            match known.remove(&key(operation)) {
                Some(before) => {
                    operation.slug.clone_from(&before.slug);
                    taken.insert(before.slug.clone());
                    keep_query(before, operation);
                }
                None => fresh.push(operation),
            }
        }
        for operation in fresh {
            let wanted = operation.slug.clone();
            let mut number = 1;
            while !taken.insert(operation.slug.clone()) {
                number += 1;
                operation.slug = format!("{wanted}-{number}");
            }
        }
        let kept: Vec<String> = operations.iter().map(|operation| operation.slug.clone()).collect();
        let changed: HashMap<_, _> = made.into_iter().zip(kept).filter(|(made, kept)| made != kept).collect();
        let responses = operations.iter_mut().flat_map(|operation| &mut operation.responses);
        for link in responses.flat_map(|response| &mut response.links) {
            if let Some(slug) = changed.get(&link.slug) {
                link.slug.clone_from(slug);
            }
        }
    }

    fn count(&self, report: &mut Report, operations: &[OperationInput]) {
        let old = self.known();
        let kept: Vec<_> =
            operations.iter().filter_map(|operation| Some((operation, old.get(&key(operation))?))).collect();
        report.added = operations.len() - kept.len();
        report.removed = old.len().saturating_sub(kept.len());
        report.changed = kept.into_iter().filter(|(operation, before)| *before != operation).count();
    }

    pub(super) fn compare(&self, document: &Document) -> Vec<Change> {
        let before: Vec<_> =
            self.schemas.iter().map(|(pointer, _, schema)| (pointer.as_str(), schema.as_str())).collect();
        let after: Vec<_> =
            document.schemas.iter().map(|schema| (schema.pointer.as_str(), schema.schema.as_str())).collect();
        compare::changes(&self.operations, &document.operations, &before, &after)
    }
}

/// Leaves the query in the URL template as a publisher wrote it, if the document still has all that it sends.
fn keep_query(before: &OperationInput, operation: &mut OperationInput) {
    let Some((path, _)) = before.url_template.split_once('?') else { return };
    let Ok(template) = UrlTemplate::parse(&before.url_template) else { return };
    let Some(query) = template.query().filter(|_| path == operation.url_template) else { return };
    let mut parameters = operation.parameters.clone();
    for QueryPair { name, value } in query {
        let is_this = |parameter: &Parameter| parameter.location == Location::Query && parameter.name == name;
        let Some(at) = parameters.iter().position(is_this) else { return };
        match value {
            PairValue::Parameter(called) => called.clone_into(&mut parameters[at].name),
            PairValue::Fixed(_) => drop(parameters.remove(at)),
        }
    }
    operation.parameters = parameters;
    operation.url_template.clone_from(&before.url_template);
}

/// Writes the schemas and operations of a document; `edited` are the slugs of those that somebody edited.
pub(super) async fn fill(
    state: &AppState,
    writer: &RevisionWriter,
    document: Document,
    edited: &HashSet<String>,
    progress: &Progress,
) -> Result<(), ImportError> {
    let schemas: Vec<NewSchema> = document
        .schemas
        .into_iter()
        .map(|NamedSchema { pointer, name, schema }| NewSchema { pointer, name, schema })
        .collect();
    for batch in schemas.chunks(BATCH) {
        progress.go_on()?;
        writer.add_schemas(state, batch).await?;
    }
    let mut operations = document.operations.into_iter().peekable();
    while operations.peek().is_some() {
        progress.go_on()?;
        let batch: Vec<OperationInput> = operations.by_ref().take(BATCH).collect();
        let written = batch.len();
        writer.add_operations(state, batch, edited).await?;
        progress.advance(written);
    }
    progress.go_on()
}

/// The API that a document describes.
fn new_input(document: &Document, options: &Options) -> ApiInput {
    let title = if document.title.trim().is_empty() { "API" } else { document.title.as_str() };
    let name = options.name.clone().unwrap_or_else(|| title.chars().take(NAME).collect());
    let service_url = service_url(&document.documented);
    let is_plain = service_url.starts_with("http://");
    let suffix = options.suffix.clone().unwrap_or_else(|| slug_or(&name, "api"));
    tidy_api(ApiInput {
        name,
        suffix,
        description: document.description.clone(),
        service_url,
        scheme: if is_plain { Scheme::Both } else { Scheme::Https },
        version: document.documented.version.chars().take(80).collect(),
        published: options.published,
        ..ApiInput::default()
    })
}

/// An API with what its new document says; what the publisher decides stays.
fn updated_input(input: ApiInput, document: &Document) -> ApiInput {
    let service_url = if input.service_url.is_empty() { service_url(&document.documented) } else { input.service_url };
    ApiInput {
        service_url,
        description: document.description.clone(),
        // Where calls name the version, its label is the publisher's.
        version: match input.version_scheme {
            VersionScheme::None => document.documented.version.chars().take(80).collect(),
            _ => input.version,
        },
        ..input
    }
}

/// Names servers that the console may not call, and what an operator can do about it.
fn warn_of_blocked_servers(state: &AppState, document: &Document, warnings: &mut Vec<Warning>) {
    if !document.documented.servers.is_empty() && service_url(&document.documented).is_empty() {
        warnings.push(Warning {
            pointer: "#/servers".to_owned(),
            line: None,
            column: None,
            message: "No server is a whole address, so calls cannot be made until the API gets a Web service URL."
                .to_owned(),
        });
    }
    let of_api = document.documented.servers.iter().enumerate().map(|(at, server)| (format!("#/servers/{at}"), server));
    let of_operations = document.operations.iter().flat_map(|operation| {
        let path = operation.documented.path.replace('~', "~0").replace('/', "~1");
        let pointer = format!("#/paths/{path}/{}", operation.verb.to_ascii_lowercase());
        operation.documented.servers.iter().map(move |server| (pointer.clone(), server))
    });
    // A path's servers are those of all its operations.
    let mut told = HashSet::new();
    for (pointer, server) in of_api.chain(of_operations) {
        if told.insert(&server.url) && state.outbound.blocks_address(&server.url) {
            warnings.push(Warning {
                pointer,
                line: None,
                column: None,
                message: format!(
                    "{} is an address that calls may not reach; an operator can allow it with --outbound-allow or \
                     LOGGIA_OUTBOUND_ALLOW",
                    server.url
                ),
            });
        }
    }
}
