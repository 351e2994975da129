//! What the viewer of a document knows.

use std::sync::Arc;

use leptos::prelude::*;

use crate::console::json_view::{Document, Folds, Match, Progress, Refusal, Search};
use crate::console::view::figures::whole;
use crate::ui::browser;

/// The height of a row, in pixels; the stylesheet's `.json-row` has the same.
pub(super) const ROW: f64 = 20.0;
/// How many rows above and below those in view are drawn, too, and how many are drawn anew at a time.
const AROUND: usize = 20;
/// The highest a page element may be, in pixels: browsers end between 17 and 33 million.
const HIGHEST: f64 = 15_000_000.0;
/// The most lines that are kept: each takes twenty bytes.
const LINES: usize = 2_000_000;
/// How much is looked through between two frames, in bytes.
const STEP: usize = 512 * 1024;

/// A document with what is folded, found and in view.
#[derive(Clone, Copy)]
pub(super) struct Viewer {
    pub document: StoredValue<Document>,
    pub folds: RwSignal<Folds>,
    pub found: RwSignal<Found>,
    /// How far the rows are scrolled and how high their frame is, in pixels.
    pub scroll: RwSignal<(f64, f64)>,
    /// The id of the frame.
    pub id: &'static str,
}

/// What was looked for.
#[derive(Clone, Default)]
pub(super) struct Found {
    /// What is being looked for; `None` while the field is empty.
    search: Option<Search>,
    /// Whether there may be more than was found.
    pub is_cut: bool,
    /// Whether it is not through yet.
    pub is_going: bool,
    /// Which of the matches is shown.
    pub current: usize,
    /// Which of the searches in this document it is.
    number: u32,
}

/// The rows that are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    pub first: usize,
    pub count: usize,
    /// How far from the top they begin, in pixels.
    pub top: f64,
}

impl Found {
    /// Everything that was found so far.
    pub fn matches(&self) -> &[Match] {
        self.search.as_ref().map(Search::matches).unwrap_or_default()
    }

    /// What was found in `line`.
    pub fn in_line(&self, line: usize) -> &[Match] {
        self.search.as_ref().map(|search| search.in_line(line)).unwrap_or_default()
    }

    /// The line of the match that is shown.
    pub fn line(&self) -> Option<usize> {
        self.matches().get(self.current).map(|found| found.line)
    }
}

impl Viewer {
    /// A viewer of `text` with nothing folded.
    ///
    /// # Errors
    /// When it is not JSON, or has too many lines.
    pub fn new(text: Arc<str>, id: &'static str) -> Result<Self, Refusal> {
        let document = Document::read(text, LINES)?;
        Ok(Self {
            folds: RwSignal::new(Folds::new(&document)),
            document: StoredValue::new(document),
            found: RwSignal::default(),
            scroll: RwSignal::new((0.0, 0.0)),
            id,
        })
    }

    /// How high all rows are together, in pixels.
    pub fn height(self) -> f64 {
        (pixels(self.rows()) * ROW).min(HIGHEST)
    }

    /// The rows that are drawn now: those in view and some around them.
    pub fn window(self) -> Window {
        let (top, height) = self.scroll.get();
        let rows = self.rows();
        let in_view = whole(height / ROW) + 1;
        let all = pixels(rows) * ROW;
        // A very high document is scrolled in larger steps.
        let exact = if all > HIGHEST {
            let way = (HIGHEST - height).max(1.0);
            (top / way).min(1.0) * (pixels(rows) - height / ROW).max(0.0)
        } else {
            top / ROW
        };
        let first = (whole(exact) / AROUND * AROUND).saturating_sub(AROUND);
        let shown = (in_view + 3 * AROUND).min(rows.saturating_sub(first));
        let top = if all > HIGHEST { top - (exact - pixels(first)) * ROW } else { pixels(first) * ROW };
        Window { first, count: shown, top: top.max(0.0) }
    }

    /// The lines of `window`.
    pub fn lines(self, window: Window) -> Vec<usize> {
        self.folds.with(|folds| (window.first..window.first + window.count).filter_map(|row| folds.line(row)).collect())
    }

    /// Looks for `needle` and shows the first place where it stands. What is long is looked through bit by bit.
    pub fn look_for(self, needle: &str) {
        let search = (!needle.is_empty()).then(|| Search::new(needle));
        let is_going = search.is_some();
        let number = self.found.with_untracked(|found| found.number.wrapping_add(1));
        self.found.set(Found { search, is_going, number, ..Found::default() });
        self.go_on(number);
    }

    /// Does the next step of the search `number`, unless another one has begun meanwhile.
    fn go_on(self, number: u32) {
        if self.found.try_with_untracked(|found| found.number) != Some(number) {
            return;
        }
        let progress = self.found.try_update(|found| {
            let search = found.search.as_mut()?;
            let before = search.matches().is_empty();
            let progress = self.document.with_value(|document| search.step(document, STEP));
            found.is_going = progress == Progress::Going;
            found.is_cut = progress == Progress::Full;
            Some((progress, before && !search.matches().is_empty()))
        });
        let Some(Some((progress, is_first))) = progress else { return };
        if is_first {
            self.show(0);
        }
        if progress == Progress::Going {
            request_animation_frame(move || self.go_on(number));
        }
    }

    /// Shows the next match, or the one before; round and round.
    pub fn step(self, forward: bool) {
        let (current, count) = self.found.with_untracked(|found| (found.current, found.matches().len()));
        if count > 0 {
            self.show(if forward { (current + 1) % count } else { (current + count - 1) % count });
        }
    }

    /// Shows the match number `at`.
    fn show(self, at: usize) {
        let Some(line) = self.found.try_update(|found| {
            found.current = at;
            found.line()
        }) else {
            return;
        };
        if let Some(line) = line {
            self.folds.update(|folds| _ = folds.reveal(line));
            self.scroll_to(line);
        }
    }

    /// Scrolls so that `line` is in the middle, unless it is in view.
    fn scroll_to(self, line: usize) {
        let row = pixels(self.folds.with_untracked(|folds| folds.row(line)));
        let (top, height) = self.scroll.get_untracked();
        let rows = pixels(self.folds.with_untracked(Folds::row_count));
        let all = rows * ROW;
        let wanted = if all > HIGHEST {
            row / (rows - height / ROW).max(1.0) * (HIGHEST - height)
        } else {
            let place = row * ROW;
            if place >= top && place + ROW <= top + height {
                return;
            }
            place - height / 2.0
        };
        let id = self.id;
        // The rows may have become more with the unfolding.
        request_animation_frame(move || browser::scroll_to(id, wanted.max(0.0)));
    }

    fn rows(self) -> usize {
        self.folds.with(Folds::row_count)
    }
}

/// The id of the field for what is looked for.
pub(super) fn field_id(id: &str) -> String {
    format!("{id}-find")
}

/// `rows` as a number that can be multiplied by pixels.
fn pixels(rows: usize) -> f64 {
    u32::try_from(rows).map_or(f64::from(u32::MAX), f64::from)
}
