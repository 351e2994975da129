//! `GET /admin/audit.csv`

use axum::body::{Body, Bytes};
use axum::extract::{Extension, Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;

use super::model::AuditFilter;
use super::server::{Reader, service};
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::paths;
use crate::platform::{AppError, AppState, Audience, Route};

/// The room's rows of the route table. Support may read the log, so the route itself is open and its service decides.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![Route::get(paths::ADMIN_AUDIT_CSV, Audience::Everyone, download)]
}

/// The filter as addresses have it: what narrows nothing may be missing.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    person: String,
    kind: String,
    action: String,
    thing: String,
    from: String,
    to: String,
}

/// Answers with what the filter leaves as a CSV file, read and sent a part at a time.
async fn download(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Asked>,
) -> Response {
    match begin(&caller, asked) {
        Ok((permit, filter)) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""),
            ];
            (headers, Body::from_stream(file(state, permit, filter))).into_response()
        }
        Err(error) => error.into_response(),
    }
}

fn begin(caller: &Caller, asked: Asked) -> Result<(Reader, AuditFilter), ApiError> {
    let permit = caller.audit_reader()?;
    let Asked { person, kind, action, thing, from, to } = asked;
    let filter = AuditFilter { person, kind, action, thing, from, to };
    service::check(&filter)?;
    Ok((permit, filter))
}

/// The file in parts. A failure ends the answer before its end, so that nobody takes it for the whole.
fn file(
    state: AppState,
    permit: Reader,
    filter: AuditFilter,
) -> impl futures_util::Stream<Item = Result<Bytes, AppError>> {
    let head = stream::once(async { Ok(Bytes::from_static(service::COLUMNS.as_bytes())) });
    let lines = stream::try_unfold((None, state, permit, filter), |(after, state, permit, filter)| async move {
        let next = service::lines(&state, &permit, &filter, after).await?;
        Ok(next.map(|(text, cursor)| (Bytes::from(text), (Some(cursor), state, permit, filter))))
    });
    futures_util::StreamExt::chain(head, lines)
}
