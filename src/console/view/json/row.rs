//! A line of a JSON document.

use leptos::prelude::*;

use super::viewer::Viewer;
use crate::console::json_view::{Kind, Piece};
use crate::console::view::figures::size;
use crate::i18n::{tu_string, use_i18n};
use crate::ui::highlight::Token;

/// How much of a value is shown, in bytes. The rest is behind *Raw*.
const SHOWN: usize = 10_000;
/// The deepest indentation. Whatever is deeper stands as far to the right.
const DEEPEST: usize = 60;

/// The line, with a button in front of it where something folds.
#[component]
pub(super) fn Row(viewer: Viewer, line: usize) -> impl IntoView {
    let i18n = use_i18n();
    let (depth, block) = viewer.document.with_value(|document| (document.depth(line), document.block(line)));
    let block = block.filter(|block| block.opening == line);
    let is_folded = Memo::new(move |_| block.is_some() && viewer.folds.with(|folds| folds.is_folded(line)));
    let is_current = Memo::new(move |_| viewer.found.with(|found| found.line() == Some(line)));
    let fold = block.map(|_| {
        let toggle = move |_| {
            viewer.document.with_value(|document| viewer.folds.update(|folds| _ = folds.toggle(document, line)));
        };
        let label = move || {
            if is_folded.get() { tu_string!(i18n, console.unfold) } else { tu_string!(i18n, console.fold) }
        };
        view! {
            <button
                type="button"
                class="json-fold"
                aria-label=label
                aria-expanded=move || (!is_folded.get()).to_string()
                on:click=toggle
            ></button>
        }
    });
    let indent = format!("{}ch", depth.min(DEEPEST) * 2);
    view! {
        <div class="json-row" class:json-current=is_current style:padding-left=indent>
            {fold}
            {move || pieces(viewer, line)}
            {move || block.filter(|_| is_folded.get()).map(|block| {
                let label = tu_string!(i18n, console.folded, count = block.count);
                view! {
                    <span class="json-folded">{label}</span>
                    {pieces(viewer, block.closing)}
                }
            })}
        </div>
    }
}

/// The line's pieces, coloured, with what was found marked.
fn pieces(viewer: Viewer, line: usize) -> AnyView {
    let i18n = use_i18n();
    let marks: Vec<_> = viewer.found.with(|found| found.in_line(line).iter().map(|found| found.range()).collect());
    viewer.document.with_value(|document| {
        document
            .pieces(line)
            .map(|piece| {
                let (piece, rest) = piece.cut(SHOWN);
                let more = (!rest.is_empty()).then(|| {
                    let rest = size(i18n, u64::try_from(rest.len()).unwrap_or(u64::MAX));
                    let label = tu_string!(i18n, console.more_in_raw, size = rest);
                    view! { <span class="json-folded">{label}</span> }
                });
                view! { {coloured(piece, &marks)} {more} }
            })
            .collect_view()
            .into_any()
    })
}

fn coloured(piece: Piece<'_>, marks: &[std::ops::Range<usize>]) -> AnyView {
    let token = match piece.kind {
        Kind::Key => Token::Key,
        Kind::String => Token::String,
        Kind::Number => Token::Number,
        Kind::Literal => Token::Literal,
        Kind::Punctuation => Token::Plain,
    };
    let stretches = piece.marked(marks.iter().cloned()).into_iter().map(|(text, is_marked)| {
        let text = text.to_owned();
        if is_marked { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    });
    let inside = stretches.collect_view();
    match token.class() {
        "" => inside.into_any(),
        class => view! { <span class=class>{inside}</span> }.into_any(),
    }
}
