//! The server's own error: it keeps its sources for the log and gives the caller nothing but an [`ApiError`].

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Rng;
use crate::kernel::ApiError;

/// Why the server could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The caller's doing: it is told as it stands.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The database refused or failed.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A file could not be read or written.
    #[error("file: {0}")]
    Io(#[from] std::io::Error),
    /// Something that ought not to happen; the text is for the log only.
    #[error("{0}")]
    Unexpected(String),
}

impl AppError {
    /// The error as the caller may see it. Logs once what the caller may not see.
    #[must_use]
    pub fn into_api(self) -> ApiError {
        match self {
            Self::Api(error) => error,
            Self::Database(error) if is_out_of_order(&error) => {
                tracing::error!(%error, "the database cannot be used right now: {error}");
                ApiError::Unavailable
            }
            other => {
                let request_id = super::rng::hex(&Rng::system().bytes::<8>());
                tracing::error!(error = %other, %request_id, "internal error {request_id}: {other}");
                ApiError::Internal { request_id }
            }
        }
    }
}

/// Disk full, I/O error, locked or read-only: SQLite's primary result codes 5, 6, 8, 10 and 13.
fn is_out_of_order(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => true,
        sqlx::Error::Database(error) => {
            let code = error.code().and_then(|code| code.parse::<u32>().ok()).unwrap_or_default();
            matches!(code & 0xff, 5 | 6 | 8 | 10 | 13)
        }
        _ => false,
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        self.into_api().into_response()
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after =
            if let Self::RateLimited { retry_after_seconds } = &self { Some(*retry_after_seconds) } else { None };
        let mut response = (status, Json(&self)).into_response();
        // For whoever says it another way, such as the management API.
        response.extensions_mut().insert(self);
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
