//! `POST /sign-in/code`

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::CookieJar;

use crate::identity::rules;
use crate::identity::server::cookie;
use crate::identity::server::factors::step;
use crate::identity::server::service::Visitor;
use crate::kernel::ApiError;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Signs somebody in who has given the right password and now a code.
pub(super) async fn finish(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    form: Form,
) -> Response {
    let headers = &form.head.headers;
    let (old, token) = (cookie::token(&state.config, headers), cookie::step(&state.config, headers));
    let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let visitor = Visitor { peer: peer.ip(), user_agent };
    match step::finish(&state, visitor, token.as_ref(), form.value("code"), old.as_ref()).await {
        Ok(signed_in) => {
            let next = rules::local_path(form.value("next")).unwrap_or(paths::HOME);
            let cookies = CookieJar::new()
                .add(cookie::session(&state.config, &signed_in.token))
                .add(cookie::no_step(&state.config));
            (cookies, Redirect::to(next)).into_response()
        }
        // Of a step that is over nothing is worth keeping.
        Err(AppError::Api(ApiError::Unauthenticated)) => {
            state.refuse_form(form.head, Vec::new(), ApiError::Unauthenticated.into()).await
        }
        Err(error) => {
            let next = form.value("next").to_owned();
            state.refuse_form(form.head, vec![("next".to_owned(), next)], error).await
        }
    }
}
