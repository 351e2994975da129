//! `POST /admin/subscriptions/{subscription}`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::kernel::ids::SubscriptionId;
use crate::kernel::{ApiError, Message};
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};
use crate::products::rules::end_of_day;
use crate::products::server::service;

/// What the field `action` may say.
const ACTIONS: &str = "approve, reject, suspend, activate, cancel, expire";

/// Does with a subscription what the pressed button says, and leads to its page.
pub(super) async fn decide(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let id = SubscriptionId::from(id);
    match carry_out(&state, &caller, &id, &form).await {
        Ok(()) => Redirect::to(&paths::admin_subscription(&id)).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}

async fn carry_out(state: &AppState, caller: &Caller, id: &SubscriptionId, form: &Form) -> Result<(), AppError> {
    let administrator = caller.administrator()?;
    let reason = form.value("reason");
    match form.value("action") {
        "approve" => service::approve(state, &administrator, id).await,
        "reject" => service::reject(state, &administrator, id, reason).await,
        "suspend" => service::suspend(state, &administrator, id, reason).await,
        "activate" => service::activate(state, &administrator, id).await,
        "cancel" => service::cancel(state, caller, id, reason).await,
        "expire" => {
            let day = form.value("expires_at").trim();
            let moment = if day.is_empty() { None } else { Some(end_of_day(day)) };
            let moment = moment.transpose().map_err(|message| ApiError::field("expires_at", message))?;
            // The form shows the day alone: one that is not changed keeps its hour.
            let before = service::subscription(state, caller, id).await?.subscription.expires_at;
            let day_before = before.and_then(|before| Some(before.rfc3339().split_once('T')?.0.to_owned()));
            if !day.is_empty() && day_before.as_deref() == Some(day) {
                return Ok(());
            }
            service::set_expiry(state, &administrator, id, moment).await
        }
        _ => Err(ApiError::field("action", Message::NotOneOf { allowed: ACTIONS.to_owned() }).into()),
    }
}
