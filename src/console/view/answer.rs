//! What came back.

use leptos::prelude::*;

use super::content::ResponseContent;
use super::contract::ContractCheck;
use super::draft::Draft;
use super::exchange::{Exchange, Outcome};
use super::failure::FailureNotice;
use super::figures::duration;
use super::hops::Hops;
use super::latency::Latency;
use super::redirect::RedirectNotice;
use super::region::Region;
use super::response_headers::ResponseHeaders;
use super::share::Share;
use super::status::Status;
use super::trace::TraceList;
use crate::i18n::{tu_string, use_i18n};
use crate::ui::browser;

/// The id of what came back.
const ANSWER: &str = "answer";

/// The answer as it arrives, each part in a region of its own, or why there is none. Its code is loaded with the first
/// call.
#[lazy]
pub(super) fn answer(draft: Draft, exchange: Exchange) -> AnyView {
    let i18n = use_i18n();
    let head = exchange.head;
    let has_hops = Memo::new(move |_| exchange.hops.with(|hops| !hops.is_empty()));
    let url = Memo::new(move |_| exchange.url());
    let deviations = Memo::new(move |_| match exchange.outcome.get() {
        Some(Outcome::Whole(end)) => end.deviations,
        _ => None,
    });
    // What came back stands below the form, which may be long.
    Effect::new(move |_| {
        if url.with(Option::is_some) {
            request_animation_frame(|| browser::bring_into_view(ANSWER));
        }
    });
    let announcement = move || {
        let status = head.with(|head| head.as_ref().map(|head| head.status.to_string()));
        match (exchange.outcome.get()?, status) {
            (Outcome::Whole(end), Some(status)) => {
                Some(tu_string!(i18n, console.done, status = status, duration = duration(i18n, end.total)))
            }
            (Outcome::Cancelled, _) => Some(tu_string!(i18n, console.cancelled).to_owned()),
            _ => None,
        }
    };
    // Whoever sees an answer sees that it is there; that there will be none is said to everybody.
    let is_cancelled = move || exchange.outcome.with(|outcome| *outcome == Some(Outcome::Cancelled));
    view! {
        <div id=ANSWER class="flex min-w-0 scroll-mt-40 flex-col gap-6">
            <p role="status" class="text-sm text-ink-muted" class:visually-hidden=move || !is_cancelled()>
                {announcement}
            </p>
            {move || has_hops.get().then(|| view! {
                <Region name=tu_string!(i18n, redirect.hops)><Hops exchange/></Region>
            })}
            {move || exchange.outcome.get().map(|outcome| view! { <FailureNotice outcome/> })}
            {move || url.get().map(|url| view! {
                <Region name=tu_string!(i18n, console.requested_url)>
                    <p class="break-all font-mono text-sm">{exchange.method.get().unwrap_or_else(|| draft.verb())}" "{url}</p>
                </Region>
            })}
            {move || (url.with(Option::is_some) && exchange.outcome.with(Option::is_some))
                .then(|| view! { <Share draft exchange/> })}
            {move || head.get().map(|head| view! {
                <Region name=tu_string!(i18n, console.response_status)><Status head/></Region>
            })}
            {move || head.get().and_then(|head| head.redirect).map(|redirect| view! {
                <Region name=tu_string!(i18n, redirect.title)><RedirectNotice exchange redirect/></Region>
            })}
            {move || head.get().and_then(|head| head.trace).map(|trace| {
                let method = exchange.method.get_untracked().unwrap_or_else(|| draft.verb());
                view! { <Region name=tu_string!(i18n, trace.title)><TraceList trace=*trace method/></Region> }
            })}
            {move || url.with(Option::is_some).then(|| view! {
                <Region name=tu_string!(i18n, console.response_latency)><Latency exchange/></Region>
            })}
            {move || deviations.get().map(|deviations| view! {
                <Region name=tu_string!(i18n, console.contract)><ContractCheck deviations/></Region>
            })}
            {move || head.get().map(|head| view! {
                <Region name=tu_string!(i18n, console.response_headers)><ResponseHeaders headers=head.headers/></Region>
            })}
            {move || head.with(Option::is_some).then(|| view! {
                <Region name=tu_string!(i18n, console.response_content)><ResponseContent draft exchange/></Region>
            })}
        </div>
    }
    .into_any()
}
