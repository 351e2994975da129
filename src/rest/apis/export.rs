//! `GET /api/v1/apis/{api}/document`

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse as _;

use crate::kernel::ApiError;
use crate::openapi::model::Format;
use crate::openapi::server::{original, published};
use crate::platform::AppState;
use crate::rest::http::{Access, Answer, Arguments, Problem};

/// Exports an API as an OpenAPI document: as it is published, or the one that it was imported from, byte by byte.
#[utoipa::path(
    get, path = "/api/v1/apis/{api}/document", operation_id = "exportApi", tag = "Documents", security(("token" = ["read"])),
    params(
        ("api" = String, Path, description = "Its slug"),
        ("format" = Option<String>, Query, description = "json or yaml; of an original, the one that it has", pattern = "^(json|yaml)$"),
        ("original" = Option<bool>, Query, description = "The document that it was imported from")),
    responses((status = 200, description = "The document", content(
        (serde_json::Value = "application/json"), (serde_json::Value = "application/yaml")))),
)]
pub(in crate::rest) async fn export(
    State(state): State<AppState>,
    access: Access,
    Path(api): Path<String>,
    arguments: Arguments,
) -> Answer {
    let format = match arguments.text("format", 10)? {
        None => None,
        Some("json") => Some(Format::Json),
        Some("yaml") => Some(Format::Yaml),
        Some(_) => return Err(Problem::parameter("format", "json or yaml was expected")),
    };
    let (format, bytes): (Format, Bytes) = if arguments.yes("original")? {
        let (written, bytes) = original(&state, access.caller(), &api).await?.ok_or(ApiError::NotFound)?;
        if format.is_some_and(|format| format != written) {
            return Err(ApiError::NotFound.into());
        }
        (written, bytes.into())
    } else {
        let format = format.unwrap_or_default();
        (format, published(&state, access.caller(), &api, format).await?)
    };
    let media_type = match format {
        Format::Json => "application/json",
        Format::Yaml => "application/yaml",
    };
    Ok(([(header::CONTENT_TYPE, media_type)], bytes).into_response())
}
