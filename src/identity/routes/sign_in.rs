//! `POST /sign-in`

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use crate::identity::rules;
use crate::identity::server::service::{Opened, Visitor};
use crate::identity::server::{cookie, service};
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::FromForm;

#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// Signs somebody in and leads them on to where they came from, or to the question for a second factor.
pub(super) async fn sign_in(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    head: Parts,
    FromForm(form): FromForm<Fields>,
) -> Response {
    let old = cookie::token(&state.config, &head.headers);
    let user_agent = head.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let visitor = Visitor { peer: peer.ip(), user_agent };
    match service::sign_in(&state, visitor, &form.email, &form.password, old.as_ref()).await {
        Ok(Opened::Step(token)) => {
            let next = rules::local_path(&form.next).unwrap_or_default();
            let step = cookie::begun_step(&state.config, &token);
            (CookieJar::new().add(step), Redirect::to(&paths::sign_in_code(next))).into_response()
        }
        Ok(Opened::Portal(signed_in)) => {
            let next = rules::local_path(&form.next).unwrap_or(paths::HOME);
            (CookieJar::new().add(cookie::session(&state.config, &signed_in.token)), Redirect::to(next)).into_response()
        }
        Err(error) => {
            let values = vec![("email".to_owned(), form.email), ("next".to_owned(), form.next)];
            state.refuse_form(head, values, error).await
        }
    }
}
