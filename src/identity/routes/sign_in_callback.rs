//! `GET /sign-in/callback/{provider}`

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::CookieJar;

use crate::identity::server::oidc::{Back, come_back, note_failure};
use crate::identity::server::service::{Opened, Visitor};
use crate::identity::server::{Token, cookie};
use crate::paths;
use crate::platform::AppState;

/// Takes somebody back from a provider and signs them in. What they brought counts once, and only together with the cookie that
/// the browser has of the beginning.
pub(super) async fn callback(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(provider): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let (browser, old) = (cookie::browser(&state.config, &headers), cookie::token(&state.config, &headers));
    let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let visitor = Visitor { peer: peer.ip(), user_agent };
    let query = query.unwrap_or_default();
    match come_back(&state, visitor, &provider.into(), &query, browser.as_ref(), old.as_ref()).await {
        Ok(Back::SignedIn { opened: Opened::Step(token), next }) => {
            let step = cookie::begun_step(&state.config, &token);
            (CookieJar::new().add(step), Redirect::to(&paths::sign_in_code(&next))).into_response()
        }
        Ok(Back::SignedIn { opened: Opened::Portal(signed_in), next }) => {
            let next = if next.is_empty() { paths::HOME } else { &next };
            (CookieJar::new().add(cookie::session(&state.config, &signed_in.token)), Redirect::to(next)).into_response()
        }
        Ok(Back::Failed { failure, next }) => {
            let browser = browser.unwrap_or_else(|| Token::new(&state.rng));
            let name = note_failure(&state, &browser, failure);
            let jar = CookieJar::new().add(cookie::known_browser(&state.config, &browser));
            (jar, Redirect::to(&paths::sign_in_failed(&name, &next))).into_response()
        }
        Err(error) => error.into_response(),
    }
}
