//! `POST /admin/settings`

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};
use crate::site::server::settings;
use crate::site::settings::SettingsForm;

/// Saves the settings, unless somebody else did since the form was shown.
pub(super) async fn save(State(state): State<AppState>, Extension(caller): Extension<Caller>, form: Form) -> Response {
    match carry_out(&state, &caller, &form).await {
        Ok(()) => Redirect::to(paths::ADMIN_SETTINGS).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}

async fn carry_out(state: &AppState, caller: &Caller, form: &Form) -> Result<(), AppError> {
    settings::save(state, &caller.administrator()?, &SettingsForm::from_pairs(&form.pairs)).await
}
