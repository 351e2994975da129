//! `POST /admin/subscriptions/new`

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::kernel::ids::SubscriptionId;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};
use crate::products::model::NewSubscription;
use crate::products::rules::end_of_day;
use crate::products::server::service::create_subscription;

/// The value of the form's choice that stands for all APIs.
const ALL_APIS: &str = "all";

/// Makes a subscription in somebody's name and leads to it.
pub(super) async fn create(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    form: Form,
) -> Response {
    match make(&state, &caller, &form).await {
        Ok(id) => Redirect::to(&paths::admin_subscription(&id)).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}

async fn make(state: &AppState, caller: &Caller, form: &Form) -> Result<SubscriptionId, AppError> {
    let administrator = caller.administrator()?;
    let expires_at = match form.value("expires_at") {
        "" => None,
        day => Some(end_of_day(day).map_err(|message| ApiError::field("expires_at", message))?),
    };
    let (kind, scope) = form.value("scope").split_once(':').unwrap_or((form.value("scope"), ""));
    let (tier, scope) = if kind == "tier" { scope.split_once(':').unwrap_or_default() } else { ("", scope) };
    let text = |is_it: bool, text: &str| if is_it { text.to_owned() } else { String::new() };
    let new = NewSubscription {
        email: form.value("email").to_owned(),
        product: text(kind == "tier", scope),
        tier: tier.to_owned(),
        api: text(kind == "api", scope),
        all_apis: kind == ALL_APIS,
        name: form.value("name").to_owned(),
        expires_at,
    };
    Ok(create_subscription(state, &administrator, &new).await?.0)
}
