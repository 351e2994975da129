//! What stands around every control.

use leptos::prelude::*;

use crate::i18n::{t, use_i18n};
use crate::kernel::Message;
use crate::ui::message::message_text;

/// The id of the control named `name`; the complaint and the hint derive theirs from it.
#[must_use]
pub fn field_id(name: &str) -> String {
    format!("field-{}", name.replace(['.', ' '], "-"))
}

/// The ids of the texts that describe the control `id`, for its `aria-describedby`.
#[must_use]
pub fn describedby(id: &str, hint: bool, complaint: bool) -> Option<String> {
    match (hint, complaint) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-complaint")),
        (true, true) => Some(format!("{id}-complaint {id}-hint")),
    }
}

/// A label above, a hint and a complaint below the control that is its child.
#[component]
pub fn FieldFrame(
    /// The control's id, from [`field_id`].
    id: String,
    /// The label's text, which is the control's accessible name.
    #[prop(into)]
    label: String,
    /// What helps to fill it in; empty for nothing.
    #[prop(into, optional)]
    hint: String,
    /// What is wrong with it.
    #[prop(into)]
    complaint: Signal<Option<Message>>,
    /// Whether to say that it may be left empty.
    #[prop(optional)]
    optional: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let complaint_id = format!("{id}-complaint");
    let hint_id = format!("{id}-hint");
    view! {
        <div class="flex flex-col gap-1">
            <div class="flex items-baseline justify-between gap-2">
                <label for=id class="text-sm font-medium text-ink">{label}</label>
                {optional.then(|| view! { <span class="text-xs text-ink-faint">{t!(i18n, common.optional)}</span> })}
            </div>
            {children()}
            <p id=complaint_id class="text-sm text-danger empty:hidden">
                {move || complaint.get().map(|message| message_text(i18n, &message))}
            </p>
            {(!hint.is_empty()).then(|| view! { <p id=hint_id class="text-xs text-ink-muted">{hint}</p> })}
        </div>
    }
}
