//! `POST /admin/settings/logo` and `GET /site/logo`

use axum::Extension;
use axum::body::Body;
use axum::extract::{FromRequest as _, Multipart, Query, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use crate::identity::server::Caller;
use crate::kernel::{ApiError, Message};
use crate::paths;
use crate::platform::body::unreadable;
use crate::platform::{AppError, AppState};
use crate::site::server::settings;

/// What the form was sent with.
#[derive(Default)]
struct Sent {
    revision: i64,
    remove: bool,
    bytes: Vec<u8>,
}

/// Saves the image in the header, or takes it away.
pub(super) async fn save(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    let request = Request::from_parts(head.clone(), body);
    match carry_out(&state, &caller, request).await {
        Ok(()) => Redirect::to(paths::ADMIN_SETTINGS).into_response(),
        Err(error) => state.refuse_at(head, paths::ADMIN_SETTINGS, error).await,
    }
}

async fn carry_out(state: &AppState, caller: &Caller, request: Request) -> Result<(), AppError> {
    let permit = caller.administrator()?;
    let sent = read(request).await?;
    if !sent.remove && sent.bytes.is_empty() {
        return Err(ApiError::field("logo", Message::Required).into());
    }
    let bytes = (!sent.remove).then_some(sent.bytes.as_slice());
    settings::save_logo(state, &permit, sent.revision, bytes).await
}

async fn read(request: Request) -> Result<Sent, ApiError> {
    let mut multipart = Multipart::from_request(request, &()).await.map_err(|_| ApiError::Malformed)?;
    let mut sent = Sent::default();
    while let Some(field) = multipart.next_field().await.map_err(|error| unreadable(error.status()))? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|error| unreadable(error.status()))?;
        match name.as_str() {
            "logo" => sent.bytes = bytes.to_vec(),
            "revision" => sent.revision = String::from_utf8_lossy(&bytes).parse().unwrap_or_default(),
            "action" => sent.remove = &*bytes == b"remove",
            _ => {}
        }
    }
    Ok(sent)
}

/// The version in a file's address.
#[derive(Deserialize)]
pub(super) struct Version {
    #[serde(default)]
    pub(super) v: String,
}

/// Answers with the image. It is kept for ever where the address names the one that holds. Whatever its bytes are, the
/// browser takes them for the image that they begin as, and runs nothing of them.
pub(super) async fn show(State(state): State<AppState>, Query(Version { v }): Query<Version>) -> Response {
    match find(&state).await {
        Ok((kind, hash, bytes)) => {
            let mut response = Response::new(Body::from(bytes));
            let headers = response.headers_mut();
            if let Ok(kind) = HeaderValue::try_from(kind) {
                headers.insert(header::CONTENT_TYPE, kind);
            }
            headers.insert(
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'"),
            );
            headers.insert(header::CACHE_CONTROL, kept(v == hash));
            response
        }
        Err(error) => error.into_response(),
    }
}

/// How long a file is kept whose address names its version, or another one.
pub(super) const fn kept(is_this_version: bool) -> HeaderValue {
    HeaderValue::from_static(if is_this_version { "public, max-age=31536000, immutable" } else { "no-cache" })
}

async fn find(state: &AppState) -> Result<(String, String, Vec<u8>), AppError> {
    let logo = state.settings().await?.logo.ok_or(ApiError::NotFound)?;
    let bytes = state.logo().await?.ok_or(ApiError::NotFound)?;
    Ok((logo.kind, logo.hash, bytes))
}
