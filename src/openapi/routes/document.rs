//! `GET /apis/{api}/openapi.json` and `GET /apis/{api}/openapi.yaml`

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::openapi::model::Format;
use crate::openapi::server::{original, published};
use crate::paths::query_value;
use crate::platform::{AppError, AppState};

/// An API as an OpenAPI document in JSON; with `?original` the one that it was imported from, byte by byte, if that is
/// JSON.
pub(super) async fn json(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(api): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    answer(&state, &caller, &api, query.as_deref(), Format::Json).await
}

/// The same in YAML.
pub(super) async fn yaml(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(api): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    answer(&state, &caller, &api, query.as_deref(), Format::Yaml).await
}

async fn answer(state: &AppState, caller: &Caller, api: &str, query: Option<&str>, format: Format) -> Response {
    let wants_original = query.is_some_and(|query| query == "original" || query_value(query, "original").is_some());
    match bytes(state, caller, api, wants_original, format).await {
        Ok(bytes) => {
            let (media_type, name) = match format {
                Format::Json => ("application/json", "openapi.json"),
                Format::Yaml => ("application/yaml", "openapi.yaml"),
            };
            let disposition = format!("inline; filename=\"{name}\"");
            ([(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
                .into_response()
        }
        Err(error) => error.into_response(),
    }
}

async fn bytes(
    state: &AppState,
    caller: &Caller,
    api: &str,
    wants_original: bool,
    format: Format,
) -> Result<Bytes, AppError> {
    if !wants_original {
        return published(state, caller, api, format).await;
    }
    match original(state, caller, api).await? {
        Some((written, bytes)) if written == format => Ok(bytes.into()),
        _ => Err(ApiError::NotFound.into()),
    }
}
