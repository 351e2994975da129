//! One of several alternatives.

use std::collections::HashMap;

use leptos::prelude::*;

use super::editing::Editing;
use super::field::{LoadedField, Place};
use crate::catalog::model::{FieldKind, FormField};
use crate::console::body_form::{nearest, start};
use crate::console::json_edit::set;
use crate::i18n::{tu_string, use_i18n};

/// A choice of the alternative, and its fields. What was filled in for another one comes back with it.
#[component]
pub(super) fn VariantsField(editing: Editing, field: FormField, place: Place) -> AnyView {
    let i18n = use_i18n();
    let FieldKind::Variants(variants) = field.kind else { return ().into_any() };
    let options = variants
        .iter()
        .enumerate()
        .map(|(number, variant)| {
            let name = match variant.title.as_str() {
                "" => tu_string!(i18n, body_form.variant, number = number + 1),
                title => title.to_owned(),
            };
            (number, name)
        })
        .collect::<Vec<_>>();
    let variants = StoredValue::new(variants);
    // What a person chose; otherwise what the value looks like.
    let path = place.path.clone();
    let seen = untrack(|| {
        editing.with(|text, tree| Some(variants.with_value(|variants| nearest(variants, text, tree, &path))))
    });
    let chosen = RwSignal::new(seen.unwrap_or_default());
    let kept = StoredValue::new(HashMap::<usize, String>::new());
    let choose = {
        let path = place.path.clone();
        move |number: usize| {
            let Some(variant) = variants.with_value(|variants| variants.get(number).cloned()) else { return };
            if let Some(raw) = untrack(|| editing.raw(&path)) {
                kept.update_value(|kept| {
                    kept.insert(chosen.get_untracked(), raw);
                });
            }
            let json = kept.with_value(|kept| kept.get(&number).cloned()).unwrap_or_else(|| start(&variant));
            chosen.set(number);
            editing.change(|text| set(text, &path, &json));
        }
    };
    let label = match place.label.as_str() {
        "" => tu_string!(i18n, body_form.kind).to_owned(),
        name => tu_string!(i18n, body_form.kind_of, name = name),
    };
    view! {
        <select
            class="field-input"
            aria-label=label
            prop:value=move || chosen.get().to_string()
            on:change:target=move |event| choose(event.target().value().parse().unwrap_or_default())
        >
            {options
                .into_iter()
                .map(|(number, name)| {
                    let selected = chosen.get_untracked() == number;
                    view! { <option value=number.to_string() selected=selected>{name}</option> }
                })
                .collect_view()}
        </select>
        {move || {
            let place = place.clone();
            let variant = variants.with_value(|variants| variants.get(chosen.get()).cloned());
            variant.map(|variant| {
                // Its title is what was chosen.
                let field = FormField { title: String::new(), ..variant };
                view! { <LoadedField editing field place/> }
            })
        }}
    }
    .into_any()
}
