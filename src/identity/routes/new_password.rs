//! `POST /reset-password/new`

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::reset;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Sets the password of whom a link was sent to.
pub(super) async fn set_password(State(state): State<AppState>, form: Form) -> Response {
    match reset::set_password(&state, form.value("token"), form.value("password")).await {
        Ok(()) => Redirect::to(&paths::sign_in_after("password")).into_response(),
        Err(error) => {
            let token = form.value("token").to_owned();
            state.refuse_form(form.head, vec![("token".to_owned(), token)], error).await
        }
    }
}
