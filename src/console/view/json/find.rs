//! Looking for text in a JSON document, and folding all of it.

use leptos::prelude::*;

use super::viewer::{Viewer, field_id};
use crate::console::view::figures::grouped;
use crate::i18n::{t, tu_string, use_i18n};

/// The field for what is looked for with how often it was found, and the buttons that fold and unfold everything.
#[component]
pub(super) fn Tools(viewer: Viewer) -> impl IntoView {
    let i18n = use_i18n();
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        // Control and Enter send the request.
        if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            viewer.step(!event.shift_key());
        }
    };
    let is_asked = RwSignal::new(false);
    let type_in = move |text: String| {
        is_asked.set(!text.is_empty());
        viewer.look_for(&text);
    };
    let result = move || {
        is_asked.get().then(|| {
            viewer.found.with(|found| match (found.matches().len(), found.is_going) {
                (0, true) => String::new(),
                (0, false) => tu_string!(i18n, console.found_nothing).to_owned(),
                (count, _) => {
                    let (at, count) = (number(found.current + 1), number(count));
                    if found.is_cut {
                        tu_string!(i18n, console.found_many, at = at, count = count)
                    } else {
                        tu_string!(i18n, console.found, at = at, count = count)
                    }
                }
            })
        })
    };
    let has_matches = Memo::new(move |_| viewer.found.with(|found| !found.matches().is_empty()));
    let fold_all = move |_| {
        viewer.document.with_value(|document| viewer.folds.update(|folds| folds.fold_all_below(document, 1)));
    };
    view! {
        <div class="flex flex-wrap items-center gap-2">
            <div class="w-56">
                <input
                    id=field_id(viewer.id)
                    type="search"
                    class="field-input"
                    aria-label=tu_string!(i18n, console.find)
                    placeholder=tu_string!(i18n, console.find)
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    on:keydown=on_key
                    on:input:target=move |event| type_in(event.target().value())
                />
            </div>
            <button
                type="button"
                class="button button-quiet"
                aria-label=tu_string!(i18n, console.find_previous)
                disabled=move || !has_matches.get()
                on:click=move |_| viewer.step(false)
            >
                "↑"
            </button>
            <button
                type="button"
                class="button button-quiet"
                aria-label=tu_string!(i18n, console.find_next)
                disabled=move || !has_matches.get()
                on:click=move |_| viewer.step(true)
            >
                "↓"
            </button>
            <span role="status" class="text-sm text-ink-muted">{result}</span>
            <span class="ml-auto flex gap-2">
                <button type="button" class="button button-quiet" on:click=fold_all>{t!(i18n, console.fold_all)}</button>
                <button
                    type="button"
                    class="button button-quiet"
                    on:click=move |_| viewer.folds.update(|folds| folds.unfold_all())
                >
                    {t!(i18n, console.unfold_all)}
                </button>
            </span>
        </div>
    }
}

fn number(number: usize) -> String {
    grouped(u64::try_from(number).unwrap_or(u64::MAX))
}
