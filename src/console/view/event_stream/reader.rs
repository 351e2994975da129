//! What is known of a stream in the browser: its last events, and which of them are drawn.

use std::sync::Arc;

use leptos::prelude::*;

use crate::console::events::{Entry, Format, Log, Parser};
use crate::console::view::exchange::Exchange;
use crate::ui::browser;

/// The id of the frame in which the rows scroll.
pub(super) const FRAME: &str = "events";
/// How many events are drawn at most.
pub(super) const DRAWN: usize = 200;
/// The number that no event has: whichever comes last.
const LAST: u64 = u64::MAX - 1;
/// Further down than anything, in pixels.
const BOTTOM: f64 = 1e9;

/// A stream as it is read.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    exchange: Exchange,
    parser: StoredValue<Parser>,
    log: StoredValue<Log>,
    is_over: StoredValue<bool>,
    is_waiting: StoredValue<bool>,
    /// The events that are drawn.
    pub drawn: RwSignal<Vec<Arc<Entry>>>,
    /// How many have come.
    pub count: RwSignal<u64>,
    /// The number of the oldest that is kept.
    pub first: RwSignal<u64>,
    /// How many had come when the drawing was paused.
    pub paused: RwSignal<Option<u64>>,
    /// The last event that is drawn, when it is not the latest.
    pub last: RwSignal<Option<u64>>,
    /// Changes with what is drawn.
    pub version: RwSignal<u32>,
}

impl Reader {
    /// Reads the answer of `exchange` from now on, and what has come of it.
    pub fn new(exchange: Exchange, format: Format) -> Self {
        let reader = Self {
            exchange,
            parser: StoredValue::new(Parser::new(format)),
            log: StoredValue::new(Log::default()),
            is_over: StoredValue::new(false),
            is_waiting: StoredValue::new(false),
            drawn: RwSignal::default(),
            count: RwSignal::new(0),
            first: RwSignal::new(1),
            paused: RwSignal::new(None),
            last: RwSignal::new(None),
            version: RwSignal::new(0),
        };
        Effect::new(move |_| {
            exchange.arrived.track();
            reader.read(exchange.running.with(Option::is_none));
        });
        reader
    }

    /// Stops the drawing, or takes it up again with everything that came meanwhile.
    pub fn pause_or_resume(self) {
        let count = self.log.with_value(Log::count);
        self.paused.update(|paused| *paused = if paused.is_some() { None } else { Some(count) });
        self.last.set(self.paused.get_untracked());
        self.draw();
    }

    /// Draws the events before those that are drawn.
    pub fn go_back(self) {
        let first = self.drawn.with_untracked(|drawn| drawn.first().map_or(1, |entry| entry.number));
        let half = u64::try_from(DRAWN / 2).unwrap_or_default();
        self.last.set(Some(first.saturating_sub(1).max(self.first.get_untracked() + half)));
        self.draw();
    }

    /// Draws the latest events; those of the moment of the pause while it lasts.
    pub fn go_to_end(self) {
        self.last.set(self.paused.get_untracked());
        self.draw();
    }

    fn read(self, is_over: bool) {
        let pieces = self.exchange.pieces.try_update_value(std::mem::take).unwrap_or_default();
        let is_end = is_over && !self.is_over.get_value();
        self.is_over.set_value(is_over);
        self.log.update_value(|log| {
            let mut at = 0.0;
            for (time, bytes) in pieces {
                at = time;
                self.parser
                    .update_value(|parser| parser.push(&bytes).into_iter().for_each(|event| log.push(event, at)));
            }
            if is_end {
                let rest = self.parser.try_update_value(Parser::finish).flatten();
                rest.into_iter().for_each(|event| log.push(event, at));
            }
        });
        if is_end && self.paused.get_untracked().is_some() {
            // What was paused goes on to its end.
            self.paused.set(None);
            self.last.set(None);
        }
        if self.is_waiting.get_value() {
            return;
        }
        // However fast events come, they are drawn once a frame.
        self.is_waiting.set_value(true);
        request_animation_frame(move || {
            if self.is_waiting.try_get_value().is_some() {
                self.is_waiting.set_value(false);
                self.draw();
            }
        });
    }

    fn draw(self) {
        let (count, first) = self.log.with_value(|log| (log.count(), log.first()));
        self.count.set(count);
        self.first.set(first);
        let last = self.last.get_untracked();
        let is_at_end = last.is_none() && browser::is_at_end(FRAME);
        // What was paused stays, even where it is no longer kept.
        if last.is_none_or(|last| last >= first) {
            let drawn = self.log.with_value(|log| log.up_to(last.unwrap_or(LAST), DRAWN));
            let is_new = self.drawn.with_untracked(|known| {
                known.len() != drawn.len() || known.last().map(|row| row.number) != drawn.last().map(|row| row.number)
            });
            if is_new {
                self.drawn.set(drawn);
                self.version.update(|version| *version = version.wrapping_add(1));
            }
        }
        if is_at_end {
            request_animation_frame(|| browser::scroll_to(FRAME, BOTTOM));
        }
    }
}
