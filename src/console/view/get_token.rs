//! The button that leads to a token, for schemes whose tokens an authorization server gives out.

use leptos::prelude::*;

use super::draft::Draft;
use super::oauth::oauth_panel;
use crate::i18n::{t, use_i18n};

/// Opens what a token is asked for with. Its code is loaded when it is opened first, and what was typed there is kept when it
/// is closed.
#[component]
pub(super) fn GetToken(
    draft: Draft,
    /// The id of what it opens.
    id: String,
    /// The security scheme's name.
    scheme: String,
    /// Where the token goes.
    token: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_open = RwSignal::new(false);
    let is_begun = Memo::new(move |was: Option<&bool>| was.copied().unwrap_or_default() || is_open.get());
    let prefix = id.clone();
    view! {
        <div>
            <button
                type="button"
                class="button"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=id.clone()
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                {t!(i18n, oauth.get)}
            </button>
        </div>
        <div id=id hidden=move || !is_open.get()>
            {move || is_begun.get().then(|| {
                Suspend::new(oauth_panel(draft.operation(), prefix.clone(), scheme.clone(), token))
            })}
        </div>
    }
}
