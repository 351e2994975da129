//! `POST /account/subscriptions/{subscription}/keys`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::identity::server::Caller;
use crate::kernel::ids::SubscriptionId;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;
use crate::products::model::KeySlot;
use crate::products::server::service;

/// Answers with the page of a subscription that shows its keys this once.
pub(super) async fn show_keys(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let id = SubscriptionId::from(id);
    let page = paths::subscription(&id);
    match service::show_keys(&state, &caller, &id).await {
        Ok(keys) => {
            let value = |slot: KeySlot| (slot.as_str().to_owned(), keys.in_slot(slot).as_str().to_owned());
            state.show_at(form.head, &page, KeySlot::ALL.map(value).into()).await
        }
        Err(error) => state.refuse_at(form.head, &page, error).await,
    }
}
