//! `POST /admin/apis/{api}/credential`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use zeroize::Zeroizing;

use crate::credentials::draft::CredentialDraft;
use crate::credentials::server::service::{self, NewCredential};
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Gives an API a credential, in place of the one that it has.
pub(super) async fn set(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(api): Path<String>,
    form: Form,
) -> Response {
    let draft = CredentialDraft::from_pairs(&form.pairs);
    match save(&state, &caller, &api, &draft).await {
        Ok(()) => Redirect::to(&paths::admin_credential(&api)).into_response(),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}

async fn save(state: &AppState, caller: &Caller, api: &str, draft: &CredentialDraft) -> Result<(), AppError> {
    let permit = caller.publisher()?;
    // Whether it is theirs comes before what is wrong with the form.
    service::credential(state, &permit, api).await?;
    let (way, secret) = draft.check().map_err(|fields| ApiError::Invalid { fields })?;
    let new = NewCredential { way, secret: Zeroizing::new(secret.to_owned()) };
    service::set(state, &permit, api, new).await
}
