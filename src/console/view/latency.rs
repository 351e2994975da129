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
    /// What the portal itself took, before and after the others.
    Portal,
    Queue,
    Name,
    Connect,
    FirstByte,
    Body,
    /// From the last stage that was completed to the failure.
    Failed,
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
        let bars = bars(stages, body, total);
        let scale = bars.last().map_or(0, |(_, start, length)| start + length);
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
        Stage::Portal => tu_string!(i18n, console.stage_portal),
        Stage::Queue => tu_string!(i18n, console.stage_queue),
        Stage::Name => tu_string!(i18n, console.stage_name),
        Stage::Connect => tu_string!(i18n, console.stage_connect),
        Stage::FirstByte => tu_string!(i18n, console.stage_first_byte),
        Stage::Body => tu_string!(i18n, console.stage_body),
        Stage::Failed => tu_string!(i18n, console.stage_failed),
    }
}

/// The stages that were reached, each beginning where the one before it ended. What they leave of the `total` is the
/// portal's when the body was read to its end, else it passed until the failure.
fn bars(stages: Stages, body: Option<u64>, total: Option<u64>) -> Vec<Bar> {
    let known = [Some(stages.queue), stages.name, stages.connect, stages.first_byte, body];
    let rest = total.map(|total| total.saturating_sub(known.into_iter().flatten().sum()));
    let lengths = [
        (Stage::Portal, rest.filter(|_| body.is_some())),
        (Stage::Queue, Some(stages.queue)),
        (Stage::Name, stages.name),
        (Stage::Connect, stages.connect),
        (Stage::FirstByte, stages.first_byte),
        (Stage::Body, body),
        (Stage::Failed, rest.filter(|_| body.is_none())),
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
        use Stage::{Body, Connect, Failed, FirstByte, Portal, Queue};
        let stages = Stages { queue: 5, name: None, connect: Some(20), first_byte: Some(70) };
        assert_eq!(
            bars(stages, Some(5), Some(107)),
            [(Portal, 0, 7), (Queue, 7, 5), (Connect, 12, 20), (FirstByte, 32, 70), (Body, 102, 5)]
        );
        assert_eq!(bars(stages, None, None), [(Queue, 0, 5), (Connect, 5, 20), (FirstByte, 25, 70)], "still arriving");
        let none = Stages { queue: 1, ..Stages::default() };
        assert_eq!(bars(none, None, Some(50)), [(Queue, 0, 1), (Failed, 1, 49)], "refused");
    }
}
