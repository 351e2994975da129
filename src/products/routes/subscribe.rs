//! `POST /products/{product}`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;
use crate::products::server::service::{self, Wish};

/// Subscribes to a product and leads to the subscription, where its keys can be seen.
pub(super) async fn subscribe(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(product): Path<String>,
    form: Form,
) -> Response {
    let wish = Wish {
        tier: form.value("tier").to_owned(),
        name: form.value("name").to_owned(),
        accepts_terms: !form.value("accepts_terms").is_empty(),
    };
    match service::subscribe(&state, &caller, &product.into(), &wish).await {
        Ok((id, _)) => Redirect::to(&paths::subscription(&id)).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}
