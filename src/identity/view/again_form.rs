//! The form to have the mail sent again by which an e-mail address is confirmed.

use leptos::prelude::*;

use super::fields::label;
use crate::i18n::{t, use_i18n};
use crate::kernel::Message;
use crate::paths;
use crate::ui::field::TextField;

/// The address to write to, and a button.
#[component]
pub(super) fn AgainForm(
    /// The address, as far as it was typed.
    email: String,
    /// What is wrong with it.
    complaint: Option<Message>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <form method="post" action=paths::CONFIRM_AGAIN novalidate=true class="mt-6 flex flex-col gap-4">
            <TextField
                name="email"
                label=label(i18n, "email")
                value=RwSignal::new(email)
                complaint=Signal::stored(complaint)
                kind="email"
                autocomplete="username"
            />
            <button type="submit" class="button">{t!(i18n, identity.confirm_again)}</button>
        </form>
    }
}
