//! Reading documents.

mod bad_input;
mod by_hand;
mod content;
mod documented;
mod files;
mod following;
mod limits;
mod packages;
mod parts;
mod paths;
mod schemas;

use loggia::catalog::model::OperationInput;
use loggia::openapi::server::read::{Document, Refusal, read};

/// The document that `text` is.
fn document(text: &str) -> Document {
    read(text.as_bytes()).unwrap_or_else(|refusal| panic!("{refusal}\n{text}"))
}

/// The document of OpenAPI 3.1 with these members besides version, title and servers.
fn with(members: &str) -> Document {
    document(&format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "T", "version": "1"}}, "servers": [{{"url": "https://a.test"}}], {members}}}"#
    ))
}

/// The only operation of a document with `operation` (JSON) at `GET /`.
fn operation(operation: &str) -> OperationInput {
    only(with(&format!(r#""paths": {{"/": {{"get": {operation}}}}}"#)))
}

/// The only operation of `document`, which has nothing wrong.
fn only(document: Document) -> OperationInput {
    assert_eq!(messages(&document), Vec::<String>::new());
    assert_eq!(document.operations.len(), 1);
    document.operations.into_iter().next().unwrap()
}

/// Pointers and messages of the warnings.
fn messages(document: &Document) -> Vec<String> {
    document.warnings.iter().map(|warning| format!("{} {}", warning.pointer, warning.message)).collect()
}

/// Why `bytes` are refused.
fn refusal(bytes: &[u8]) -> Refusal {
    read(bytes).err().unwrap_or_else(|| panic!("was read: {}", String::from_utf8_lossy(bytes)))
}
