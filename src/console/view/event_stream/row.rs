//! An event.

use std::sync::Arc;

use leptos::prelude::*;

use crate::console::events::Entry;
use crate::console::json_view::Document;
use crate::console::view::figures::size;
use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::code_block::coloured;

/// How much of an event is drawn, in bytes. The rest is behind *Raw*.
const SHOWN: usize = 4_000;
/// The most lines that are made of an event's data.
const LINES: usize = 200;

/// Its number, when it came, what it is called, and what it says.
#[component]
pub(super) fn Row(entry: Arc<Entry>) -> impl IntoView {
    let i18n = use_i18n();
    let event = &entry.event;
    let at = tu_string!(i18n, events.at, seconds = format!("{:.3}", entry.at / 1_000.0));
    let id = event.id.clone().filter(|id| !id.is_empty());
    let data = pretty(&event.data).unwrap_or_else(|| event.data.clone());
    let shown = &data[..data.floor_char_boundary(SHOWN)];
    let rest = data.len() - shown.len();
    let more = (rest > 0).then(|| {
        let rest = size(i18n, u64::try_from(rest).unwrap_or(u64::MAX));
        view! { <span class="json-folded">{tu_string!(i18n, console.more_in_raw, size = rest)}</span> }
    });
    view! {
        <div class="event">
            <p class="flex flex-wrap gap-3 text-ink-muted">
                <span class="tabular-nums">"#"{entry.number}</span>
                <span class="tabular-nums">{at}</span>
                {(!event.name.is_empty()).then(|| view! { <strong class="text-ink">{event.name.clone()}</strong> })}
                {id.map(|id| view! { <span class="break-all">{t!(i18n, events.id, id = id)}</span> })}
                {event.retry.map(|retry| view! { <span>{t!(i18n, events.retry, milliseconds = retry)}</span> })}
                {event.is_cut.then(|| view! { <span>{t!(i18n, events.cut)}</span> })}
            </p>
            <div class="event-data">{coloured(shown)}{more}</div>
        </div>
    }
}

/// The JSON `data` with a member a line; `None` for anything else, and for what has very many.
fn pretty(data: &str) -> Option<String> {
    if !data.starts_with(['{', '[']) {
        return None;
    }
    let document = Document::read(Arc::from(data), LINES).ok()?;
    let mut text = String::with_capacity(data.len() * 2);
    for line in 0..document.line_count() {
        if line > 0 {
            text.push('\n');
        }
        text.extend(std::iter::repeat_n("  ", document.depth(line)));
        document.pieces(line).for_each(|piece| text.push_str(piece.text));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_has_a_member_a_line_and_anything_else_stays_as_it_is() {
        assert_eq!(pretty(r#"{"a":1.0,"b":[1,{}]}"#).unwrap(), "{\n  \"a\": 1.0,\n  \"b\": [\n    1,\n    {}\n  ]\n}");
        for text in ["[DONE]", "text", "1", "", "{"] {
            assert_eq!(pretty(text), None, "{text}");
        }
        assert_eq!(pretty(&format!("[{}1]", "1,".repeat(LINES))), None);
    }
}
