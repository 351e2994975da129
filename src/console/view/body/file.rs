//! A body that is a file.

use leptos::prelude::*;

use crate::console::view::body_draft::BodyDraft;
use crate::i18n::{t, use_i18n};
use crate::ui::browser::PickedFile;

/// The id of the field that chooses it.
const FILE: &str = "request-file";

/// A choice of the file, which is sent as it is.
#[component]
pub(super) fn FileBody(body: BodyDraft) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="flex flex-col gap-1">
            <label for=FILE class="text-sm text-ink-muted">{t!(i18n, console.file)}</label>
            <input
                id=FILE
                type="file"
                class="field-input"
                on:change=move |event| body.file.set(PickedFile::of(&event))
            />
        </div>
    }
}
