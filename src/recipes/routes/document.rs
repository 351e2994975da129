//! `GET /apis/{api}/recipes/{recipe}/arazzo.json` and `….yaml`

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use crate::identity::server::Caller;
use crate::openapi::model::Format;
use crate::platform::{AppError, AppState};
use crate::recipes::server::{self, service};

/// A recipe as an Arazzo document in JSON.
pub(super) async fn json(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((api, recipe)): Path<(String, String)>,
) -> Response {
    answer(&state, &caller, (&api, &recipe), Format::Json).await
}

/// The same in YAML.
pub(super) async fn yaml(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((api, recipe)): Path<(String, String)>,
) -> Response {
    answer(&state, &caller, (&api, &recipe), Format::Yaml).await
}

async fn answer(state: &AppState, caller: &Caller, (api, recipe): (&str, &str), format: Format) -> Response {
    let bytes: Result<Vec<u8>, AppError> = match service::document(state, caller, api, recipe).await {
        Ok(document) => server::write(&document, format),
        Err(error) => Err(error),
    };
    match bytes {
        Ok(bytes) => {
            let media_type = match format {
                Format::Json => "application/json",
                Format::Yaml => "application/yaml",
            };
            let disposition = format!("inline; filename=\"arazzo.{}\"", format.as_str());
            ([(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
                .into_response()
        }
        Err(error) => error.into_response(),
    }
}
