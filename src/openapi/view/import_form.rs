//! The form that a document is sent with.

use leptos::prelude::*;

use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::{Message, Submission};
use crate::ui::field::{Checkbox, TextArea, TextField};
use crate::ui::message::{error_text, message_text};

/// Files, a text or an address; for a new API also what it is to be called.
#[component]
pub(super) fn ImportForm(
    /// Where it is sent.
    #[prop(into)]
    action: String,
    /// What it came back with.
    submission: Submission,
    /// Whether it is for an API that is not there yet.
    is_new: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let value = |name: &str| RwSignal::new(submission.value(name).unwrap_or_default().to_owned());
    let complaint = |name: &str| -> Signal<Option<Message>> { Signal::stored(submission.complaint(name)) };
    let file_complaint = submission.complaint("file");
    let follows = submission.value("follow").is_some();
    let is_published = submission.error.is_none() || submission.value("published").is_some();
    let error = submission.error.clone().map(|error| {
        view! { <p role="alert" class="mb-4 rounded border border-line bg-danger-soft px-3 py-2 text-sm text-danger">{error_text(i18n, &error)}</p> }
    });
    view! {
        {error}
        <form method="post" action=action enctype="multipart/form-data" class="grid gap-4">
            <div class="grid gap-1">
                <label for="import-file" class="text-sm font-medium">{t!(i18n, import.file)}</label>
                <input
                    id="import-file"
                    type="file"
                    name="file"
                    multiple=true
                    accept=".json,.yaml,.yml,.zip,application/json,application/yaml,application/zip"
                    class="field-input"
                    aria-describedby="import-file-hint"
                    aria-invalid=file_complaint.is_some().then_some("true")
                />
                <p id="import-file-hint" class="text-sm text-ink-muted">{t!(i18n, import.file_hint)}</p>
                {file_complaint.map(|message| view! { <p class="text-sm text-danger">{message_text(i18n, &message)}</p> })}
            </div>
            <TextField
                name="address"
                label=tu_string!(i18n, import.address)
                value=value("address")
                complaint=complaint("address")
                kind="url"
                placeholder="https://example.com/openapi.json"
                optional=true
                code=true
            />
            <TextArea
                name="text"
                label=tu_string!(i18n, import.text)
                value=value("text")
                complaint=complaint("text")
                code=true
            />
            <Checkbox
                name="follow"
                label=tu_string!(i18n, import.follow)
                checked=RwSignal::new(follows)
                hint=tu_string!(i18n, import.follow_hint)
            />
            {is_new.then(|| view! {
                <div class="grid items-start gap-4 md:grid-cols-2">
                    <TextField
                        name="name"
                        label=tu_string!(i18n, admin.name)
                        value=value("name")
                        complaint=complaint("name")
                        hint=tu_string!(i18n, import.name_hint)
                        optional=true
                    />
                    <TextField
                        name="suffix"
                        label=tu_string!(i18n, admin.suffix)
                        value=value("suffix")
                        complaint=complaint("suffix")
                        hint=tu_string!(i18n, import.suffix_hint)
                        optional=true
                        code=true
                    />
                </div>
                <Checkbox name="published" label=tu_string!(i18n, admin.published) checked=RwSignal::new(is_published)/>
            })}
            <div><button type="submit" class="button button-primary">{t!(i18n, import.submit)}</button></div>
        </form>
    }
}
