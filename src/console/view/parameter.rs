//! The field of a parameter.

use leptos::prelude::*;

use super::complaint::Complaint;
use super::draft::{Draft, ValueDraft};
use crate::catalog::model::ParameterType;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Message;
use crate::ui::field::{describedby, field_id};

/// A parameter's field, labelled by its name; optional ones with a checkbox that says whether they are sent.
#[component]
pub(super) fn ParameterField(draft: Draft, value: ValueDraft) -> impl IntoView {
    let i18n = use_i18n();
    let field = value.field();
    let id = field_id(&field);
    let parameter = value.parameter.clone();
    let is_required = value.is_required();
    let (sent, touched) = (value.sent, value.touched);
    let complaint = Memo::new(move |_| (draft.tried.get() || touched.get()).then(|| draft.complaint(&field)).flatten());
    let replaced = {
        let parameter = parameter.clone();
        Memo::new(move |_| draft.is_replaced(&parameter))
    };
    let mark = if is_required {
        view! { <span aria-hidden="true" class="text-danger">"*"</span> }.into_any()
    } else {
        view! {
            <input
                type="checkbox"
                class="h-4 w-4"
                aria-label=tu_string!(i18n, console.send_parameter, name = &parameter.name)
                checked=sent.get_untracked()
                prop:checked=sent
                on:change:target=move |event| sent.set(event.target().checked())
            />
        }
        .into_any()
    };
    let kind = (parameter.kind != ParameterType::String).then_some(parameter.kind.as_str());
    // Of several values each may be one of the allowed ones, so those of a list are typed.
    let control = if parameter.allowed.is_empty() || parameter.kind == ParameterType::Array {
        view! { <Text id=id.clone() value complaint replaced is_required/> }.into_any()
    } else {
        view! { <Choice id=id.clone() value complaint replaced is_required/> }.into_any()
    };
    view! {
        <div class="flex flex-col gap-1">
            <div class="flex items-center gap-2">
                <label for=id.clone() class="min-w-0 break-words font-mono text-sm">{parameter.name}</label>
                {mark}
                {parameter.deprecated.then(|| view! { <s class="text-xs text-ink-muted no-underline">{t!(i18n, schema.deprecated)}</s> })}
                {kind.map(|kind| view! { <span class="ml-auto text-xs text-ink-faint">{kind}</span> })}
            </div>
            {control}
            <Complaint id=format!("{id}-complaint") complaint/>
            <p id=format!("{id}-hint") class="text-xs text-ink-muted empty:hidden">
                {move || replaced.get().then_some(t!(i18n, console.replaced))}
            </p>
        </div>
    }
}

/// Any text.
#[component]
fn Text(
    id: String,
    value: ValueDraft,
    complaint: Memo<Option<Message>>,
    replaced: Memo<bool>,
    is_required: bool,
) -> impl IntoView {
    let inputmode = match value.parameter.kind {
        ParameterType::Integer => Some("numeric"),
        ParameterType::Number => Some("decimal"),
        _ => None,
    };
    let text = value.value;
    view! {
        <input
            id=id.clone()
            type="text"
            class="field-input"
            inputmode=inputmode
            value=text.get_untracked()
            prop:value=text
            placeholder=value.parameter.example.clone()
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            aria-required=is_required.then_some("true")
            aria-invalid=move || complaint.with(Option::is_some).then_some("true")
            aria-describedby=move || describedby(&id, replaced.get(), complaint.with(Option::is_some))
            on:input:target=move |event| value.type_in(event.target().value())
        />
    }
}

/// One of the allowed values.
#[component]
fn Choice(
    id: String,
    value: ValueDraft,
    complaint: Memo<Option<Message>>,
    replaced: Memo<bool>,
    is_required: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = value.value;
    let options = value
        .parameter
        .allowed
        .iter()
        .map(|allowed| {
            let selected = text.with_untracked(|text| text == allowed);
            view! { <option value=allowed.clone() selected=selected>{allowed.clone()}</option> }
        })
        .collect_view();
    view! {
        <select
            id=id.clone()
            class="field-input"
            prop:value=text
            aria-required=is_required.then_some("true")
            aria-invalid=move || complaint.with(Option::is_some).then_some("true")
            aria-describedby=move || describedby(&id, replaced.get(), complaint.with(Option::is_some))
            on:change:target=move |event| value.type_in(event.target().value())
        >
            <option value="">{t!(i18n, console.choose)}</option>
            {options}
        </select>
    }
}
