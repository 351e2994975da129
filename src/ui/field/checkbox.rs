//! A yes or no.

use leptos::prelude::*;

use super::frame::field_id;

/// A checkbox; submitted as `on` when it is ticked.
#[component]
pub fn Checkbox(
    /// The name under which it is submitted.
    #[prop(into)]
    name: String,
    /// The label's text.
    #[prop(into)]
    label: String,
    /// Whether it is ticked; ticking writes here.
    #[prop(into)]
    checked: RwSignal<bool>,
    /// What ticking it does.
    #[prop(into, optional)]
    hint: String,
) -> impl IntoView {
    let id = field_id(&name);
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    view! {
        <div class="flex flex-col gap-1">
            <div class="flex items-center gap-2">
                <input
                    id=id.clone()
                    name=name
                    type="checkbox"
                    class="h-4 w-4 accent-accent"
                    checked=checked.get_untracked()
                    prop:checked=checked
                    aria-describedby=described
                    on:change:target=move |event| checked.set(event.target().checked())
                />
                <label for=id class="text-sm font-medium text-ink">{label}</label>
            </div>
            {(!hint.is_empty()).then(|| view! { <p id=hint_id class="text-xs text-ink-muted">{hint}</p> })}
        </div>
    }
}
