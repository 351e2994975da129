//! Where the time of a call went.

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::exchange::{Exchange, Outcome};
use super::figures::duration;
use crate::console::model::Stages;
use crate::i18n::{Locale, t, tu_string, use_i18n};

/// A stage of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Queue,
    Name,
    Connect,
    FirstByte,
    Body,
}

/// A stage with its beginning and length, in microseconds.
type Bar = (Stage, u64, u64);

/// The whole duration, and its stages one below the other.
#[component]
pub(super) fn Latency(exchange: Exchange) -> impl IntoView {
    let i18n = use_i18n();
    let times = Memo::new(move |_| {
        let of_head = exchange.head.with(|head| head.as_ref().map(|head| head.stages));
        match exchange.outcome.get() {
            Some(Outcome::Whole(end)) => of_head.map(|stages| (stages, Some(end.body), Some(end.total))),
            Some(Outcome::Failed(fail)) => Some((fail.stages, None, Some(fail.total))),
            _ => of_head.map(|stages| (stages, None, None)),
        }
    });
    let total = move || match times.get().and_then(|(_, _, total)| total) {
        Some(total) => duration(i18n, total),
        None => tu_string!(i18n, console.arriving).to_owned(),
    };
    let bars = move || {
        let (stages, body, total) = times.get()?;
        let bars = bars(stages, body);
        let end = bars.last().map_or(0, |(_, start, length)| start + length);
        let scale = total.unwrap_or(0).max(end).max(1);
        Some(bars.into_iter().map(|bar| view! { <Row bar scale/> }).collect_view())
    };
    view! {
        <p class="font-mono">{total}</p>
        <dl class="flex flex-col gap-1 text-sm">{bars}</dl>
        <p class="text-xs text-ink-faint">{t!(i18n, console.latency_note)}</p>
    }
}

#[component]
fn Row(bar: Bar, scale: u64) -> impl IntoView {
    let i18n = use_i18n();
    let (stage, start, length) = bar;
    view! {
        <div class="flex items-center gap-3">
            <dt class="w-40 shrink-0 text-ink-muted">{name(i18n, stage)}</dt>
            <dd class="flex min-w-0 flex-1 items-center gap-3">
                <span class="w-20 shrink-0 text-right font-mono tabular-nums">{duration(i18n, length)}</span>
                <svg
                    viewBox="0 0 1000 8"
                    preserveAspectRatio="none"
                    height="8"
                    fill="currentColor"
                    aria-hidden="true"
                    class="min-w-0 flex-1 rounded bg-surface-sunken text-accent"
                >
                    <rect x=permille(start, scale) y="0" width=permille(length, scale).max(2) height="8"></rect>
                </svg>
            </dd>
        </div>
    }
}

fn name(i18n: I18nContext<Locale>, stage: Stage) -> &'static str {
    match stage {
        Stage::Queue => tu_string!(i18n, console.stage_queue),
        Stage::Name => tu_string!(i18n, console.stage_name),
        Stage::Connect => tu_string!(i18n, console.stage_connect),
        Stage::FirstByte => tu_string!(i18n, console.stage_first_byte),
        Stage::Body => tu_string!(i18n, console.stage_body),
    }
}

/// The stages that were reached, each beginning where the one before it ended.
fn bars(stages: Stages, body: Option<u64>) -> Vec<Bar> {
    let lengths = [
        (Stage::Queue, Some(stages.queue)),
        (Stage::Name, stages.name),
        (Stage::Connect, stages.connect),
        (Stage::FirstByte, stages.first_byte),
        (Stage::Body, body),
    ];
    let mut start = 0;
    lengths
        .into_iter()
        .filter_map(|(stage, length)| Some((stage, length?)))
        .map(|(stage, length)| {
            let bar = (stage, start, length);
            start += length;
            bar
        })
        .collect()
}

fn permille(part: u64, whole: u64) -> u64 {
    part.saturating_mul(1000) / whole.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_begins_where_the_one_before_it_ended_and_those_not_reached_are_missing() {
        let stages = Stages { queue: 5, name: None, connect: Some(20), first_byte: Some(70) };
        assert_eq!(
            bars(stages, Some(5)),
            [(Stage::Queue, 0, 5), (Stage::Connect, 5, 20), (Stage::FirstByte, 25, 70), (Stage::Body, 95, 5),]
        );
        assert_eq!(bars(Stages { queue: 1, ..Stages::default() }, None), [(Stage::Queue, 0, 1)]);
    }
}
