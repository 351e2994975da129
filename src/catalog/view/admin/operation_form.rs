//! The form of an operation.

use leptos::prelude::*;

use super::body_rows::RequestBodyRows;
use super::choices::words;
use super::complaints::Complaints;
use super::editor::Editor;
use super::header_rows::HeaderRows;
use super::parameter_rows::ParameterRows;
use super::response_rows::ResponseRows;
use crate::catalog::draft::OperationDraft;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::ui::field::{SelectField, TextArea, TextField};

/// The verbs that the form offers; one that an operation has already is kept beside them.
const VERBS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// All that is said of an operation, with rows that come and go.
#[component]
pub(super) fn OperationForm(
    /// What stands in it.
    draft: OperationDraft,
    /// What it came back with.
    submission: Submission,
    /// The page's address, where it is sent.
    #[prop(into)]
    action: String,
    /// Where nothing is saved.
    #[prop(into)]
    cancel: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let editor = Editor::new(draft.clone(), submission.fields().to_vec());
    let is_shown_again = !draft.slug.is_empty();
    view! {
        <Complaints error=submission.error address=action.clone() parameters=draft.parameters/>
        <form
            method="post"
            action=action
            novalidate=true
            node_ref=editor.form
            on:submit=move |event| editor.submitted(&event)
            class="grid gap-8"
        >
            // The first button is the one that Enter presses.
            <button type="submit" hidden=true></button>
            <input type="hidden" name="revision" value=draft.revision/>
            <div class="grid items-start gap-4 md:grid-cols-4">
                <SelectField
                    name="verb"
                    label=tu_string!(i18n, admin.verb)
                    value=RwSignal::new(draft.verb.clone())
                    options=words(&VERBS, &draft.verb)
                    complaint=editor.complaint("verb")
                />
                <div class="md:col-span-3" on:input=move |_| editor.follow_template()>
                    <TextField
                        name="url_template"
                        label=tu_string!(i18n, admin.url_template)
                        value=RwSignal::new(draft.url_template)
                        complaint=editor.complaint("url_template")
                        hint=tu_string!(i18n, admin.url_template_hint)
                        placeholder="/orders/{order}?details={details}"
                        code=true
                    />
                </div>
                <div class="md:col-span-2">
                    <TextField
                        name="display_name"
                        label=tu_string!(i18n, admin.display_name)
                        value=RwSignal::new(draft.display_name)
                        complaint=editor.complaint("display_name")
                        hint=tu_string!(i18n, admin.operation_display_name_hint)
                    />
                </div>
                <div class="md:col-span-2">
                    <TextField
                        name="slug"
                        label=tu_string!(i18n, admin.slug)
                        value=RwSignal::new(draft.slug)
                        complaint=editor.complaint("slug")
                        hint=if is_shown_again {
                            tu_string!(i18n, admin.slug_change_hint)
                        } else {
                            tu_string!(i18n, admin.operation_slug_hint)
                        }
                        optional=true
                        code=true
                    />
                </div>
                <div class="md:col-span-4">
                    <TextArea
                        name="description"
                        label=tu_string!(i18n, admin.description)
                        value=RwSignal::new(draft.description)
                        complaint=editor.complaint("description")
                        hint=tu_string!(i18n, admin.markdown_hint)
                        rows=4
                    />
                </div>
            </div>
            <ParameterRows editor/>
            <HeaderRows editor/>
            <RequestBodyRows editor/>
            <ResponseRows editor/>
            <div class="flex items-center gap-3 border-t border-line pt-6">
                <button type="submit" class="button button-primary">{t!(i18n, common.save)}</button>
                <a href=cancel class="button button-quiet">{t!(i18n, common.cancel)}</a>
            </div>
        </form>
    }
}
