//! Parameters as a table.

use leptos::prelude::*;

use crate::catalog::model::{Location, Parameter};
use crate::i18n::{t, use_i18n};

/// What each parameter is called, where it stands and what it may be.
#[component]
pub fn ParameterTable(
    /// What they are together: the table's accessible name.
    #[prop(into)]
    label: String,
    /// The parameters.
    parameters: Vec<Parameter>,
) -> impl IntoView {
    let i18n = use_i18n();
    let rows = parameters.into_iter().map(|parameter| view! { <Row parameter/> }).collect_view();
    view! {
        <div class="overflow-x-auto" tabindex="0" role="group" aria-label=label>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, catalog.name)}</th>
                        <th scope="col">{t!(i18n, catalog.place)}</th>
                        <th scope="col">{t!(i18n, catalog.kind)}</th>
                        <th scope="col">{t!(i18n, catalog.description)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(parameter: Parameter) -> impl IntoView {
    let i18n = use_i18n();
    let place = match parameter.location {
        Location::Path => t!(i18n, catalog.in_path).into_any(),
        Location::Query => t!(i18n, catalog.in_query).into_any(),
        Location::Header => t!(i18n, catalog.in_header).into_any(),
    };
    let required = if parameter.required {
        view! { <span class="text-danger">{t!(i18n, common.required)}</span> }.into_any()
    } else {
        view! { <span class="text-ink-muted">{t!(i18n, common.optional)}</span> }.into_any()
    };
    let note = "wrap-anywhere mt-1 text-xs text-ink-muted";
    let allowed = parameter.allowed.join(", ");
    view! {
        <tr>
            <th scope="row" class="font-normal">
                <code class="font-mono text-sm">{parameter.name}</code>
                <div class="text-xs">{required}</div>
            </th>
            <td>{place}</td>
            <td>{parameter.kind.as_str()}</td>
            <td>
                {parameter.description}
                {(!allowed.is_empty()).then(|| view! { <p class=note>{t!(i18n, catalog.allowed, values = allowed)}</p> })}
                {(!parameter.default.is_empty()).then(|| {
                    view! { <p class=note>{t!(i18n, catalog.default, value = parameter.default)}</p> }
                })}
                {(!parameter.example.is_empty()).then(|| {
                    view! { <p class=note>{t!(i18n, catalog.example, value = parameter.example)}</p> }
                })}
            </td>
        </tr>
    }
}
