//! The fields of the form of a recipe. What is typed stays in them; nothing follows it.

use leptos::prelude::*;

use super::complaints::Complaints;
use crate::i18n::{t, use_i18n};
use crate::recipes::draft::Edit;
use crate::ui::field::{field_id, text_area_content};

/// A field with its label, its hint and what is wrong with it.
#[component]
pub(super) fn Field(
    /// The name under which it is submitted.
    #[prop(into)]
    name: String,
    /// The label's text.
    #[prop(into)]
    label: String,
    /// What stands in it.
    #[prop(into)]
    value: String,
    /// What is wrong with the form.
    complaints: Complaints,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: String,
    /// How many lines it has; one is an input.
    #[prop(default = 1)]
    lines: u32,
    /// Whether its text is code.
    #[prop(optional)]
    code: bool,
) -> impl IntoView {
    let id = field_id(&name);
    let complaint = complaints.text(&name);
    let is_wrong = complaint.is_some();
    let (hint_id, complaint_id) = (format!("{id}-hint"), format!("{id}-complaint"));
    let described = [(is_wrong, &complaint_id), (!hint.is_empty(), &hint_id)];
    let described: Vec<&str> = described.iter().filter(|(is, _)| *is).map(|(_, id)| id.as_str()).collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let invalid = is_wrong.then_some("true");
    let spellcheck = if code { "false" } else { "true" };
    let control = if lines == 1 {
        view! {
            <input
                id=id.clone()
                name=name
                type="text"
                class="field-input"
                class:font-mono=code
                value=value
                autocomplete="off"
                spellcheck=spellcheck
                aria-invalid=invalid
                aria-describedby=described
            />
        }
        .into_any()
    } else {
        view! {
            <textarea
                id=id.clone()
                name=name
                rows=lines
                class="field-input"
                class:font-mono=code
                autocomplete="off"
                spellcheck=spellcheck
                aria-invalid=invalid
                aria-describedby=described
                inner_html=text_area_content(&value)
            ></textarea>
        }
        .into_any()
    };
    view! {
        <div class="flex min-w-0 flex-col gap-1">
            <label for=id class="text-sm font-medium text-ink">{label}</label>
            {control}
            {complaint.map(|text| view! { <p id=complaint_id class="text-sm text-danger">{text}</p> })}
            {(!hint.is_empty()).then(|| view! { <p id=hint_id class="text-xs text-ink-muted">{hint}</p> })}
        </div>
    }
}

/// A choice of one among several.
#[component]
pub(super) fn Choice(
    /// The name under which it is submitted.
    #[prop(into)]
    name: String,
    /// The label's text.
    #[prop(into)]
    label: String,
    /// The chosen option's value.
    #[prop(into)]
    value: String,
    /// The options: value and text.
    options: Vec<(String, String)>,
    /// What is wrong with the form.
    complaints: Complaints,
) -> impl IntoView {
    let id = field_id(&name);
    let complaint = complaints.text(&name);
    let complaint_id = format!("{id}-complaint");
    let described = complaint.is_some().then(|| complaint_id.clone());
    let invalid = complaint.is_some().then_some("true");
    let options = options
        .into_iter()
        .map(|(option, text)| {
            let selected = option == value;
            view! { <option value=option selected=selected>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="flex min-w-0 flex-col gap-1">
            <label for=id.clone() class="text-sm font-medium text-ink">{label}</label>
            <select id=id name=name class="field-input" aria-invalid=invalid aria-describedby=described>
                {options}
            </select>
            {complaint.map(|text| view! { <p id=complaint_id class="text-sm text-danger">{text}</p> })}
        </div>
    }
}

/// A yes or no.
#[component]
pub(super) fn Tick(
    /// The name under which it is submitted.
    #[prop(into)]
    name: String,
    /// The label's text.
    #[prop(into)]
    label: String,
    /// Whether it is ticked.
    checked: bool,
) -> impl IntoView {
    let id = field_id(&name);
    view! {
        <div class="flex items-center gap-2">
            <input id=id.clone() name=name type="checkbox" class="h-4 w-4 accent-accent" checked=checked/>
            <label for=id class="text-sm font-medium text-ink">{label}</label>
        </div>
    }
}

/// A button that changes rows of the form around it; the page comes back at `section`.
#[component]
pub(super) fn EditButton(
    /// What it does.
    edit: Edit,
    /// The button's text.
    #[prop(into)]
    text: String,
    /// The button's accessible name, where the text alone does not say what it is about.
    #[prop(into, optional)]
    label: Option<String>,
    /// The id of the section it stands in.
    #[prop(into)]
    section: String,
) -> impl IntoView {
    let adds = matches!(
        edit,
        Edit::AddInput | Edit::AddStep | Edit::AddParameter(_) | Edit::AddStepOutput(_) | Edit::AddOutput
    );
    let class = if adds { "button" } else { "button button-quiet" };
    view! {
        <button type="submit" name="action" value=edit.to_string() formaction=format!("#{section}") class=class aria-label=label>
            {text}
        </button>
    }
}

/// The buttons that save and that do not.
#[component]
pub(super) fn Actions(
    /// Where nothing is saved.
    #[prop(into)]
    cancel: String,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="flex items-center gap-3 border-t border-line pt-6">
            <button type="submit" class="button button-primary">{t!(i18n, common.save)}</button>
            <a href=cancel class="button button-quiet">{t!(i18n, common.cancel)}</a>
        </div>
    }
}
