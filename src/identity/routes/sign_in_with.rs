//! `POST /sign-in/with/{provider}`

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum_extra::extract::CookieJar;
use leptos::prelude::*;
use leptos_i18n::Locale as _;
use leptos_meta::HashedStylesheet;

use crate::i18n::{Locale, td_string};
use crate::identity::server::oidc::{Begun, begin as begin_flow, note_failure};
use crate::identity::server::{Token, cookie};
use crate::kernel::ids::ProviderId;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// The page loads its styles and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

/// Begins to sign somebody in with a provider.
pub(super) async fn begin(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(provider): Path<String>,
    form: Form,
) -> Response {
    let browser = cookie::browser(&state.config, &form.head.headers).unwrap_or_else(|| Token::new(&state.rng));
    let jar = CookieJar::new().add(cookie::known_browser(&state.config, &browser));
    let provider = ProviderId::from(provider);
    let next = form.value("next");
    match begin_flow(&state, peer.ip(), &browser, &provider, next).await {
        Ok(Ok(begun)) => (jar, page(&state, &begun)).into_response(),
        Ok(Err(failure)) => {
            let name = note_failure(&state, &browser, failure);
            (jar, Redirect::to(&paths::sign_in_failed(&name, next))).into_response()
        }
        Err(error) => error.into_response(),
    }
}

/// Leads whoever opens the address of the button to the button.
pub(super) async fn back() -> Redirect {
    Redirect::to(paths::SIGN_IN)
}

/// The page that leads on to the provider. A redirect would not do: browsers hold it against the policy of the form's page, which
/// lets forms go nowhere else.
fn page(state: &AppState, Begun { url, provider }: &Begun) -> Response {
    let locale = Locale::default();
    let title = td_string!(locale, providers.leaving, provider = provider);
    let link = td_string!(locale, providers.go_on, provider = provider);
    let name = state.config.name.clone();
    let page = view! {
        <!DOCTYPE html>
        <html lang=locale.as_str()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta http-equiv="refresh" content=format!("0;url={url}")/>
                <title>{format!("{title} · {name}")}</title>
                <HashedStylesheet options=state.leptos.clone()/>
            </head>
            <body class="bg-surface text-ink">
                <main class="mx-auto max-w-sm px-4 py-16">
                    <h1 class="text-xl font-semibold">{title.clone()}</h1>
                    <p class="mt-4 text-sm"><a class="link" href=url.clone()>{link}</a></p>
                </main>
            </body>
        </html>
    };
    let headers = [(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "no-store")];
    (headers, Html(page.to_html())).into_response()
}
