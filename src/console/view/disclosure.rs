//! A part of the console that few people need.

use leptos::prelude::*;

/// A heading that opens what stands below it. That is made, and its code loaded, when it is opened for the first time.
///
/// A button, not `<details>`: with one of those at the end of the page, Chromium's first Tab after a navigation within the
/// app leads there.
#[component]
pub(super) fn Disclosure(
    /// The id of the button.
    id: &'static str,
    /// The heading.
    name: &'static str,
    /// Whether it is open, for who else opens it.
    #[prop(optional)]
    is_open: RwSignal<bool>,
    /// What is below it.
    children: ChildrenFn,
) -> impl IntoView {
    let was_opened = Memo::new(move |was: Option<&bool>| was.copied().unwrap_or_default() || is_open.get());
    let content = format!("{id}-content");
    view! {
        <section class="min-w-0">
            <h3>
                <button
                    id=id
                    type="button"
                    class="cursor-pointer font-semibold"
                    aria-expanded=move || is_open.get().to_string()
                    aria-controls=content.clone()
                    on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
                >
                    <span aria-hidden="true" class="mr-2 text-ink-muted">{move || if is_open.get() { "▾" } else { "▸" }}</span>
                    {name}
                </button>
            </h3>
            <div id=content hidden=move || !is_open.get()>
                <div class="mt-3 flex min-w-0 flex-col gap-3">{move || was_opened.get().then(|| children())}</div>
            </div>
        </section>
    }
}
