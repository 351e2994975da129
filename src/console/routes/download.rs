//! `GET /console/downloads/{id}`

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use tokio_util::io::ReaderStream;

use crate::kernel::ApiError;
use crate::platform::AppState;

/// How much of the file is in hand at once, in bytes.
const BUFFER: usize = 32 * 1024;

/// A body that was too long to be shown, as a file to save. What it is does not matter to the browser: a page that a
/// backend sent must never be opened as one of ours.
pub(super) async fn download(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<impl IntoResponse, ApiError> {
    let (meta, file, length) = state.spool.open(&id).await.ok_or(ApiError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        // The name holds letters, digits, hyphens and a dot: see `content::file_name`.
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", meta.file_name)),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(ReaderStream::with_capacity(file, BUFFER))))
}
