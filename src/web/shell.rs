//! The document around the app.

use axum::http::header;
use leptos::config::LeptosOptions;
use leptos::hydration::{AutoReload, HydrationScripts};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::app::App;
use crate::identity::model::Theme;
use crate::platform::respond;
use crate::ui::browser::EDITOR;

/// The whole document (whose language the texts set), and the policy that says what may run in it.
pub(super) fn shell(
    options: LeptosOptions,
    theme: Theme,
    accent: Option<String>,
    editor: Option<String>,
    shown_at: Option<String>,
) -> impl IntoView {
    if let Some(nonce) = use_nonce() {
        respond::set_header(header::CONTENT_SECURITY_POLICY, &content_security_policy(&nonce));
    }
    let theme = (theme != Theme::System).then_some(theme.as_str());
    view! {
        <!DOCTYPE html>
        <html data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                {editor.map(|editor| view! { <meta name=EDITOR content=editor/> })}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <HashedStylesheet options=options.clone() id="style"/>
                {accent.map(|accent| view! { <link rel="stylesheet" href=accent/> })}
                {shown_at.map(|address| view! { <script nonce=use_nonce() inner_html=go_to(&address)></script> })}
                <AutoReload options=options.clone()/>
                <HydrationScripts options/>
                <MetaTags/>
            </head>
            <body class="bg-surface text-ink"><App/></body>
        </html>
    }
}

/// Tells the browser that it is at `address`, before anything asks it: the browser's half of the app draws what belongs
/// to the address, and must find what the server has drawn.
fn go_to(address: &str) -> String {
    // In a script, `<` could end it.
    let address = serde_json::Value::from(address).to_string().replace('<', "\\u003c");
    format!("history.replaceState(history.state, \"\", {address})")
}

/// Only what this document brought along may run: scripts by nonce and what they load, WebAssembly, styles of our own and
/// those that a script adds with the nonce.
/// Images, sound and PDF documents may also be made of a response's bytes (`blob:`, see `console/view/preview`). A frame
/// of such bytes has the policy of the page that made it, so nothing runs in it.
fn content_security_policy(nonce: &str) -> String {
    format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; media-src blob:; connect-src 'self'; \
         font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-src blob:; frame-ancestors 'none'"
    )
}
