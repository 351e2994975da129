//! The app for codes: set up, or switched off.

use leptos::prelude::*;

use super::fields::{PasswordUnlessRecent, label};
use crate::i18n::{t, use_i18n};
use crate::identity::factors::Security;
use crate::kernel::Submission;
use crate::paths;
use crate::ui::field::TextField;
use crate::ui::moment::Moment;

/// Whether an app's codes are asked for, and the form that changes it.
#[component]
pub(super) fn AppSection(
    /// What the person has.
    security: Security,
    /// What the page's form came back with.
    submission: Submission,
) -> impl IntoView {
    let i18n = use_i18n();
    let Security { now, app_since, is_recent, .. } = security;
    let form = match app_since {
        None => view! {
            <form method="post" action=paths::SECURITY_APP novalidate=true class="mt-3 flex flex-col gap-4">
                <PasswordUnlessRecent is_recent submission/>
                <div><button type="submit" class="button button-primary">{t!(i18n, factors.app_set_up)}</button></div>
            </form>
        }
        .into_any(),
        Some(since) => view! {
            <p class="mt-3"><span class="badge">{t!(i18n, factors.app_on)}" "<Moment at=since now/></span></p>
            <p class="mt-3 text-sm text-ink-muted">{t!(i18n, factors.app_off_lead)}</p>
            <form method="post" action=paths::SECURITY_APP_OFF novalidate=true class="mt-3 flex flex-col gap-4">
                <TextField
                    name="proof"
                    label=label(i18n, "proof")
                    value=RwSignal::new(String::new())
                    complaint=Signal::stored(submission.complaint("proof"))
                    kind="password"
                    autocomplete="current-password"
                />
                <div><button type="submit" class="button button-danger">{t!(i18n, factors.app_off)}</button></div>
            </form>
        }
        .into_any(),
    };
    view! {
        <h2 class="mt-8 text-xl font-semibold">{t!(i18n, factors.app)}</h2>
        <p class="mt-1 text-ink-muted">{t!(i18n, factors.app_lead)}</p>
        {form}
    }
}
