//! The button that shows secrets.

use leptos::prelude::*;

use crate::i18n::{t, use_i18n};

/// Shows what is masked, and masks it again.
#[component]
pub fn RevealButton(
    /// Whether it is shown.
    revealed: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <button
            type="button"
            class="button"
            aria-pressed=move || revealed.get().to_string()
            on:click=move |_| revealed.update(|revealed| *revealed = !*revealed)
        >
            {t!(i18n, console.reveal)}
        </button>
    }
}
