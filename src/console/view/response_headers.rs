//! The headers of an answer.

use leptos::prelude::*;

use super::header_hint::sentence;
use super::header_meaning::meaning;
use crate::console::header_hints::hints;
use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::browser;

/// The headers in the backend's order, repeated ones included; those that are well known with a button that explains them.
#[component]
pub(super) fn ResponseHeaders(headers: Vec<(String, String)>) -> impl IntoView {
    let i18n = use_i18n();
    if headers.is_empty() {
        return view! { <p class="text-sm text-ink-muted">{t!(i18n, console.no_headers)}</p> }.into_any();
    }
    let now = browser::time();
    let rows = (0..headers.len())
        .filter_map(|at| {
            let (name, value) = headers.get(at)?;
            let hints =
                hints(name, value, &headers, now).into_iter().map(|hint| sentence(i18n, hint)).collect::<Vec<_>>();
            Some(view! { <Row at name=name.clone() value=value.clone() hints=hints.join(" ")/> })
        })
        .collect_view();
    view! { <dl class="flex flex-col gap-1 text-sm">{rows}</dl> }.into_any()
}

#[component]
fn Row(at: usize, name: String, value: String, hints: String) -> impl IntoView {
    let i18n = use_i18n();
    let id = format!("header-meaning-{at}");
    let is_open = RwSignal::new(false);
    let text = [meaning(i18n, &name).unwrap_or_default(), &hints].join(" ").trim().to_owned();
    let label = tu_string!(i18n, header.about, name = name.clone());
    let button = (!text.is_empty()).then(|| {
        view! {
            <button
                type="button"
                class="header-about"
                aria-label=label
                aria-expanded=move || is_open.get().to_string()
                aria-controls=id.clone()
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            ></button>
        }
    });
    let explanation = (!text.is_empty()).then(|| {
        view! {
            <div id=id class="break-normal font-sans text-ink-muted" hidden=move || !is_open.get()>
                {move || is_open.get().then(|| text.clone())}
            </div>
        }
    });
    view! {
        <div class="flex flex-col font-mono sm:flex-row sm:gap-3">
            <dt class="shrink-0 break-all text-ink-muted sm:w-48">{name}{button}</dt>
            <dd class="min-w-0 break-all">{value}{explanation}</dd>
        </div>
    }
}
