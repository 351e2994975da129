//! Copying a text.

use std::time::Duration;

use leptos::prelude::*;

use crate::i18n::{t, use_i18n};
use crate::ui::browser;

/// For how long the button says that it has copied.
const SAID: Duration = Duration::from_secs(2);

/// A button that copies `text`.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// What the button says, if not only that it copies.
    #[prop(optional)]
    label: Option<&'static str>,
) -> impl IntoView {
    let i18n = use_i18n();
    let copied = RwSignal::new(false);
    let copy = move |_| {
        let text = text.get_untracked();
        leptos::task::spawn_local(async move {
            if browser::copy(text).await {
                copied.try_set(true);
                let back = move || {
                    copied.try_set(false);
                };
                set_timeout(back, SAID);
            }
        });
    };
    view! {
        <button type="button" class="button" on:click=copy>
            <span aria-live="polite">
                {move || match (copied.get(), label) {
                    (true, _) => t!(i18n, common.copied).into_any(),
                    (false, Some(label)) => label.into_any(),
                    (false, None) => t!(i18n, common.copy).into_any(),
                }}
            </span>
        </button>
    }
}
