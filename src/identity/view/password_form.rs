//! The form to change one's password.

use leptos::prelude::*;

use super::fields::label;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::rules::PASSWORD_LEAST;
use crate::kernel::Submission;
use crate::paths;
use crate::ui::field::TextField;

/// The present password and a new one.
#[component]
pub(super) fn PasswordForm(
    /// What it came back with.
    submission: Submission,
) -> impl IntoView {
    let i18n = use_i18n();
    let complaint = |field: &str| Signal::stored(submission.complaint(field));
    view! {
        <form method="post" action=paths::ACCOUNT_PASSWORD novalidate=true class="mt-4 flex flex-col gap-4">
            <TextField
                name="present"
                label=label(i18n, "present")
                value=RwSignal::new(String::new())
                complaint=complaint("present")
                kind="password"
                autocomplete="current-password"
            />
            <TextField
                name="new"
                label=label(i18n, "new")
                hint=tu_string!(i18n, identity.password_hint, least = PASSWORD_LEAST)
                value=RwSignal::new(String::new())
                complaint=complaint("new")
                kind="password"
                autocomplete="new-password"
            />
            <div><button type="submit" class="button button-primary">{t!(i18n, identity.change_password)}</button></div>
        </form>
    }
}
