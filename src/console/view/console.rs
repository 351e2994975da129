//! The panel in which an operation is tried.

use leptos::prelude::*;

use super::address::fill_from_address;
use super::answer::answer;
use super::authorization::Authorization;
use super::body::Body;
use super::curl::{Import, ImportButton, use_import};
use super::disclosure::Disclosure;
use super::draft::Draft;
use super::environment_choice::environment_choice;
use super::examples::examples;
use super::exchange::Exchange;
use super::headers::Headers;
use super::history::{history, remember};
use super::options::options;
use super::parameters::Parameters;
use super::recalled::{Recalled, notice};
use super::request_line::RequestLine;
use super::samples::Samples;
use super::send_button::{SendButton, send_or_cancel};
use super::server_choice::server_choice;
use super::subscription_choice::subscription_choice;
use crate::catalog::model::OperationDetails;
use crate::i18n::{t, tu_string, use_i18n};
use crate::site::model::Frame;

/// The id of the panel.
pub(super) const PANEL: &str = "console";
/// The id of the list of calls.
pub(super) const HISTORY: &str = "history";

/// What a call needs, the call, and what came back. Reads without JavaScript, but cannot send.
#[component]
pub fn Console(
    /// The operation to try.
    details: OperationDetails,
) -> impl IntoView {
    let i18n = use_i18n();
    let draft = Draft::new(details);
    let exchange = Exchange::new();
    let is_import_open = use_import();
    let recalled = RwSignal::new(None::<Recalled>);
    fill_from_address(draft, recalled);
    let is_guest = expect_context::<Frame>().user.is_none();
    Effect::new(move |_| {
        if is_guest && exchange.outcome.with(Option::is_some) {
            leptos::task::spawn_local(remember(draft, exchange));
        }
    });
    let is_begun =
        Memo::new(move |was: Option<&bool>| was.copied().unwrap_or_default() || exchange.running.with(Option::is_some));
    let is_signed_in = use_context::<Frame>().is_some_and(|frame| frame.user.is_some());
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            if exchange.running.get_untracked().is_none() {
                send_or_cancel(draft, exchange);
            }
        }
    };
    view! {
        <div id=PANEL class="flex flex-col gap-6" on:keydown=on_key>
            <noscript>
                <p class="rounded border border-line bg-warning-soft px-3 py-2 text-sm">
                    {t!(i18n, console.needs_javascript)}
                </p>
            </noscript>
            {is_signed_in.then(|| view! {
                <div class="min-h-10">
                    {move || is_ready.get().then(|| Suspend::new(environment_choice(draft)))}
                </div>
                <div class="min-h-10 empty:hidden">
                    {move || is_ready.get().then(|| Suspend::new(subscription_choice(draft)))}
                </div>
            })}
            <div class="card sticky top-2 z-10 flex flex-col gap-3 p-3 shadow-raised">
                <RequestLine draft/>
                <div class="flex flex-wrap items-center gap-3">
                    <SendButton draft exchange/>
                    <ImportButton is_open=is_import_open/>
                </div>
            </div>
            <Import draft is_open=is_import_open/>
            <Disclosure id="options" name=tu_string!(i18n, console.options) is_open=draft.options.is_open>
                {move || Suspend::new(options(draft))}
            </Disclosure>
            {move || recalled.get().map(|recalled| Suspend::new(notice(recalled)))}
            <Disclosure id="examples" name=tu_string!(i18n, history.examples)>
                {move || Suspend::new(examples(draft, recalled))}
            </Disclosure>
            {draft.server_fields().map(|fields| {
                // What is below stays where it is when the choice has loaded.
                let class = match fields {
                    0 => "min-h-24",
                    1 => "min-h-40",
                    _ => "min-h-64",
                };
                let is_hidden = move || draft.subscription.with(Option::is_some);
                view! { <div class=class class:hidden=is_hidden>{move || is_ready.get().then(|| Suspend::new(server_choice(draft)))}</div> }
            })}
            {draft.takes_credentials().then(|| view! { <Authorization draft/> })}
            <Parameters draft/>
            <Headers draft/>
            {draft.takes_body().then(|| view! { <Body draft/> })}
            <Samples draft/>
            {move || is_begun.get().then(|| Suspend::new(answer(draft, exchange)))}
            <Disclosure id=HISTORY name=tu_string!(i18n, history.title)>
                {move || Suspend::new(history(draft, exchange, recalled))}
            </Disclosure>
        </div>
    }
}
