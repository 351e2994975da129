//! Fields of one value.

use leptos::prelude::*;

use super::editing::Editing;
use super::field::{Place, Problems, hint};
use crate::catalog::model::{FieldKind, FormField};
use crate::console::json_edit::{Kind, Tree, quoted, set};
use crate::i18n::{t, use_i18n};
use crate::kernel::Message;
use crate::ui::message::message_text;

/// A text, number, choice or anything.
#[component]
pub(super) fn Control(editing: Editing, field: FormField, place: Place) -> AnyView {
    let path = place.path.clone();
    let wanted = field.kind.clone();
    let fits = Memo::new(move |_| {
        let kind = editing.kind(&path);
        match wanted {
            FieldKind::Text => matches!(kind, Some(Kind::Text | Kind::Variable)),
            FieldKind::Integer | FieldKind::Number => matches!(kind, Some(Kind::Number | Kind::Text | Kind::Variable)),
            FieldKind::Boolean | FieldKind::Choice(_) => !matches!(kind, Some(Kind::Object | Kind::Array) | None),
            _ => false,
        }
    });
    let is_null = {
        let path = place.path.clone();
        Memo::new(move |_| editing.kind(&path) == Some(Kind::Null))
    };
    let is_nullable = field.nullable;
    let (for_null, null_place) = (field.clone(), place.clone());
    view! {
        {move || {
            let (field, place) = (field.clone(), place.clone());
            match (fits.get(), &field.kind) {
                (true, FieldKind::Boolean | FieldKind::Choice(_)) => view! { <Choice editing field place/> }.into_any(),
                (true, _) => view! { <Line editing field place/> }.into_any(),
                (false, _) if is_null.get() && is_nullable => ().into_any(),
                (false, _) => view! { <AnyControl editing field place/> }.into_any(),
            }
        }}
        {is_nullable.then(|| view! { <Null editing field=for_null place=null_place is_null/> })}
    }
    .into_any()
}

/// What is said about a field, and against its value.
#[component]
fn Notes(editing: Editing, field: FormField, place: Place) -> impl IntoView {
    view! {
        <Problems editing path=place.path.clone() id=format!("{}-complaint", place.id)/>
        <p id=format!("{}-hint", place.id) class="text-xs text-ink-muted empty:hidden break-words">{hint(&field)}</p>
    }
}

fn described(id: &str) -> String {
    format!("{id}-complaint {id}-hint")
}

/// What stands in the text, and whether something is wrong with it.
fn state(editing: Editing, place: &Place) -> (Memo<String>, Memo<bool>) {
    let (path, own) = (place.path.clone(), place.path.clone());
    let said = Memo::new(move |_| editing.said(&path).unwrap_or_default());
    (said, Memo::new(move |_| !editing.problems(&own).is_empty()))
}

/// A text or a number. What is typed for a number and is none stays a text, of which the schema says what it is.
#[component]
fn Line(editing: Editing, field: FormField, place: Place) -> impl IntoView {
    let (said, is_wrong) = state(editing, &place);
    let is_number = matches!(field.kind, FieldKind::Integer | FieldKind::Number);
    let inputmode = match field.kind {
        FieldKind::Integer => Some("numeric"),
        FieldKind::Number => Some("decimal"),
        _ => None,
    };
    let path = place.path.clone();
    let type_in = move |typed: String| {
        let typed_kind = Tree::read(&typed).ok().and_then(|tree| tree.kind(0));
        let is_as_typed = is_number && matches!(typed_kind, Some(Kind::Number | Kind::Variable));
        let json = if is_as_typed { typed.trim().to_owned() } else { quoted(&typed) };
        editing.change(|text| set(text, &path, &json));
    };
    let has_lines = Memo::new(move |_| said.with(|said| said.contains('\n')));
    let id = place.id.clone();
    let type_lines = type_in.clone();
    view! {
        {move || {
            let (id, type_in, type_lines) = (id.clone(), type_in.clone(), type_lines.clone());
            if has_lines.get() {
                view! {
                    <textarea
                        id=id.clone()
                        class="field-input"
                        rows="4"
                        spellcheck="false"
                        aria-invalid=move || is_wrong.get().then_some("true")
                        aria-describedby=described(&id)
                        prop:value=said
                        on:input:target=move |event| type_lines(event.target().value())
                    ></textarea>
                }
                .into_any()
            } else {
                view! {
                    <input
                        id=id.clone()
                        type="text"
                        class="field-input"
                        inputmode=inputmode
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        aria-invalid=move || is_wrong.get().then_some("true")
                        aria-describedby=described(&id)
                        prop:value=said
                        on:input:target=move |event| type_in(event.target().value())
                    />
                }
                .into_any()
            }
        }}
        <Notes editing field place=place.clone()/>
    }
}

/// One of several values, or what stands there instead.
#[component]
fn Choice(editing: Editing, field: FormField, place: Place) -> impl IntoView {
    let (_, is_wrong) = state(editing, &place);
    let choices = match &field.kind {
        FieldKind::Choice(choices) => choices.clone(),
        _ => vec!["true".to_owned(), "false".to_owned()],
    };
    let (path, own) = (place.path.clone(), place.path.clone());
    let raw = Memo::new(move |_| editing.raw(&own).unwrap_or_default());
    let other = {
        let choices = choices.clone();
        Memo::new(move |_| Some(raw.get()).filter(|raw| !choices.contains(raw)))
    };
    let option = move |json: String| {
        let text = serde_json::from_str::<String>(&json).unwrap_or_else(|_| json.clone());
        let own = json.clone();
        view! { <option value=json selected=move || raw.with(|raw| *raw == own)>{text}</option> }
    };
    view! {
        <select
            id=place.id.clone()
            class="field-input"
            aria-invalid=move || is_wrong.get().then_some("true")
            aria-describedby=described(&place.id)
            prop:value=raw
            on:change:target=move |event| {
                let json = event.target().value();
                editing.change(|text| set(text, &path, &json));
            }
        >
            {move || other.get().map(option)}
            {choices.into_iter().map(option).collect_view()}
        </select>
        <Notes editing field place=place.clone()/>
    }
}

/// Anything, as JSON. It is put into the text when the field is left, if it is JSON.
#[component]
pub(super) fn AnyControl(editing: Editing, field: FormField, place: Place) -> AnyView {
    let i18n = use_i18n();
    let (path, own) = (place.path.clone(), place.path.clone());
    let raw = Memo::new(move |_| editing.raw(&own).unwrap_or_default());
    let error = RwSignal::new(None::<Message>);
    let take = move |typed: String| match Tree::read(&typed) {
        Ok(_) => {
            error.set(None);
            editing.change(|text| set(text, &path, typed.trim()));
        }
        Err(at) => error.set(Some(Message::NotJson { line: at.line, column: at.column })),
    };
    let error_id = format!("{}-error", place.id);
    let (_, is_wrong) = state(editing, &place);
    view! {
        <textarea
            id=place.id.clone()
            class="field-input font-mono"
            rows="3"
            spellcheck="false"
            aria-invalid=move || (is_wrong.get() || error.with(Option::is_some)).then_some("true")
            aria-describedby=format!("{} {error_id}", described(&place.id))
            prop:value=raw
            on:change:target=move |event| take(event.target().value())
        ></textarea>
        <p id=error_id class="text-sm text-danger empty:hidden">
            {move || error.get().map(|error| message_text(i18n, &error))}
        </p>
        <Notes editing field place=place.clone()/>
    }
    .into_any()
}

/// A checkbox for null; what stood there comes back when it is taken away.
#[component]
fn Null(editing: Editing, field: FormField, place: Place, is_null: Memo<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let before = StoredValue::new(Some(field.start).filter(|start| start != "null" && !start.is_empty()));
    let set_null = move |null: bool| {
        let json = if null {
            before.set_value(untrack(|| editing.raw(&place.path)));
            "null".to_owned()
        } else {
            before.get_value().filter(|json| json != "null").unwrap_or_else(|| "\"\"".to_owned())
        };
        editing.change(|text| set(text, &place.path, &json));
    };
    view! {
        <label class="flex items-center gap-2 text-sm">
            <input
                type="checkbox"
                class="h-4 w-4"
                prop:checked=is_null
                on:change:target=move |event| set_null(event.target().checked())
            />
            {t!(i18n, body_form.null)}
        </label>
    }
}
