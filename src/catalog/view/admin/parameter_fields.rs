//! The fields of one parameter or request header.

use leptos::prelude::*;

use super::choices::words;
use super::edit_button::EditButton;
use super::editor::Editor;
use crate::catalog::draft::{Edit, ParameterDraft};
use crate::catalog::model::{Location, ParameterType};
use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::field::{Checkbox, SelectField, TextArea, TextField};

/// A row of the parameter table. The name and the place of a template's parameter stand in the template; those of
/// others are fields.
#[component]
pub(super) fn ParameterFields(
    /// The form.
    editor: Editor,
    /// What stands in the row.
    row: ParameterDraft,
    /// The id of the section it stands in.
    section: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let field = {
        let number = row.number;
        move |name: &str| format!("parameters.{number}.{name}")
    };
    let complaint = move |name: &str| editor.complaint(&field(name));
    let title = if row.name.is_empty() { tu_string!(i18n, admin.unnamed).to_owned() } else { row.name.clone() };
    let remove = tu_string!(i18n, admin.remove_named, name = title.as_str());
    let is_in_path = row.location == Location::Path.as_str();
    let is_fixed = row.from_template;
    view! {
        <div class="rounded-md border border-line p-4" role="group" aria-label=title.clone()>
            {if is_fixed {
                view! { <TemplateParameter row=row.clone()/> }.into_any()
            } else {
                view! { <AddedParameter editor row=row.clone() section remove/> }.into_any()
            }}
            <div class="mt-3 grid gap-3 md:grid-cols-2 xl:grid-cols-4">
                <SelectField
                    name=field("type")
                    label=tu_string!(i18n, admin.kind)
                    value=RwSignal::new(row.kind.clone())
                    options=words(&ParameterType::ALL.map(ParameterType::as_str), &row.kind)
                    complaint=complaint("type")
                />
                <TextField
                    name=field("default")
                    label=tu_string!(i18n, admin.default)
                    value=RwSignal::new(row.default)
                    complaint=complaint("default")
                    optional=true
                    code=true
                />
                <TextField
                    name=field("example")
                    label=tu_string!(i18n, admin.example)
                    value=RwSignal::new(row.example)
                    complaint=complaint("example")
                    optional=true
                    code=true
                />
                <TextField
                    name=field("description")
                    label=tu_string!(i18n, admin.description)
                    value=RwSignal::new(row.description)
                    complaint=complaint("description")
                    optional=true
                />
            </div>
            <div class="mt-3 grid items-start gap-3 md:grid-cols-2">
                <TextArea
                    name=field("allowed")
                    label=tu_string!(i18n, admin.allowed)
                    value=RwSignal::new(row.allowed)
                    complaint=complaint("allowed")
                    hint=tu_string!(i18n, admin.allowed_hint)
                    rows=2
                    code=true
                />
                {if is_in_path {
                    view! { <p class="text-sm text-ink-muted md:pt-6">{t!(i18n, admin.path_required)}</p> }.into_any()
                } else {
                    view! {
                        <div class="md:pt-6">
                            <Checkbox
                                name=field("required")
                                label=tu_string!(i18n, admin.required)
                                checked=RwSignal::new(row.required)
                            />
                        </div>
                    }
                    .into_any()
                }}
            </div>
        </div>
    }
}

/// Name and place as the URL template has them.
#[component]
fn TemplateParameter(row: ParameterDraft) -> impl IntoView {
    let i18n = use_i18n();
    let field = |name: &str| format!("parameters.{}.{name}", row.number);
    let place = if row.location == Location::Path.as_str() {
        t!(i18n, admin.in_template_path).into_any()
    } else {
        t!(i18n, admin.in_template_query).into_any()
    };
    view! {
        <input type="hidden" name=field("name") value=row.name.clone()/>
        <input type="hidden" name=field("in") value=row.location.clone()/>
        <input type="hidden" name=field("from_template") value="on"/>
        <div class="flex flex-wrap items-baseline gap-3">
            <code class="font-mono text-sm font-semibold">{row.name}</code>
            <span class="text-xs text-ink-muted">{place}</span>
        </div>
    }
}

/// Name and place of a parameter that the publisher added.
#[component]
fn AddedParameter(editor: Editor, row: ParameterDraft, section: &'static str, remove: String) -> impl IntoView {
    let i18n = use_i18n();
    let field = |name: &str| format!("parameters.{}.{name}", row.number);
    let added_here = [Location::Query, Location::Header].map(Location::as_str);
    let place = if added_here.contains(&row.location.as_str()) {
        view! { <input type="hidden" name=field("in") value=row.location.clone()/> }.into_any()
    } else {
        // It was in the template's path and is not any more: it has to go elsewhere, or away.
        view! {
            <div class="w-40">
                <SelectField
                    name=field("in")
                    label=tu_string!(i18n, admin.place)
                    value=RwSignal::new(row.location.clone())
                    options=words(&added_here, &row.location)
                    complaint=editor.complaint(&field("in"))
                />
            </div>
        }
        .into_any()
    };
    view! {
        <div class="flex flex-wrap items-start gap-3">
            <div class="min-w-48 flex-1">
                <TextField
                    name=field("name")
                    label=tu_string!(i18n, admin.parameter_name)
                    value=RwSignal::new(row.name.clone())
                    complaint=editor.complaint(&field("name"))
                    code=true
                />
            </div>
            {place}
            <div class="pt-6">
                <EditButton
                    edit=Edit::RemoveParameter(row.number)
                    text=tu_string!(i18n, common.remove)
                    label=remove
                    section
                />
            </div>
        </div>
    }
}
