//! The field of a variable in a server's address.

use leptos::prelude::*;

use super::complaint::Complaint;
use super::draft::Draft;
use crate::console::base_url;
use crate::openapi::model::ServerVariable;
use crate::ui::field::{describedby, field_id};

/// What is filled in for a variable.
#[derive(Clone)]
pub(super) struct VariableDraft {
    /// What the document says of it.
    pub variable: ServerVariable,
    /// What was chosen or typed.
    pub value: RwSignal<String>,
}

impl VariableDraft {
    /// Filled in with the default.
    pub fn new(variable: ServerVariable) -> Self {
        Self { value: RwSignal::new(variable.default.clone()), variable }
    }
}

/// A select of the allowed values, or a field for any.
#[component]
pub(super) fn ServerVariableField(draft: Draft, variable: VariableDraft) -> impl IntoView {
    let VariableDraft { variable, value } = variable;
    let field = base_url::field(&variable.name);
    let id = field_id(&field);
    let begun = value.get_untracked();
    let touched = Memo::new(move |was: Option<&bool>| was.copied().unwrap_or_default() || value.get() != begun);
    let complaint = Memo::new(move |_| (draft.tried.get() || touched.get()).then(|| draft.complaint(&field)).flatten());
    let has_hint = !variable.description.is_empty();
    let described = {
        let id = id.clone();
        move || describedby(&id, has_hint, complaint.with(Option::is_some))
    };
    let invalid = move || complaint.with(Option::is_some).then_some("true");
    let control = if variable.allowed.is_empty() {
        view! {
            <input
                id=id.clone()
                type="text"
                class="field-input"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                value=value.get_untracked()
                prop:value=value
                placeholder=variable.default.clone()
                aria-invalid=invalid
                aria-describedby=described
                on:input:target=move |event| value.set(event.target().value())
            />
        }
        .into_any()
    } else {
        // A default that is not among the allowed values is documented nevertheless.
        let mut allowed = variable.allowed.clone();
        if !allowed.contains(&variable.default) {
            allowed.insert(0, variable.default.clone());
        }
        let option = |one: String| {
            let selected = value.with_untracked(|value| *value == one);
            view! { <option value=one.clone() selected=selected>{one.clone()}</option> }
        };
        view! {
            <select
                id=id.clone()
                class="field-input"
                prop:value=value
                aria-invalid=invalid
                aria-describedby=described
                on:change:target=move |event| value.set(event.target().value())
            >
                {allowed.into_iter().map(option).collect_view()}
            </select>
        }
        .into_any()
    };
    view! {
        <div class="flex flex-col gap-1">
            <label for=id.clone() class="min-w-0 break-words font-mono text-sm">{variable.name}</label>
            {control}
            <Complaint id=format!("{id}-complaint") complaint/>
            {has_hint.then(|| view! {
                <p id=format!("{id}-hint") class="wrap-anywhere text-xs text-ink-muted">{variable.description}</p>
            })}
        </div>
    }
}
