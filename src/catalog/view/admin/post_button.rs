//! A button that does something at once.

use leptos::prelude::*;

/// A form of nothing but its button.
#[component]
pub(super) fn PostButton(
    /// Where it is sent.
    #[prop(into)]
    action: String,
    /// The button's text.
    #[prop(into)]
    text: String,
    /// The button's accessible name, where the text alone does not say what it is about.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <form method="post" action=action>
            <button type="submit" class="button" aria-label=label>{text}</button>
        </form>
    }
}
