//! `POST /account/subscriptions/{subscription}/keys/regenerate`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::identity::server::Caller;
use crate::kernel::ids::SubscriptionId;
use crate::kernel::{ApiError, Message};
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};
use crate::products::model::KeySlot;
use crate::products::server::service::{self, Overlap};

/// Milliseconds.
const HOUR: i64 = 60 * 60 * 1_000;

/// Replaces one of a subscription's keys, and answers with its page, which shows the new one this once.
pub(super) async fn regenerate(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let id = SubscriptionId::from(id);
    let page = paths::subscription(&id);
    match replace(&state, &caller, &id, &form).await {
        Ok(shown) => state.show_at(form.head, &page, vec![shown]).await,
        Err(error) => state.refuse_at(form.head, &page, error).await,
    }
}

/// The slot's word and the new key.
async fn replace(
    state: &AppState,
    caller: &Caller,
    id: &SubscriptionId,
    form: &Form,
) -> Result<(String, String), AppError> {
    caller.signed_in().ok_or(ApiError::Unauthenticated)?;
    let unknown = || ApiError::field("slot", Message::NotOneOf { allowed: "primary, secondary".to_owned() });
    let slot = KeySlot::parse(form.value("slot")).ok_or_else(unknown)?;
    let overlap = match form.value("overlap") {
        "" => Overlap::default(),
        hours => Overlap::new(hours.parse::<i64>().ok().and_then(|hours| hours.checked_mul(HOUR)).unwrap_or(-1))?,
    };
    let key = service::regenerate(state, caller, id, slot, overlap).await?;
    Ok((slot.as_str().to_owned(), key.as_str().to_owned()))
}
