//! The body of an answer.

use leptos::prelude::*;

use super::content_body::ContentBody;
use super::content_notices::ContentNotices;
use super::draft::Draft;
use super::event_stream::EventStream;
use super::exchange::{Exchange, Outcome};
use super::figures::size;
use crate::i18n::{t, use_i18n};

/// The body as text, as an image or as a file, with what there is to know about it.
#[component]
pub(super) fn ResponseContent(draft: Draft, exchange: Exchange) -> impl IntoView {
    let i18n = use_i18n();
    let end = Memo::new(move |_| match exchange.outcome.get() {
        Some(Outcome::Whole(end)) => Some(end),
        _ => None,
    });
    // An answer that is shown has its head, which does not change.
    let format = untrack(|| exchange.format());
    let arriving = move || {
        exchange.running.with(Option::is_some).then(|| {
            let arrived = u64::try_from(exchange.arrived.get()).unwrap_or(u64::MAX);
            view! {
                <p class="text-sm text-ink-muted">{t!(i18n, console.arrived, size = move || size(i18n, arrived))}</p>
            }
        })
    };
    view! {
        {arriving}
        {move || end.get().map(|end| view! { <ContentNotices draft end/> })}
        {move || match format {
            Some(format) => view! { <EventStream draft exchange format/> }.into_any(),
            None => exchange
                .content
                .get()
                .map(|content| view! { <ContentBody draft exchange content/> })
                .into_any(),
        }}
    }
}
