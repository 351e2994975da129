//! A stream of events as it arrives.

mod reader;
mod row;

use std::time::Duration;

use leptos::prelude::*;

use self::reader::{DRAWN, FRAME, Reader};
use self::row::Row;
use super::copy_button::CopyButton;
use super::draft::Draft;
use super::exchange::Exchange;
use super::figures::size;
use super::long_text::LongText;
use crate::console::content;
use crate::console::events::{Format, MOST_BYTES, MOST_EVENTS};
use crate::i18n::{t, tu_string, use_i18n};

/// How often somebody who listens to the page is told how many events have come. More would drown everything else.
const SAID: Duration = Duration::from_secs(5);

/// The events of the answer, the last ones drawn, with a pause; and the text that they are made of.
#[component]
pub(super) fn EventStream(draft: Draft, exchange: Exchange, format: Format) -> impl IntoView {
    let i18n = use_i18n();
    let reader = Reader::new(exchange, format);
    let is_raw = RwSignal::new(false);
    let is_running = Memo::new(move |_| exchange.running.with(Option::is_some));
    let looks = [(false, tu_string!(i18n, events.events)), (true, tu_string!(i18n, console.raw))].map(|(raw, name)| {
        view! {
            <button
                type="button"
                class="segment"
                aria-pressed=move || (is_raw.get() == raw).to_string()
                on:click=move |_| is_raw.set(raw)
            >
                {name}
            </button>
        }
    });
    let name = move || {
        let media_type = exchange.head.with_untracked(|head| head.as_ref().and_then(|head| head.content_type.clone()));
        content::file_name(&draft.slug(), media_type.as_deref())
    };
    let save = move || {
        (!is_running.get() && reader.count.get() > 0).then(|| {
            exchange.save_url().map(|url| {
                view! {
                    <a class="button" href=url download=name() rel="external">{t!(i18n, console.download)}</a>
                }
            })
        })
    };
    let raw = Signal::derive(move || {
        // What is still arriving is a text that changes all the time.
        let _ = (is_running.get(), reader.version.get());
        exchange.body.with_value(|body| String::from_utf8_lossy(body).into_owned())
    });
    view! {
        <div class="flex flex-wrap items-center gap-2">
            <div role="group" aria-label=tu_string!(i18n, console.look) class="segments">{looks}</div>
            {move || is_running.get().then(|| view! {
                <button
                    type="button"
                    class="button"
                    aria-pressed=move || reader.paused.with(Option::is_some).to_string()
                    on:click=move |_| reader.pause_or_resume()
                >
                    {move || if reader.paused.with(Option::is_some) {
                        t!(i18n, events.resume).into_any()
                    } else {
                        t!(i18n, events.pause).into_any()
                    }}
                </button>
            })}
            <CopyButton text=raw/>
            {save}
        </div>
        <Figures reader is_running/>
        {move || if is_raw.get() {
            view! { <LongText text=raw.get().into()/> }.into_any()
        } else {
            view! { <Rows reader is_running/> }.into_any()
        }}
    }
}

/// How many events came, and which of them are not shown.
#[component]
fn Figures(reader: Reader, is_running: Memo<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let said = RwSignal::new(0);
    Effect::new(move |_| {
        let say = move || said.set(reader.count.get_untracked());
        if !is_running.get() {
            return say();
        }
        if let Ok(saying) = set_interval_with_handle(say, SAID) {
            on_cleanup(move || saying.clear());
        }
    });
    let more = move || {
        let more = reader.count.get().checked_sub(reader.paused.get()?)?;
        Some(tu_string!(i18n, events.paused, count = more))
    };
    let gone = move || {
        let gone = reader.first.get().saturating_sub(1);
        let most = size(i18n, u64::try_from(MOST_BYTES).unwrap_or_default());
        (gone > 0).then(|| tu_string!(i18n, events.gone, count = gone, most = MOST_EVENTS, size = most))
    };
    view! {
        <p class="text-sm text-ink-muted">
            {move || t!(i18n, events.count, count = move || reader.count.get())}" "{more}
        </p>
        <p role="status" class="visually-hidden">
            {move || (said.get() > 0).then(|| tu_string!(i18n, events.count, count = said.get()))}
        </p>
        <p class="text-sm text-ink-muted empty:hidden">{gone}</p>
    }
}

/// The events that are drawn, and the way to those before and behind them.
#[component]
fn Rows(reader: Reader, is_running: Memo<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let is_first = move || reader.drawn.with(|drawn| drawn.first().is_none_or(|row| row.number <= reader.first.get()));
    view! {
        <div class="flex flex-wrap gap-2" class:hidden=move || is_first() && reader.last.with(Option::is_none)>
            <button type="button" class="button" disabled=is_first on:click=move |_| reader.go_back()>
                {t!(i18n, events.earlier)}
            </button>
            <button
                type="button"
                class="button"
                disabled=move || reader.last.with(Option::is_none)
                on:click=move |_| reader.go_to_end()
            >
                {t!(i18n, events.latest)}
            </button>
        </div>
        // It says nothing by itself: a stream would talk without end.
        <div
            id=FRAME
            role="log"
            aria-live="off"
            aria-label=tu_string!(i18n, events.events)
            tabindex="0"
            class="code events min-w-0"
        >
            <For each=move || reader.drawn.get() key=|entry| entry.number children=|entry| view! { <Row entry/> }/>
            {move || (reader.count.get() == 0).then(|| view! {
                <p class="text-ink-muted">
                    {if is_running.get() { t!(i18n, events.none_yet).into_any() } else { t!(i18n, events.none).into_any() }}
                </p>
            })}
        </div>
        <p class="visually-hidden">{t!(i18n, events.drawn, most = DRAWN)}</p>
    }
}
