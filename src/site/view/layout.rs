//! What every page stands in.

use leptos::prelude::*;
use leptos_meta::Title;

use super::footer::Footer;
use super::header::Header;
use super::search_key::search_by_key;
use crate::i18n::{t, td_string, use_i18n};
use crate::site::model::Frame;
use crate::ui::browser;

/// Header, the page, footer; and the instance's name behind every page's title.
#[component]
pub fn Layout(
    /// The page.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let frame = Frame::load();
    provide_context(frame.clone());
    search_by_key();
    let name = frame.name.clone();
    let title = {
        let name = name.clone();
        // The head is written when the reactive graph of the page is gone already, so nothing of it may be asked there.
        let locale = i18n.get_locale_untracked();
        move |page: String| {
            let title = if page.is_empty() {
                name.clone()
            } else {
                td_string!(locale, site.title, page = page, site = name.clone())
            };
            browser::title(&title)
        }
    };
    view! {
        <Title formatter=title/>
        // The router would only scroll there; the browser moves the keyboard's focus, too.
        <a href="#main" rel="external" class="skip-link">{t!(i18n, site.skip)}</a>
        <div class="flex min-h-screen flex-col">
            <Header frame=frame.clone()/>
            <main id="main" tabindex="-1" class="mx-auto w-full max-w-screen-2xl flex-1 px-4 py-8 sm:px-6 lg:px-8">
                {children()}
            </main>
            <Footer frame/>
        </div>
    }
}
