//! The fields of one response.

use leptos::prelude::*;

use super::body_rows::BodyFields;
use super::edit_button::EditButton;
use super::editor::Editor;
use super::response_rows::SECTION;
use crate::catalog::draft::{Edit, HeaderDraft, ResponseDraft};
use crate::i18n::{tu_string, use_i18n};
use crate::ui::field::TextField;
use crate::ui::status::reason;

/// A response: its status, what it means, its headers and its bodies.
#[component]
pub(super) fn ResponseFields(
    /// The form.
    editor: Editor,
    /// What stands in the row.
    row: ResponseDraft,
) -> impl IntoView {
    let i18n = use_i18n();
    let number = row.number;
    let field = move |name: &str| format!("responses.{number}.{name}");
    let status = RwSignal::new(row.status);
    let phrase = move || status.with(|status| status.trim().parse().map_or("", reason));
    let title = move || status.with(|status| tu_string!(i18n, admin.response_title, status = status.as_str()));
    let remove = status.with_untracked(|status| tu_string!(i18n, admin.remove_response, status = status.as_str()));
    view! {
        <div class="rounded-md border border-line p-4" role="group" aria-label=title>
            <div class="flex flex-wrap items-start gap-3">
                <div class="w-28">
                    <TextField
                        name=field("status")
                        label=tu_string!(i18n, admin.status)
                        value=status
                        complaint=editor.complaint(&field("status"))
                        code=true
                    />
                </div>
                <output class="w-40 pt-8 text-sm text-ink-muted">
                    {phrase}
                </output>
                <div class="min-w-48 flex-1">
                    <TextField
                        name=field("description")
                        label=tu_string!(i18n, admin.description)
                        value=RwSignal::new(row.description)
                        complaint=editor.complaint(&field("description"))
                        optional=true
                    />
                </div>
                <div class="pt-6">
                    <EditButton
                        edit=Edit::RemoveResponse(number)
                        text=tu_string!(i18n, common.remove)
                        label=remove
                        section=SECTION
                    />
                </div>
            </div>
            <ResponseHeaders editor response=number/>
            <ResponseBodies editor response=number/>
        </div>
    }
}

#[component]
fn ResponseHeaders(editor: Editor, response: u16) -> impl IntoView {
    let i18n = use_i18n();
    let rows = move || of_response(editor, response, |response| response.headers.clone());
    view! {
        <div class="mt-3 grid gap-3 empty:hidden">
            <For each=rows key=|row| row.number let:row>
                <ResponseHeaderFields editor response row/>
            </For>
        </div>
        <div class="mt-3">
            <EditButton
                edit=Edit::AddResponseHeader(response)
                text=tu_string!(i18n, admin.describe_header)
                section=SECTION
            />
        </div>
    }
}

#[component]
fn ResponseHeaderFields(editor: Editor, response: u16, row: HeaderDraft) -> impl IntoView {
    let i18n = use_i18n();
    let number = row.number;
    let field = move |name: &str| format!("responses.{response}.headers.{number}.{name}");
    let title = if row.name.is_empty() { tu_string!(i18n, admin.unnamed).to_owned() } else { row.name.clone() };
    let remove_label = tu_string!(i18n, admin.remove_named, name = title.as_str());
    view! {
        <div class="flex flex-wrap items-start gap-3" role="group" aria-label=title>
            <div class="w-56">
                <TextField
                    name=field("name")
                    label=tu_string!(i18n, admin.header_name)
                    value=RwSignal::new(row.name)
                    complaint=editor.complaint(&field("name"))
                    code=true
                />
            </div>
            <div class="min-w-48 flex-1">
                <TextField
                    name=field("description")
                    label=tu_string!(i18n, admin.description)
                    value=RwSignal::new(row.description)
                    complaint=editor.complaint(&field("description"))
                    optional=true
                />
            </div>
            <div class="pt-6">
                <EditButton
                    edit=Edit::RemoveResponseHeader(response, number)
                    text=tu_string!(i18n, common.remove)
                    label=remove_label
                    section=SECTION
                />
            </div>
        </div>
    }
}

#[component]
fn ResponseBodies(editor: Editor, response: u16) -> impl IntoView {
    let i18n = use_i18n();
    let rows = move || of_response(editor, response, |response| response.representations.clone());
    view! {
        <div class="mt-3 grid gap-3 empty:hidden">
            <For each=rows key=|row| row.number let:row>
                <BodyFields
                    editor
                    prefix=format!("responses.{response}.representations.{}", row.number)
                    remove=Edit::RemoveRepresentation(response, row.number)
                    row
                    section=SECTION
                />
            </For>
        </div>
        <div class="mt-3">
            <EditButton
                edit=Edit::AddRepresentation(response)
                text=tu_string!(i18n, admin.describe_body)
                section=SECTION
            />
        </div>
    }
}

fn of_response<T>(editor: Editor, number: u16, rows: impl Fn(&ResponseDraft) -> Vec<T>) -> Vec<T> {
    editor
        .draft
        .with(|draft| draft.responses.iter().find(|response| response.number == number).map(rows).unwrap_or_default())
}
