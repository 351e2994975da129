//! Everything that was received.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, HeaderValue, Method, Uri};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use serde_json::Value;

use crate::demo::arguments::Arguments;
use crate::demo::error::ServiceError;

/// A request as it arrived.
#[derive(Debug, Serialize)]
pub(super) struct Echo {
    method: String,
    path: String,
    query: Vec<Pair>,
    headers: Vec<Pair>,
    body: Body,
}

/// A name and its value; lists of them keep the order and what is repeated.
#[derive(Debug, Serialize)]
struct Pair {
    name: String,
    value: String,
}

/// What the body is: `text` when it is UTF-8, `base64` otherwise, and `json` beside the text when it is that.
#[derive(Debug, Serialize)]
struct Body {
    bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base64: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    json: Option<Value>,
}

pub(super) async fn echo(
    method: Method,
    uri: Uri,
    arguments: Arguments,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Echo>, ServiceError> {
    Ok(Json(Echo {
        method: method.to_string(),
        path: uri.path().to_owned(),
        query: arguments.into_pairs().into_iter().map(|(name, value)| Pair { name, value }).collect(),
        headers: headers.iter().map(|(name, value)| Pair { name: name.to_string(), value: decode(value) }).collect(),
        body: describe(&body?),
    }))
}

/// Bytes that are not UTF-8 are read as ISO 8859-1, which RFC 9110 section 5.5 calls the historical reading.
fn decode(value: &HeaderValue) -> String {
    let bytes = value.as_bytes();
    str::from_utf8(bytes).map_or_else(|_| bytes.iter().copied().map(char::from).collect(), str::to_owned)
}

fn describe(body: &[u8]) -> Body {
    let text = str::from_utf8(body).ok();
    Body {
        bytes: body.len(),
        text: text.map(str::to_owned),
        base64: text.is_none().then(|| BASE64_STANDARD.encode(body)),
        json: text.and_then(|text| serde_json::from_str(text).ok()),
    }
}
