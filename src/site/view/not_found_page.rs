//! The page for an address that leads nowhere.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::i18n::{tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::ui::async_view::ErrorView;

/// Says so, and gives a way on.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Title text=tu_string!(i18n, site.not_found)/>
        <ErrorView error=ApiError::NotFound/>
    }
}
