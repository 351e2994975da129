//! The field of a parameter.

use leptos::prelude::*;

use super::complaint::Complaint;
use super::draft::{Draft, ValueDraft};
use super::parameter_form::{parameter_form, switch_form};
use super::parameter_notes::parameter_notes;
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
    let is_several = matches!(parameter.kind, ParameterType::Array | ParameterType::Object);
    let notes = value.is_described.then(|| {
        let (id, value) = (notes_id(&id), value.clone());
        let touched = Memo::new(move |_| touched.get());
        move || touched.get().then(|| Suspend::new(parameter_notes(draft, value.clone(), id.clone())))
    });
    let control = if is_several {
        view! { <Several id=id.clone() draft value complaint replaced is_required/> }.into_any()
    } else if parameter.allowed.is_empty() {
        view! { <Text id=id.clone() value complaint replaced is_required/> }.into_any()
    } else {
        // A variable's name is typed.
        let has_variables = Memo::new(move |_| draft.environment.with(Option::is_some));
        let id = id.clone();
        let control = move || {
            let (id, value) = (id.clone(), value.clone());
            if has_variables.get() {
                view! { <Text id value complaint replaced is_required/> }.into_any()
            } else {
                view! { <Choice id value complaint replaced is_required/> }.into_any()
            }
        };
        view! { {control} }.into_any()
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
            {notes}
            <p id=format!("{id}-hint") class="text-xs text-ink-muted empty:hidden">
                {move || replaced.get().then_some(t!(i18n, console.replaced))}
            </p>
        </div>
    }
}

/// The id of what the schema says against a value.
fn notes_id(id: &str) -> String {
    format!("{id}-notes")
}

/// Several values: one text, or the fields that their schema knows.
#[component]
fn Several(
    id: String,
    draft: Draft,
    value: ValueDraft,
    complaint: Memo<Option<Message>>,
    replaced: Memo<bool>,
    is_required: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_form = RwSignal::new(false);
    let switch = {
        let value = value.clone();
        move |_| leptos::task::spawn_local(switch_form(value.clone(), is_form))
    };
    let name = value.parameter.name.clone();
    view! {
        {move || {
            let (id, value) = (id.clone(), value.clone());
            if is_form.get() {
                Suspend::new(parameter_form(draft, value, id)).into_any()
            } else {
                view! { <Text id value complaint replaced is_required/> }.into_any()
            }
        }}
        <div>
            <button
                type="button"
                class="button button-quiet text-sm"
                aria-pressed=move || is_form.get().to_string()
                aria-label=tu_string!(i18n, console.fields_of, name = &name)
                on:click=switch
            >
                {t!(i18n, console.fields)}
            </button>
        </div>
    }
}

/// Any text, with what there is to choose from.
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
    // A variable's name may stand for a boolean, too, so that those are not only chosen.
    let choices = match value.parameter.kind {
        ParameterType::Boolean => vec!["true".to_owned(), "false".to_owned()],
        ParameterType::Array => Vec::new(),
        _ => value.parameter.allowed.clone(),
    };
    let list_id = (!choices.is_empty()).then(|| format!("{id}-choices"));
    let list = list_id.clone().map(|id| {
        let options = choices.into_iter().map(|choice| view! { <option value=choice></option> }).collect_view();
        view! { <datalist id=id>{options}</datalist> }
    });
    let text = value.value;
    let describing = describing(&id, &value, replaced, complaint);
    view! {
        {list}
        <input
            id=id.clone()
            type="text"
            list=list_id
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
            aria-describedby=describing
            on:input:target=move |event| value.type_in(event.target().value())
        />
    }
}

/// The ids of what describes a field.
fn describing(
    id: &str,
    value: &ValueDraft,
    replaced: Memo<bool>,
    complaint: Memo<Option<Message>>,
) -> impl Fn() -> Option<String> + Clone + Send + Sync + use<> {
    let (id, is_described, touched) = (id.to_owned(), value.is_described, value.touched);
    move || {
        let named = describedby(&id, replaced.get(), complaint.with(Option::is_some));
        let notes = (is_described && touched.get()).then(|| notes_id(&id));
        let all: Vec<String> = named.into_iter().chain(notes).collect();
        (!all.is_empty()).then(|| all.join(" "))
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
    let describing = describing(&id, &value, replaced, complaint);
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
            aria-describedby=describing
            on:change:target=move |event| value.type_in(event.target().value())
        >
            <option value="">{t!(i18n, console.choose)}</option>
            {options}
        </select>
    }
}
