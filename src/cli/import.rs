//! `loggia import`: a document into the catalog, for whoever may write the data directory.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::options::Outbound;
use super::{on_data, say};
use crate::identity::server::Administrator;
use crate::kernel::ids::ProductId;
use crate::openapi::import::Report;
use crate::openapi::server::read::{MOST_BYTES, Refusal};
use crate::openapi::server::{File, ImportError, Options, Order, Origin, Progress, gather, import, may_be_part};
use crate::platform::config::Choices;
use crate::products::server::service as products;

/// More than the largest document, so that a larger one is complained about and an endless input ends.
const MOST: u64 = MOST_BYTES as u64 + 1;

/// The options of `loggia import`.
#[derive(Args, Debug)]
pub struct Import {
    /// The document: a file, a folder of files that refer to each other, a zip archive of such a folder, an http or https
    /// URL, or - for the standard input
    #[arg(value_name = "FILE|FOLDER|URL|-")]
    from: String,
    /// Fetches what the document refers to at other addresses, at most 100 files
    #[arg(long)]
    follow_references: bool,
    /// The Web API URL suffix of the new API [default: made of the name]
    #[arg(long, conflicts_with = "update")]
    suffix: Option<String>,
    /// The Web API name of the new API [default: the document's title]
    #[arg(long, conflicts_with = "update")]
    name: Option<String>,
    /// Gives this API, named by its address in the portal, a new revision
    #[arg(long, value_name = "API")]
    update: Option<String>,
    /// Puts the API into the product with this id; can be given several times
    #[arg(long, value_name = "PRODUCT")]
    product: Vec<String>,
    /// Only says what would be done
    #[arg(long)]
    dry_run: bool,
    /// Keeps the new API back as a draft
    #[arg(long, conflicts_with = "update")]
    draft: bool,
    /// Prints one JSON object instead of sentences
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    outbound: Outbound,
}

/// Runs the command on the data that `choices` name.
///
/// # Errors
/// [`Failure`], for the person at the terminal.
pub async fn run(command: Import, choices: Choices) -> Result<(), Failure> {
    let choices = Choices { outbound: command.outbound.choices(), ..Choices::default() }.or(choices);
    on_data(choices, async |state| {
        let order = Order { origin: origin(&command.from)?, follow_references: command.follow_references };
        let options = Options {
            update: command.update,
            name: command.name,
            suffix: command.suffix,
            published: !command.draft,
            dry_run: command.dry_run,
        };
        let products: Vec<ProductId> = command.product.into_iter().map(ProductId::from).collect();
        let permit = Administrator::operator();
        // Before anything is done.
        products::known(state, &permit, &products).await?;
        let progress = Progress::default();
        let watched = progress.clone();
        // Nothing of a half-done import is left when it is stopped.
        let watch = tokio::spawn(async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                watched.cancel();
            }
        });
        let report = async {
            let document = gather(state, order, &progress).await?;
            import(state, &permit, document, options, &progress).await
        };
        let report = report.await;
        watch.abort();
        let report = report?;
        if !command.dry_run {
            for product in &products {
                products::put_api(state, &permit, product, &report.api).await?;
            }
        }
        tell(&report, command.json, command.dry_run);
        Ok(())
    })
    .await
}

fn tell(report: &Report, json: bool, dry_run: bool) {
    if json {
        say(&serde_json::json!(report).to_string());
        return;
    }
    for warning in &report.warnings {
        let place = match (warning.line, warning.column) {
            (Some(line), Some(column)) => format!("line {line}, column {column}: "),
            _ => String::new(),
        };
        say(&format!("warning: {place}{} ({})", warning.message, warning.pointer));
    }
    for change in report.changes.iter().filter(|change| !change.breaking.is_empty()) {
        say(&format!("breaking: {} {} {}", change.subject, change.breaking, change.detail));
    }
    let Report { api, operations, added, changed, removed, .. } = report;
    let counts = format!("{operations} operations: {added} added, {changed} changed, {removed} removed");
    say(&if dry_run { format!("Would import {counts}.") } else { format!("Imported {counts}. It is at /apis/{api}.") });
}

/// The files of a folder and the folders in it, named by their paths from there. Links are not followed.
fn files_in(folder: &Path) -> Result<Vec<File>, Failure> {
    let unreadable = |source| Failure::Read { path: folder.to_owned(), source };
    let (mut files, mut waiting, mut left) = (Vec::new(), vec![folder.to_owned()], MOST);
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(&next).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let (kind, path) = (entry.file_type().map_err(unreadable)?, entry.path());
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
            if kind.is_dir() {
                waiting.push(path);
            } else if kind.is_file() && may_be_part(&name) {
                let bytes = std::fs::read(&path).map_err(unreadable)?;
                left = left.saturating_sub(bytes.len() as u64);
                if left == 0 {
                    return Err(ImportError::Refused(Refusal::TooLarge { megabytes: MOST_BYTES / 1_000_000 }).into());
                }
                files.push(File { name, bytes });
            }
        }
    }
    Ok(files)
}

/// What `from` names: of a file or the standard input no more than is ever read.
fn origin(from: &str) -> Result<Origin, Failure> {
    if from.starts_with("http://") || from.starts_with("https://") {
        return Ok(Origin::Address(from.to_owned()));
    }
    let path = PathBuf::from(from);
    if path.is_dir() {
        return Ok(Origin::Files(files_in(&path)?));
    }
    let mut bytes = Vec::new();
    if from == "-" {
        std::io::stdin().take(MOST).read_to_end(&mut bytes)?;
    } else {
        let unreadable = |source| Failure::Read { path: path.clone(), source };
        let file = std::fs::File::open(&path).map_err(unreadable)?;
        file.take(MOST).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    Ok(Origin::Files(vec![File { name: from.to_owned(), bytes }]))
}
