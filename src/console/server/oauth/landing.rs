//! The page that a person lands on when they come back. It has no script and no secret in it.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use leptos::prelude::*;
use leptos_i18n::Locale as _;
use leptos_meta::HashedStylesheet;

use crate::console::oauth::TokenProblem;
use crate::i18n::{Locale, td_string};
use crate::identity::model::Theme;
use crate::identity::server::cookie;
use crate::platform::AppState;

/// The page loads its styles and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

/// How a person came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Landing {
    /// The console has the token.
    Done,
    /// There is none; the console says more.
    Failed(TokenProblem),
    /// With a `state` that nobody knows, or whose time is over.
    Unknown,
    /// In another browser than they left with, or at another address of the portal.
    OtherBrowser,
    /// For the second time.
    Used,
}

/// The page for `landing`, in the colours that the browser has chosen.
#[must_use]
pub fn page(state: &AppState, headers: &HeaderMap, landing: &Landing) -> Response {
    let locale = Locale::default();
    let (status, title, text) = match landing {
        Landing::Done => (
            StatusCode::OK,
            td_string!(locale, oauth.landing_done).to_owned(),
            td_string!(locale, oauth.landing_close).to_owned(),
        ),
        Landing::Failed(problem) => {
            let text = match problem {
                TokenProblem::Refused { error, description } => {
                    td_string!(locale, oauth.refused, error = error, description = description)
                }
                _ => td_string!(locale, oauth.landing_see_console).to_owned(),
            };
            (StatusCode::OK, td_string!(locale, oauth.landing_failed).to_owned(), text)
        }
        Landing::Unknown => (
            StatusCode::BAD_REQUEST,
            td_string!(locale, oauth.landing_failed).to_owned(),
            td_string!(locale, oauth.landing_unknown).to_owned(),
        ),
        Landing::OtherBrowser => {
            let address = state.config.public_url.origin().ascii_serialization();
            (
                StatusCode::BAD_REQUEST,
                td_string!(locale, oauth.landing_failed).to_owned(),
                td_string!(locale, oauth.landing_other_browser, address = address),
            )
        }
        Landing::Used => (
            StatusCode::BAD_REQUEST,
            td_string!(locale, oauth.landing_failed).to_owned(),
            td_string!(locale, oauth.landing_used).to_owned(),
        ),
    };
    let theme = cookie::theme(headers);
    let theme = (theme != Theme::System).then_some(theme.as_str());
    let name = state.config.name.clone();
    let page = view! {
        <!DOCTYPE html>
        <html lang=locale.as_str() data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{format!("{title} · {name}")}</title>
                <HashedStylesheet options=state.leptos.clone()/>
            </head>
            <body class="bg-surface text-ink">
                <main class="mx-auto max-w-sm px-4 py-16">
                    <h1 class="text-xl font-semibold">{title.clone()}</h1>
                    <p class="mt-4 break-words text-sm">{text}</p>
                </main>
            </body>
        </html>
    };
    let headers = [(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "no-store")];
    (status, headers, Html(page.to_html())).into_response()
}
