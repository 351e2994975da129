//! What is wrong with a body of JSON.

use leptos::prelude::*;
use leptos_i18n::I18nContext;
use serde_json::json;

use super::text::BODY;
use crate::catalog::model::{CallPart, Deviation};
use crate::console::check::{LONGEST, PartToCheck, Place, is_open, place, without_variables};
use crate::console::json_edit::Tree;
use crate::console::view::checking::{ask, keep_checked};
use crate::console::view::contract::problem_text;
use crate::console::view::draft::Draft;
use crate::i18n::{Locale, t, tu_string, use_i18n};
use crate::kernel::Message;
use crate::ui::browser::{self, Abort};
use crate::ui::message::message_text;

/// A difference, and where it is in the text that was checked.
#[derive(Clone, Debug, PartialEq)]
struct Mark {
    place: Option<Place>,
    pointer: String,
    text: String,
}

/// The list of differences between the text and its schema, renewed while one types; each leads to its place.
#[lazy]
pub(super) fn body_checks(draft: Draft, is_form: RwSignal<bool>) -> AnyView {
    let i18n = use_i18n();
    let body = draft.body;
    let marks = RwSignal::new(Vec::<Mark>::new());
    let part = move || CallPart::Body { content_type: body.content_type.get() };
    keep_checked(
        Signal::derive(move || (body.text.get(), part())),
        move |text, part, abort| check(draft, text, part, abort),
        move |text, found| show(draft, i18n, marks, text, found),
    );
    let go = move |place: Place| {
        is_form.set(false);
        request_animation_frame(move || browser::select(BODY, place.from, place.to));
    };
    let row = move |mark: Mark| {
        let Mark { place, pointer, text } = mark;
        let head = match place {
            Some(place) => {
                let line = tu_string!(i18n, body_form.line, line = place.line);
                view! {
                    <button type="button" class="link" on:click=move |_| go(place)>{line}</button>" "
                }
                .into_any()
            }
            None => ().into_any(),
        };
        let pointer = (!pointer.is_empty()).then(|| view! { <code class="font-mono text-warning">{pointer}</code>" " });
        view! { <li class="min-w-0 break-words">{head}{pointer}{text}</li> }
    };
    let has_marks = Memo::new(move |_| marks.with(|marks| !marks.is_empty()));
    view! {
        <section
            role="status"
            aria-label=tu_string!(i18n, body_form.differences)
            hidden=move || !has_marks.get()
            class="rounded border border-line bg-warning-soft px-3 py-2 text-sm"
        >
            <p class="font-semibold">{t!(i18n, body_form.differences)}</p>
            <ul class="mt-1 flex flex-col gap-1">{move || marks.get().into_iter().map(row).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// What is wrong with `text`; `None` when that cannot be said.
async fn check(draft: Draft, text: String, part: CallPart, abort: Abort) -> Option<Vec<Deviation>> {
    if text.trim().is_empty() || text.len() > LONGEST {
        return Some(Vec::new());
    }
    let tree = match Tree::read(&text) {
        Ok(tree) => tree,
        Err(at) => return Some(vec![Deviation::NotJson { line: at.line, column: at.column }]),
    };
    if !draft.body.has_schema() {
        return Some(Vec::new());
    }
    let asked = PartToCheck { operation: draft.operation(), part, text: without_variables(&text, &tree) };
    let mut found = ask(&asked, &abort).await?;
    found.retain(|one| !matches!(one, Deviation::Value { pointer, .. } if is_open(&text, &tree, pointer)));
    Some(found)
}

/// Shows what was found: in the list, in the editor, and at the fields of the form.
fn show(draft: Draft, i18n: I18nContext<Locale>, marks: RwSignal<Vec<Mark>>, text: &str, found: Vec<Deviation>) {
    let tree = Tree::read(text).ok();
    let new: Vec<Mark> = found
        .iter()
        .map(|deviation| {
            let (pointer, sentence) = match deviation.clone() {
                Deviation::Value { pointer, problem } => (format!("#{pointer}"), problem_text(i18n, problem)),
                Deviation::NotJson { line, column } => {
                    (String::new(), message_text(i18n, &Message::NotJson { line, column }))
                }
                Deviation::Status | Deviation::ContentType { .. } => (String::new(), String::new()),
            };
            Mark { place: place(text, tree.as_ref(), deviation), pointer, text: sentence }
        })
        .collect();
    let for_editor: Vec<_> = new
        .iter()
        .filter_map(|mark| {
            let place = mark.place?;
            Some(json!({ "from": place.from, "to": place.to, "message": mark.text }))
        })
        .collect();
    draft.body.marks.set(serde_json::Value::from(for_editor).to_string());
    draft.body.found.set(found);
    marks.set(new);
}
