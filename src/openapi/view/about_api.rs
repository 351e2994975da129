//! What its document says of an API as a whole.

use leptos::prelude::*;

use crate::i18n::use_i18n;
use crate::openapi::api::get_about_api;
use crate::ui::rendered::{Rendered, RenderedResource, rendered};

/// Asks for it. To be called where the page is made: what waits for its data cannot ask for more.
#[must_use]
pub fn about_api(slug: Memo<String>) -> RenderedResource {
    let locale = use_i18n().get_locale_untracked();
    rendered(move || slug.get(), move |slug| get_about_api(slug, locale))
}

/// Terms, licence, contact and links to documentation elsewhere; nothing when the document has none.
#[component]
pub fn AboutApi(
    /// What was asked for.
    about: RenderedResource,
) -> impl IntoView {
    view! { <Rendered html=about class=""/> }
}
