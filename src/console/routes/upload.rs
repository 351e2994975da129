//! `POST /console/upload`

use axum::Extension;
use axum::extract::{Multipart, State};
use axum::response::Response;

use super::send::answer;
use crate::console::model::ConsoleRequest;
use crate::console::server::Files;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::platform::route::limit;
use crate::platform::{AppError, AppState};

/// Makes a call whose body has files in it. The first field of the form is the call as JSON, named `call`; the files
/// follow in the order in which the call names them, and are passed on as they come.
pub(super) async fn upload_call(
    State(state): State<AppState>,
    caller: Option<Extension<Caller>>,
    mut form: Multipart,
) -> Result<Response, AppError> {
    let request = call(&mut form).await?;
    let caller = caller.map(|Extension(caller)| caller).unwrap_or_default();
    answer(&state, &caller, &request, Some(Files::of(form))).await
}

async fn call(form: &mut Multipart) -> Result<ConsoleRequest, ApiError> {
    let mut field = form.next_field().await.ok().flatten().ok_or(ApiError::Malformed)?;
    if field.name() != Some("call") {
        return Err(ApiError::Malformed);
    }
    let mut json = Vec::new();
    while let Some(bytes) = field.chunk().await.map_err(|_| ApiError::Malformed)? {
        json.extend_from_slice(&bytes);
        if json.len() > limit::CALL {
            return Err(ApiError::TooLarge);
        }
    }
    serde_json::from_slice(&json).map_err(|_| ApiError::Malformed)
}
