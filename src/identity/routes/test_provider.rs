//! `POST /admin/identity-providers/{provider}/test`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::identity::server::providers::test as trial;
use crate::kernel::ids::ProviderId;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Tries a provider out and leads back to its page, which shows the findings.
pub(super) async fn test(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let id = ProviderId::from(id);
    let tested = async { trial::test(&state, &caller.administrator()?, &id).await };
    match tested.await {
        Ok(name) => Redirect::to(&paths::admin_provider_tested(&id, &name)).into_response(),
        Err(error) => state.refuse_at(form.head, &paths::admin_provider(&id), error).await,
    }
}
