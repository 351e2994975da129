//! The elements of an array.

use leptos::prelude::*;

use super::editing::Editing;
use super::field::{LoadedField, Place, Problems, hint};
use crate::catalog::model::{FieldKind, FormField};
use crate::console::body_form::start;
use crate::console::json_edit::{Step, push, remove};
use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::browser;

/// A field for every element, and a button for more.
#[component]
pub(super) fn ListField(editing: Editing, field: FormField, place: Place) -> AnyView {
    let i18n = use_i18n();
    let about = hint(&field);
    let FieldKind::List(items) = field.kind else { return ().into_any() };
    let items = *items;
    let path = place.path.clone();
    let count = Memo::new(move |_| editing.count(&path));
    let new = start(&items);
    let add_id = format!("{}-add", place.id);
    let add = {
        let path = place.path.clone();
        move |_| editing.change(|text| push(text, &path, &new))
    };
    let (list, focus_id) = (place.clone(), add_id.clone());
    let name =
        if place.label.is_empty() { tu_string!(i18n, body_form.elements).to_owned() } else { place.label.clone() };
    view! {
        <fieldset id=place.id.clone() aria-label=name class="flex min-w-0 flex-col gap-3 border-l-2 border-line pl-3">
            <Problems editing path=place.path.clone() id=format!("{}-complaint", place.id)/>
            {about.map(|about| view! { <p class="text-xs text-ink-muted break-words">{about}</p> })}
            <For
                each=move || 0..count.get()
                key=|nth| *nth
                children=move |nth| {
                    let label = tu_string!(i18n, body_form.element, number = nth + 1);
                    let place = list.inside(Step::Nth(nth), label.clone());
                    let (field, removed, focus_id) = (items.clone(), place.path.clone(), focus_id.clone());
                    view! {
                        <div class="flex min-w-0 flex-col gap-1">
                            <div class="flex items-center gap-2">
                                <label for=place.id.clone() class="text-xs text-ink-muted">{label.clone()}</label>
                                <button
                                    type="button"
                                    class="button button-quiet ml-auto"
                                    aria-label=tu_string!(i18n, body_form.remove, name = &label)
                                    on:click=move |_| {
                                        editing.change(|text| remove(text, &removed));
                                        browser::focus(&focus_id);
                                    }
                                >
                                    {t!(i18n, common.remove)}
                                </button>
                            </div>
                            <LoadedField editing field place/>
                        </div>
                    }
                }
            />
            <div>
                <button id=add_id type="button" class="button" on:click=add>{t!(i18n, body_form.add_element)}</button>
            </div>
        </fieldset>
    }
    .into_any()
}
