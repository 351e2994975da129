//! Bodies, one a content type: of the request and of each response.

use leptos::prelude::*;

use super::edit_button::EditButton;
use super::editor::Editor;
use crate::catalog::draft::{Edit, RepresentationDraft};
use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::field::{TextArea, TextField};

const SECTION: &str = "request-body";

/// The request body in each content type that the operation takes.
#[component]
pub(super) fn RequestBodyRows(
    /// The form.
    editor: Editor,
) -> impl IntoView {
    let i18n = use_i18n();
    let rows = move || editor.draft.with(|draft| draft.bodies.clone());
    view! {
        <fieldset id=SECTION class="min-w-0 border-t border-line pt-6">
            <legend class="float-left text-lg font-semibold">{t!(i18n, admin.request_body)}</legend>
            <p class="clear-both text-sm text-ink-muted">{t!(i18n, admin.request_body_hint)}</p>
            <div class="mt-4 grid gap-3">
                <For each=rows key=|row| row.number let:row>
                    <BodyFields
                        editor
                        prefix=format!("bodies.{}", row.number)
                        remove=Edit::RemoveBody(row.number)
                        row
                        section=SECTION
                    />
                </For>
            </div>
            <div class="mt-3">
                <EditButton edit=Edit::AddBody text=tu_string!(i18n, admin.add_body) section=SECTION/>
            </div>
        </fieldset>
    }
}

/// A content type with its sample and its schema.
#[component]
pub(super) fn BodyFields(
    /// The form.
    editor: Editor,
    /// What the names of its fields begin with.
    prefix: String,
    /// What removes it.
    remove: Edit,
    /// What stands in the row.
    row: RepresentationDraft,
    /// The id of the section it stands in.
    section: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let field = |name: &str| format!("{prefix}.{name}");
    let title =
        if row.content_type.is_empty() { tu_string!(i18n, admin.unnamed).to_owned() } else { row.content_type.clone() };
    let remove_label = tu_string!(i18n, admin.remove_named, name = title.as_str());
    view! {
        <div class="rounded-md border border-line p-4" role="group" aria-label=title>
            <div class="flex flex-wrap items-start gap-3">
                <div class="min-w-48 flex-1">
                    <TextField
                        name=field("content_type")
                        label=tu_string!(i18n, admin.content_type)
                        value=RwSignal::new(row.content_type)
                        complaint=editor.complaint(&field("content_type"))
                        placeholder="application/json"
                        code=true
                    />
                </div>
                <div class="pt-6">
                    <EditButton
                        edit=remove
                        text=tu_string!(i18n, common.remove)
                        label=remove_label
                        section
                    />
                </div>
            </div>
            <div class="mt-3 grid items-start gap-3 md:grid-cols-2">
                <TextArea
                    name=field("sample")
                    label=tu_string!(i18n, admin.sample)
                    value=RwSignal::new(row.sample)
                    complaint=editor.complaint(&field("sample"))
                    rows=6
                    code=true
                />
                <TextArea
                    name=field("schema")
                    label=tu_string!(i18n, admin.schema)
                    value=RwSignal::new(row.schema)
                    complaint=editor.complaint(&field("schema"))
                    rows=6
                    code=true
                />
            </div>
        </div>
    }
}
