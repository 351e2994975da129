//! Sending, and stopping what was sent.

use std::time::Duration;

use leptos::prelude::*;

use super::console::PANEL;
use super::draft::Draft;
use super::exchange::Exchange;
use super::figures::whole;
use crate::i18n::{t, use_i18n};
use crate::ui::browser;

/// The id of the button.
pub(super) const SEND: &str = "send-call";
/// How often the running time is shown anew.
const TICK: Duration = Duration::from_millis(100);
/// After how many milliseconds a call takes longer than expected.
const EXPECTED: usize = 3_000;

/// Makes the call, or stops the one that runs. With mistakes in the form, leads to the first of them instead.
pub(super) fn send_or_cancel(draft: Draft, exchange: Exchange) {
    if exchange.running.get_untracked().is_some() {
        exchange.cancel();
        return;
    }
    draft.tried.set(true);
    if draft.is_complete() {
        exchange.send(draft.request(), draft.body.files(), draft.outline());
    } else {
        exchange.reset();
        draft.options.show_complaint();
        // The complaints appear with the next frame.
        request_animation_frame(|| browser::focus_first(&format!("#{PANEL} [aria-invalid=true]")));
    }
}

/// One button for both, so that the keyboard's focus stays where it is.
#[component]
pub(super) fn SendButton(draft: Draft, exchange: Exchange) -> impl IntoView {
    let i18n = use_i18n();
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let elapsed = use_elapsed(exchange);
    let is_running = move || exchange.running.with(Option::is_some);
    // A stream of events may take as long as it likes.
    let is_slow = Memo::new(move |_| is_running() && elapsed.get() > EXPECTED && exchange.format().is_none());
    let click = move |event: leptos::ev::MouseEvent| {
        // The second half of a double click must not stop what the first one sent.
        if event.detail() < 2 {
            send_or_cancel(draft, exchange);
        }
    };
    view! {
        <div class="flex flex-wrap items-center gap-3">
            <button
                id=SEND
                type="button"
                class="button"
                class:button-primary=move || !is_running()
                class:button-danger=is_running
                disabled=move || !ready.get()
                aria-keyshortcuts="Control+Enter Meta+Enter"
                on:click=click
            >
                {move || if is_running() {
                    t!(i18n, common.cancel).into_any()
                } else {
                    t!(i18n, console.send).into_any()
                }}
            </button>
            {move || is_running().then(|| view! {
                <span class="font-mono text-sm tabular-nums text-ink-muted" aria-hidden="true">
                    {move || t!(i18n, console.milliseconds, value = elapsed)}
                </span>
            })}
            <span role="status" class="text-sm text-ink-muted">
                {move || is_slow.get().then_some(t!(i18n, console.slow))}
            </span>
        </div>
    }
}

/// For how many milliseconds the call has been running.
fn use_elapsed(exchange: Exchange) -> RwSignal<usize> {
    let elapsed = RwSignal::new(0);
    Effect::new(move |_| {
        let Some(since) = exchange.running.get() else { return };
        elapsed.set(0);
        if let Ok(ticking) = set_interval_with_handle(move || elapsed.set(whole(browser::now() - since)), TICK) {
            on_cleanup(move || ticking.clear());
        }
    });
    elapsed
}
