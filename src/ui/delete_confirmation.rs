//! The question before something is deleted.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{t, use_i18n};
use crate::kernel::ApiError;
use crate::ui::message::error_text;

/// What is lost, the button that deletes, and the way back.
#[component]
pub fn DeleteConfirmation(
    /// The question.
    #[prop(into)]
    title: String,
    /// The page's address, where the confirmation is sent.
    #[prop(into)]
    action: String,
    /// Where nothing is deleted.
    #[prop(into)]
    cancel: String,
    /// Why deleting failed.
    error: Option<ApiError>,
    /// What is lost.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="max-w-2xl">
            <h1 class="break-words text-2xl font-semibold">{title}</h1>
            {error.map(|error| {
                view! { <p role="alert" class="mt-4 text-danger">{error_text(i18n, &error)}</p> }
            })}
            <div class="mt-4">{children()}</div>
            <form method="post" action=action class="mt-6 flex items-center gap-3">
                <button type="submit" class="button button-danger">{t!(i18n, common.delete)}</button>
                <A href=cancel attr:class="button button-quiet">{t!(i18n, common.cancel)}</A>
            </form>
        </div>
    }
}
