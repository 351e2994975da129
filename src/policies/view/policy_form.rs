//! The form of a policy.

use leptos::prelude::*;

use super::control::PolicyField;
use super::texts;
use crate::i18n::{t, use_i18n};
use crate::kernel::Submission;
use crate::policies::draft::{PolicyDraft, fields};
use crate::ui::message::message_text;
use crate::ui::refusal::Refusal;

/// The fields that the policy has.
#[component]
pub(super) fn PolicyForm(
    /// What stands in it.
    draft: PolicyDraft,
    /// What it came back with.
    submission: Submission,
    /// The page's address, where it is sent.
    #[prop(into)]
    action: String,
    /// The list of the scope's policies.
    #[prop(into)]
    list: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let kind = draft.kind;
    let controls = fields(kind)
        .iter()
        .map(|field| {
            let (value, complaint) = (draft.value(field.name).to_owned(), submission.complaint(field.name));
            view! { <PolicyField kind field=*field value complaint/> }
        })
        .collect_view();
    let of_section = submission
        .complaint("section")
        .map(|message| view! { <p class="text-sm text-danger">{message_text(i18n, &message)}</p> });
    view! {
        <Refusal error=submission.error address=action.clone() label=move |field: &str| texts::field(i18n, field)/>
        <p class="text-ink-muted">{texts::about(i18n, kind)}</p>
        <form method="post" action=action novalidate=true class="mt-6 grid gap-6">
            <input type="hidden" name="kind" value=kind.as_str()/>
            <input type="hidden" name="section" value=draft.section.as_str()/>
            <input type="hidden" name="revision" value=draft.revision.clone()/>
            <p id="field-section" class="text-sm">
                <span class="font-medium">{t!(i18n, policies.section)}": "</span>
                {texts::section(i18n, draft.section)}
            </p>
            {of_section}
            {controls}
            <div class="flex items-center gap-3 border-t border-line pt-6">
                <button type="submit" class="button button-primary">{t!(i18n, common.save)}</button>
                <a href=list class="button button-quiet">{t!(i18n, common.cancel)}</a>
            </div>
        </form>
    }
}
