//! The demo's development storage: the few blobs that jobs read and write when their connection string says
//! `UseDevelopmentStorage=true`, which is how Azure's clients name the storage of a developer's own machine. It is in
//! memory, and nobody can put anything into it but the results of jobs.

use std::collections::VecDeque;

use axum::extract::State;
use axum::http::{HeaderName, header};
use parking_lot::Mutex;
use serde_json::Value;

use crate::demo::arguments::Arguments;
use crate::demo::backend::Backend;
use crate::demo::error::{Detail, ServiceError};

/// The connection string that names this storage.
pub(in crate::demo) const CONNECTION: &str = "UseDevelopmentStorage=true";
/// The account's part of addresses, which is Azure's for development.
const ACCOUNT: &str = "/devstoreaccount1";
/// The blob that is there from the beginning: the guide's table.
const GIVEN: (&str, &str) = (
    "/mycontainer/mydatablob.csv",
    "Col1,Col2\n1,This is a good day\n2,\"Well written, and well worth reading\"\n3,Not my cup of tea\n",
);
/// How many results are held.
const MOST: usize = 100;

/// Where a blob is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// How its storage is reached.
    pub(super) connection: String,
    /// Container and name, beginning with a slash.
    pub(super) path: String,
}

impl Place {
    /// What a submission says of a blob, which was found to be in order.
    pub(super) fn of(blob: Option<&Value>) -> Self {
        let text = |name: &str| blob.and_then(|blob| blob.get(name)).and_then(Value::as_str).unwrap_or_default().trim();
        let path = text("RelativeLocation");
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Self { connection: text("ConnectionString").to_owned(), path }
    }

    /// Whether it is in the development storage.
    pub(super) fn is_here(&self) -> bool {
        self.connection.trim_end_matches(';').eq_ignore_ascii_case(CONNECTION)
    }
}

/// The blobs that jobs wrote, oldest first.
#[derive(Debug, Default)]
pub(super) struct Storage {
    written: Mutex<VecDeque<Blob>>,
}

#[derive(Debug)]
struct Blob {
    path: String,
    /// What the query must say as `sig`.
    signature: String,
    text: String,
}

impl Storage {
    /// What is in the blob at `path`.
    pub(super) fn read(&self, path: &str) -> Option<String> {
        let written = self.written.lock();
        let found = written.iter().rfind(|blob| blob.path == path).map(|blob| blob.text.clone());
        found.or_else(|| (path == GIVEN.0).then(|| GIVEN.1.to_owned()))
    }

    /// Writes a blob that can be read with `signature`.
    pub(super) fn write(&self, path: &str, signature: &str, text: String) {
        let mut written = self.written.lock();
        written.retain(|blob| blob.path != path);
        if written.len() >= MOST {
            written.pop_front();
        }
        written.push_back(Blob { path: path.to_owned(), signature: signature.to_owned(), text });
    }

    fn read_with(&self, path: &str, signature: &str) -> Option<String> {
        let written = self.written.lock();
        written.iter().find(|blob| blob.path == path && blob.signature == signature).map(|blob| blob.text.clone())
    }
}

/// Where blobs are read, at the host by which the backend was called.
pub(super) fn base_location(host: &str) -> String {
    format!("http://{host}{ACCOUNT}")
}

/// What makes an address of a blob one that opens it: a shared access signature.
pub(super) fn sas_token(signature: &str) -> String {
    format!("?sv=2015-02-21&sr=b&sp=r&sig={signature}")
}

/// `GET /devstoreaccount1/{container}/{blob}`: a result, for whoever has its address with the signature.
pub(super) async fn blob(
    State(backend): State<Backend>,
    arguments: Arguments,
) -> Result<([(HeaderName, &'static str); 1], String), ServiceError> {
    let path = format!("/{}/{}", arguments.path("container"), arguments.path("blob"));
    let signature = arguments.query("sig").unwrap_or_default();
    let text = backend.jobs.storage().read_with(&path, signature);
    let text =
        text.ok_or_else(|| ServiceError::not_found(Detail::new("BlobNotFound", "blob", "There is no such blob.")))?;
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], text))
}
