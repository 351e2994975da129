//! From what somebody has to one document: files, an archive or an address, and what these refer to.

use std::collections::{HashMap, HashSet};

use url::Url;

use super::bundle::{Bundle, without_fragment};
use super::fetch::{FetchError, fetch};
use super::files::{File, Files, open};
use super::follow::follow;
use super::import::ImportError;
use super::progress::{Progress, Stage, aside};
use super::read::MOST_BYTES;
use crate::openapi::model::Warning;
use crate::platform::AppState;

/// Where the document comes from.
#[derive(Debug)]
pub enum Origin {
    /// It was sent along: one file, several that refer to each other, or a zip archive of such.
    Files(Vec<File>),
    /// It is fetched from this address.
    Address(String),
}

/// What is to be gathered.
#[derive(Debug)]
pub struct Order {
    /// Where the document comes from.
    pub origin: Origin,
    /// Whether what it refers to at other addresses is fetched.
    pub follow_references: bool,
}

/// A document in one piece.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The document: as it was found, unless files had to be joined.
    pub(super) bytes: Vec<u8>,
    /// The references that could not be followed.
    warnings: Vec<Warning>,
    /// Whether it was joined, so that nobody but us has seen its lines.
    is_joined: bool,
}

impl From<Vec<u8>> for Gathered {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, ..Self::default() }
    }
}

impl Gathered {
    /// The warnings of its reading with those of its gathering: of the two that a reference can have, the one that says
    /// why it was not followed.
    pub(super) fn warnings(&self, read: Vec<Warning>) -> Vec<Warning> {
        let reasons: HashMap<&str, &str> =
            self.warnings.iter().map(|reason| (reason.pointer.as_str(), reason.message.as_str())).collect();
        let mut said = HashSet::new();
        let mut warnings: Vec<Warning> = read
            .into_iter()
            .map(|mut warning| {
                if let Some((pointer, reason)) = reasons.get_key_value(warning.pointer.as_str()) {
                    (*reason).clone_into(&mut warning.message);
                    said.insert(*pointer);
                }
                if self.is_joined {
                    (warning.line, warning.column) = (None, None);
                }
                warning
            })
            .collect();
        warnings.extend(self.warnings.iter().filter(|reason| !said.contains(reason.pointer.as_str())).cloned());
        warnings
    }
}

/// Gathers the document.
///
/// # Errors
/// [`ImportError`]: it cannot be fetched or opened, is no document, or somebody cancelled.
pub async fn gather(state: &AppState, order: Order, progress: &Progress) -> Result<Gathered, ImportError> {
    progress.enter(Stage::Reading, 0);
    let (sent, found_at) = match order.origin {
        Origin::Files(files) => (files, None),
        Origin::Address(address) => {
            let url = Url::parse(&address).map_err(|_| FetchError::NotAnAddress)?;
            let fetched = progress.wait(fetch(state, &url, MOST_BYTES)).await??;
            (vec![File { name: without_fragment(url.as_str()), bytes: fetched.bytes }], Some(fetched.at))
        }
    };
    let Files { list, is_alone } = aside(move || open(sent)).await??;
    if is_alone && !order.follow_references {
        return Ok(only(list));
    }
    let size = list.iter().map(|file| file.bytes.len()).sum();
    let watched = progress.clone();
    let (read, list) = aside(move || (Bundle::read(&list, !is_alone, &watched), list)).await?;
    let mut bundle = match read {
        // What is wrong with a single file is said when it is read, with the line.
        Err(ImportError::Bundle(_)) if is_alone => return Ok(only(list)),
        read => read?,
    };
    if let Some(at) = found_at.filter(|_| is_alone) {
        bundle.found_at(&without_fragment(at.as_str()));
    }
    if order.follow_references {
        bundle = follow(state, bundle, size, progress).await?;
    }
    let joined = aside(move || bundle.join()).await?;
    let is_joined = joined.bytes.is_some();
    let original = || list.into_iter().find(|file| file.name == joined.root).map(|file| file.bytes);
    let bytes = joined.bytes.or_else(original).unwrap_or_default();
    Ok(Gathered { bytes, warnings: joined.warnings, is_joined })
}

fn only(list: Vec<File>) -> Gathered {
    list.into_iter().next().map(|file| file.bytes).unwrap_or_default().into()
}
