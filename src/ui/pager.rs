//! The way from one page of a list to the next.

use leptos::prelude::*;

use crate::i18n::{t, tu_string, use_i18n};

/// Links to the previous and the next page; nothing when there is only one.
#[component]
pub fn Pager<F>(
    /// The page shown, from 1.
    page: u32,
    /// The last page.
    last: u32,
    /// The address of a page.
    href: F,
) -> impl IntoView
where
    F: Fn(u32) -> String,
{
    let i18n = use_i18n();
    let previous = (page > 1).then(|| href(page.saturating_sub(1).min(last)));
    let next = (page < last).then(|| href(page.saturating_add(1)));
    (last > 1).then(|| {
        view! {
            <nav aria-label=move || tu_string!(i18n, common.pages) class="mt-6 flex items-center gap-4 text-sm">
                {previous.map(|href| view! { <a href=href rel="prev" class="button">{t!(i18n, common.previous)}</a> })}
                <span class="text-ink-muted">{t!(i18n, common.page_of, page = page, last = last)}</span>
                {next.map(|href| view! { <a href=href rel="next" class="button">{t!(i18n, common.next)}</a> })}
            </nav>
        }
    })
}
