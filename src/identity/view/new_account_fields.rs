//! The fields that every new account is made of.

use leptos::prelude::*;

use super::fields::label;
use crate::i18n::{tu_string, use_i18n};
use crate::identity::rules::PASSWORD_LEAST;
use crate::kernel::Submission;
use crate::ui::field::TextField;

/// E-mail address, name and password, with what was typed into them but for the password.
#[component]
pub(super) fn NewAccountFields(
    /// What the form came back with.
    submission: Submission,
    /// What helps to fill in the e-mail address.
    #[prop(into, optional)]
    hint: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let typed = |field: &str| RwSignal::new(submission.value(field).unwrap_or_default().to_owned());
    let complaint = |field: &str| Signal::stored(submission.complaint(field));
    view! {
        <TextField
            name="email"
            label=label(i18n, "email")
            hint=hint
            value=typed("email")
            complaint=complaint("email")
            kind="email"
            autocomplete="username"
        />
        <TextField
            name="name"
            label=label(i18n, "name")
            value=typed("name")
            complaint=complaint("name")
            autocomplete="name"
            optional=true
        />
        <TextField
            name="password"
            label=label(i18n, "password")
            hint=tu_string!(i18n, identity.password_hint, least = PASSWORD_LEAST)
            value=RwSignal::new(String::new())
            complaint=complaint("password")
            kind="password"
            autocomplete="new-password"
        />
    }
}
