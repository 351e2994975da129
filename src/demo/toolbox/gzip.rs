//! JSON in gzip (RFC 9110 section 8.4.1.3), whatever the request accepts.

use std::io::{self, Write as _};

use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::response::IntoResponse;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::demo::error::ServiceError;

/// The answer before it is compressed.
pub(in crate::demo) const CONTENT: &str = r#"{"encoding":"gzip","compressed":true}"#;

pub(super) async fn gzip() -> Result<impl IntoResponse, ServiceError> {
    let body = compress(CONTENT.as_bytes()).map_err(|_| ServiceError::internal())?;
    Ok(([(CONTENT_TYPE, "application/json"), (CONTENT_ENCODING, "gzip")], body))
}

fn compress(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}
