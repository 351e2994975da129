//! The members of an object.

use leptos::prelude::*;

use super::editing::Editing;
use super::field::{LoadedField, Place, Problems, hint};
use crate::catalog::model::{FieldKind, FormField};
use crate::console::body_form::start;
use crate::console::json_edit::{Step, insert, remove, rename};
use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::browser;

/// A field for every member that the schema knows, and rows for the others.
#[component]
pub(super) fn ObjectField(editing: Editing, field: FormField, place: Place) -> AnyView {
    let about = hint(&field);
    let FieldKind::Object { fields, others } = field.kind else { return ().into_any() };
    let names: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
    let members = fields
        .into_iter()
        .enumerate()
        .map(|(number, field)| {
            let before = names.get(..number).unwrap_or_default().to_vec();
            let object = place.clone();
            view! { <Member editing field object before/> }
        })
        .collect_view();
    let is_alone = place.label.is_empty();
    let content = view! {
        <Problems editing path=place.path.clone() id=format!("{}-complaint", place.id)/>
        {about.map(|about| view! { <p class="text-xs text-ink-muted break-words">{about}</p> })}
        {members}
        <Others editing object=place.clone() known=names others=others.map(|others| *others)/>
    };
    if is_alone {
        return content.into_any();
    }
    view! {
        <fieldset
            id=place.id.clone()
            aria-label=place.label.clone()
            class="flex min-w-0 flex-col gap-3 border-l-2 border-line pl-3"
        >
            {content}
        </fieldset>
    }
    .into_any()
}

/// A member: its name, whether it is there, and what it is.
#[component]
fn Member(editing: Editing, field: FormField, object: Place, before: Vec<String>) -> AnyView {
    let i18n = use_i18n();
    let name = field.name.clone();
    let place = object.inside(Step::Name(name.clone()), name.clone());
    let path = place.path.clone();
    let is_there = Memo::new(move |_| editing.kind(&path).is_some());
    // What was switched off comes back as it was.
    let kept = StoredValue::new(None::<String>);
    let new = start(&field);
    let switch = {
        let (name, path, object) = (name.clone(), place.path.clone(), object.path.clone());
        move |on: bool| {
            if on {
                let json = kept.get_value().unwrap_or_else(|| new.clone());
                let before: Vec<&str> = before.iter().map(String::as_str).collect();
                editing.change(|text| insert(text, &object, &before, &name, &json));
            } else {
                kept.set_value(untrack(|| editing.raw(&path)));
                editing.change(|text| remove(text, &path));
            }
        }
    };
    let is_required = field.required;
    let label = tu_string!(i18n, console.send_parameter, name = &name);
    let mark = move || {
        let switch = switch.clone();
        // A member that must be there can be put there, but not taken away.
        (!is_required || !is_there.get()).then(|| {
            view! {
                <input
                    type="checkbox"
                    class="h-4 w-4"
                    aria-label=label.clone()
                    prop:checked=is_there
                    on:change:target=move |event| switch(event.target().checked())
                />
            }
        })
    };
    let is_labelled = !matches!(
        field.kind,
        FieldKind::Object { .. } | FieldKind::List(_) | FieldKind::Variants(_) | FieldKind::Closed
    );
    let title = if is_labelled {
        view! { <label for=place.id.clone() class="min-w-0 break-words font-mono text-sm">{name}</label> }.into_any()
    } else {
        view! { <span class="min-w-0 break-words font-mono text-sm">{name}</span> }.into_any()
    };
    let deprecated = field.deprecated;
    view! {
        <div class="flex min-w-0 flex-col gap-1">
            <div class="flex items-center gap-2">
                {title}
                {is_required.then(|| view! { <span aria-hidden="true" class="text-danger">"*"</span> })}
                {mark}
                {deprecated.then(|| view! { <span class="text-xs text-ink-muted">{t!(i18n, schema.deprecated)}</span> })}
            </div>
            {move || is_there.get().then(|| {
                let (field, place) = (field.clone(), place.clone());
                view! { <LoadedField editing field place/> }
            })}
        </div>
    }
    .into_any()
}

/// Members that the schema does not name, and a button for more where it allows them.
#[component]
fn Others(editing: Editing, object: Place, known: Vec<String>, others: Option<FormField>) -> AnyView {
    let i18n = use_i18n();
    let path = object.path.clone();
    let known = StoredValue::new(known);
    let places = Memo::new(move |_| {
        let names = editing.names(&path).into_iter().enumerate();
        let is_other = |name: &String| known.with_value(|known| !known.contains(name));
        names.filter(|(_, name)| is_other(name)).map(|(place, _)| place).collect::<Vec<_>>()
    });
    let field = others.clone().unwrap_or_default();
    let new = start(&field);
    let row_object = object.clone();
    let group = format!("{}-others", object.id);
    let row_group = group.clone();
    let add = {
        let object = object.path.clone();
        move |_| {
            let names = untrack(|| editing.names(&object));
            let taken = |name: &str| names.iter().any(|one| one == name);
            let free = (1..).map(|number| format!("name{number}")).find(|name| !taken(name)).unwrap_or_default();
            let before: Vec<&str> = names.iter().map(String::as_str).collect();
            editing.change(|text| insert(text, &object, &before, &free, &new));
        }
    };
    view! {
        // What takes the focus when a row is gone.
        <div id=group tabindex="-1" class="flex min-w-0 flex-col gap-3">
            <For
                each=move || places.get()
                key=|place| *place
                children=move |nth| {
                    let (field, object, group) = (field.clone(), row_object.clone(), row_group.clone());
                    view! { <Other editing field object nth group/> }
                }
            />
            {others.is_some().then(|| view! {
                <div><button type="button" class="button" on:click=add>{t!(i18n, body_form.add_member)}</button></div>
            })}
        </div>
    }
    .into_any()
}

/// A member with a name of the person's own.
#[component]
fn Other(editing: Editing, field: FormField, object: Place, nth: usize, group: String) -> AnyView {
    let i18n = use_i18n();
    let label = tu_string!(i18n, body_form.value).to_owned();
    let place = object.inside(Step::Nth(nth), label.clone());
    let own = object.path.clone();
    let name = Memo::new(move |_| editing.names(&own).get(nth).cloned().unwrap_or_default());
    let (renamed, removed) = (place.path.clone(), place.path.clone());
    let is_labelled = !matches!(
        field.kind,
        FieldKind::Object { .. } | FieldKind::List(_) | FieldKind::Variants(_) | FieldKind::Closed
    );
    let id = place.id.clone();
    view! {
        <div class="flex min-w-0 flex-col gap-1">
            <div class="flex gap-2">
                <input
                    type="text"
                    class="field-input font-mono"
                    aria-label=tu_string!(i18n, body_form.name)
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    prop:value=name
                    on:change:target=move |event| {
                        let name = event.target().value();
                        editing.change(|text| rename(text, &renamed, &name));
                    }
                />
                <button
                    type="button"
                    class="button button-quiet"
                    aria-label=move || tu_string!(i18n, body_form.remove, name = name.get())
                    on:click=move |_| {
                        editing.change(|text| remove(text, &removed));
                        browser::focus(&group);
                    }
                >
                    {t!(i18n, common.remove)}
                </button>
            </div>
            {is_labelled.then(|| view! { <label for=id class="text-xs text-ink-muted">{label}</label> })}
            <LoadedField editing field place/>
        </div>
    }
    .into_any()
}
