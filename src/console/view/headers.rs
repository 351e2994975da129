//! The request headers.

use leptos::prelude::*;

use super::accept::Accept;
use super::added_rows::AddedRows;
use super::draft::Draft;
use super::parameter::ParameterField;
use crate::catalog::model::Location;
use crate::i18n::{t, tu_string, use_i18n};

/// The id of the list from which header names are completed.
const NAMES: &str = "header-names";
/// What people add most.
const WELL_KNOWN: [&str; 14] = [
    "Accept",
    "Accept-Encoding",
    "Accept-Language",
    "Authorization",
    "Cache-Control",
    "Content-Encoding",
    "Content-Language",
    "Content-Type",
    "Cookie",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "Range",
    "User-Agent",
];

/// A field for every documented header, and rows for more.
#[component]
pub(super) fn Headers(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let fields =
        draft.values(Location::Header).into_iter().map(|value| view! { <ParameterField draft value/> }).collect_view();
    view! {
        <fieldset class="flex min-w-0 flex-col gap-3">
            <legend class="mb-2 font-semibold">{t!(i18n, catalog.request_headers)}</legend>
            <Accept draft/>
            {fields}
            <datalist id=NAMES>{WELL_KNOWN.map(|name| view! { <option value=name></option> }).collect_view()}</datalist>
            <AddedRows
                draft
                rows=draft.headers
                group="headers"
                name=tu_string!(i18n, console.header_name)
                value=tu_string!(i18n, console.header_value)
                add=tu_string!(i18n, console.add_header)
                remove=tu_string!(i18n, console.remove_header)
                names=NAMES
            />
        </fieldset>
    }
}
