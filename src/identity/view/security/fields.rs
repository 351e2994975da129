//! The fields of these forms.

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::ui::field::TextField;

/// What people call the field `field`.
pub(super) fn label(i18n: I18nContext<Locale>, field: &str) -> String {
    match field {
        "code" => tu_string!(i18n, factors.code),
        "name" => tu_string!(i18n, factors.passkey_name),
        "passkey" => tu_string!(i18n, factors.passkeys),
        "proof" => tu_string!(i18n, factors.proof),
        _ => tu_string!(i18n, factors.password),
    }
    .to_owned()
}

/// The password, where somebody signed in too long ago to go without.
#[component]
pub(super) fn PasswordUnlessRecent(
    /// Whether they signed in just now.
    is_recent: bool,
    /// What the form came back with.
    submission: Submission,
) -> impl IntoView {
    let i18n = use_i18n();
    let complaint = submission.complaint("password");
    // Whoever was recent when the page was made may not be when the form comes.
    (!is_recent || complaint.is_some()).then(|| {
        view! {
            <p class="text-sm text-ink-muted">{t!(i18n, factors.password_lead)}</p>
            <TextField
                name="password"
                label=label(i18n, "password")
                value=RwSignal::new(String::new())
                complaint=Signal::stored(complaint)
                kind="password"
                autocomplete="current-password"
            />
        }
    })
}
