//! The parameters of path and query.

use leptos::prelude::*;

use super::added_rows::AddedRows;
use super::draft::Draft;
use super::parameter::ParameterField;
use crate::catalog::model::Location;
use crate::i18n::{t, tu_string, use_i18n};

/// A field for every parameter of path and query, and rows for more of the query.
#[component]
pub(super) fn Parameters(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let fields = [Location::Path, Location::Query, Location::Cookie]
        .into_iter()
        .flat_map(|location| draft.values(location))
        .map(|value| view! { <ParameterField draft value/> })
        .collect_view();
    view! {
        <fieldset class="flex min-w-0 flex-col gap-3">
            <legend class="mb-2 font-semibold">{t!(i18n, catalog.request_parameters)}</legend>
            {fields}
            <AddedRows
                draft
                rows=draft.query
                group="query"
                name=tu_string!(i18n, console.parameter_name)
                value=tu_string!(i18n, console.parameter_value)
                add=tu_string!(i18n, console.add_parameter)
                remove=tu_string!(i18n, console.remove_parameter)
            />
        </fieldset>
    }
}
