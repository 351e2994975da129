//! `POST /account/subscriptions/{subscription}`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::kernel::ids::SubscriptionId;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;
use crate::products::server::service;

/// Calls a subscription something else.
pub(super) async fn rename(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let (id, name) = (SubscriptionId::from(id), form.value("name").to_owned());
    match service::rename(&state, &caller, &id, &name).await {
        Ok(()) => Redirect::to(&paths::subscription(&id)).into_response(),
        // Nothing else: other values of the page are keys.
        Err(error) => state.refuse_form(form.head, vec![("name".to_owned(), name)], error).await,
    }
}
