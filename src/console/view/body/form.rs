//! A body of a form's fields.

use leptos::prelude::*;

use crate::console::view::added_rows::AddedRows;
use crate::console::view::draft::Draft;
use crate::i18n::{tu_string, use_i18n};

/// A row for each field.
#[component]
pub(super) fn FormBody(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <AddedRows
            draft
            rows=draft.body.fields
            group="fields"
            name=tu_string!(i18n, console.field_name)
            value=tu_string!(i18n, console.field_value)
            add=tu_string!(i18n, console.add_field)
            remove=tu_string!(i18n, console.remove_field)
        />
    }
}
