//! The form of a credential.

use leptos::prelude::*;

use super::texts::{self, label};
use crate::credentials::draft::CredentialDraft;
use crate::credentials::model::{KeyPlace, Way};
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::ui::field::{SelectField, TextField};
use crate::ui::refusal::Refusal;

/// How the web service is shown the secret, and the secret.
#[component]
pub(super) fn CredentialForm(
    /// What stands in it.
    draft: CredentialDraft,
    /// What it came back with.
    submission: Submission,
    /// The API's slug.
    api: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let complaint = |name: &str| Signal::stored(submission.complaint(name));
    let text = RwSignal::new;
    let action = paths::admin_credential(&api);
    let kinds = Way::KINDS.map(|kind| (kind.to_owned(), texts::kind(i18n, kind))).to_vec();
    let places = KeyPlace::ALL.map(|place| (place.as_str().to_owned(), texts::place(i18n, place.as_str()))).to_vec();
    let [of_kind, of_username, of_name, of_place, of_secret] =
        ["kind", "username", "name", "place", "secret"].map(complaint);
    view! {
        <Refusal error=submission.error address=action.clone() label=move |field: &str| label(i18n, field)/>
        <form method="post" action=action novalidate=true class="mt-4 grid gap-6">
            <SelectField name="kind" label=label(i18n, "kind") value=text(draft.kind) options=kinds complaint=of_kind/>
            <TextField
                name="username"
                label=label(i18n, "username")
                hint=tu_string!(i18n, credentials.username_hint)
                value=text(draft.username)
                complaint=of_username
                optional=true
            />
            <TextField
                name="name"
                label=label(i18n, "name")
                hint=tu_string!(i18n, credentials.name_hint)
                value=text(draft.name)
                complaint=of_name
                optional=true
                code=true
            />
            <SelectField
                name="place"
                label=label(i18n, "place")
                hint=tu_string!(i18n, credentials.place_hint)
                value=text(draft.place)
                options=places
                complaint=of_place
            />
            <TextField
                name="secret"
                label=label(i18n, "secret")
                hint=tu_string!(i18n, credentials.secret_hint)
                value=text(String::new())
                complaint=of_secret
                kind="password"
                autocomplete="new-password"
            />
            <div class="flex items-center gap-3 border-t border-line pt-6">
                <button type="submit" class="button button-primary">{t!(i18n, common.save)}</button>
                <a href=paths::admin_api(&api) class="button button-quiet">{t!(i18n, common.cancel)}</a>
            </div>
        </form>
    }
}
