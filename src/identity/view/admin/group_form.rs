//! The form of a group.

use leptos::prelude::*;

use crate::i18n::{tu_string, use_i18n};
use crate::kernel::Submission;
use crate::ui::field::{TextArea, TextField};
use crate::ui::refusal::Refusal;

/// The word in the form's hidden field, which tells it from other forms of its page.
pub(super) const SAVE: &str = "save";

/// What a group is called and for.
#[component]
pub(super) fn GroupForm(
    /// The page's address, where it is sent.
    action: String,
    /// The text of its button.
    button: &'static str,
    /// Name and description as they are saved.
    saved: (String, String),
    /// What a form of the page came back with.
    submission: Submission,
) -> impl IntoView {
    let i18n = use_i18n();
    // Another form of the page may have come back.
    let submission = if submission.value("action") == Some(SAVE) { submission } else { Submission::default() };
    let value = |name: &str, saved: String| submission.value(name).map_or(saved, str::to_owned);
    let (name, description) = (value("name", saved.0), value("description", saved.1));
    let complaint = |name: &str| Signal::stored(submission.complaint(name));
    let (of_name, of_description) = (complaint("name"), complaint("description"));
    let label = move |field: &str| match field {
        "name" => tu_string!(i18n, groups.name).to_owned(),
        _ => tu_string!(i18n, groups.description).to_owned(),
    };
    view! {
        <Refusal error=submission.error address=action.clone() label/>
        <form method="post" action=action novalidate=true class="grid gap-4">
            <input type="hidden" name="action" value=SAVE/>
            <TextField name="name" label=tu_string!(i18n, groups.name) value=RwSignal::new(name) complaint=of_name/>
            <TextArea
                name="description"
                label=tu_string!(i18n, groups.description)
                value=RwSignal::new(description)
                complaint=of_description
                rows=2
            />
            <div><button type="submit" class="button button-primary">{button}</button></div>
        </form>
    }
}
