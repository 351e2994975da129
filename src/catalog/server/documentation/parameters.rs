//! Parameters as a table.

use leptos::prelude::*;

use crate::catalog::model::{Location, Parameter};
use crate::catalog::server::markdown;
use crate::i18n::{Locale, td, td_string};

/// What each parameter is called, where it stands and what it may be.
#[component]
pub(super) fn ParameterTable(
    /// The language.
    locale: Locale,
    /// What they are together: the table's accessible name.
    #[prop(into)]
    label: String,
    /// The parameters.
    parameters: Vec<Parameter>,
) -> impl IntoView {
    let rows = parameters.into_iter().map(|parameter| view! { <Row locale parameter/> }).collect_view();
    view! {
        <div class="overflow-x-auto" tabindex="0" role="group" aria-label=label>
            <table class="table stacked">
                <thead>
                    <tr>
                        <th scope="col">{td!(locale, catalog.name)}</th>
                        <th scope="col" class="wide">{td!(locale, catalog.place)}</th>
                        <th scope="col" class="wide">{td!(locale, catalog.kind)}</th>
                        <th scope="col">{td!(locale, catalog.description)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(locale: Locale, parameter: Parameter) -> impl IntoView {
    let place = match parameter.location {
        Location::Path => td_string!(locale, catalog.in_path),
        Location::Query => td_string!(locale, catalog.in_query),
        Location::Header => td_string!(locale, catalog.in_header),
        Location::Cookie => td_string!(locale, catalog.in_cookie),
    };
    let kind = parameter.kind.as_str();
    let required = if parameter.required {
        view! { <span class="text-danger">{td!(locale, common.required)}</span> }.into_any()
    } else {
        view! { <span class="text-ink-muted">{td!(locale, common.optional)}</span> }.into_any()
    };
    let note = "wrap-anywhere mt-1 text-xs text-ink-muted";
    let description = markdown::to_html(&parameter.description);
    let allowed = parameter.allowed.join(", ");
    view! {
        <tr>
            <th scope="row" class="font-normal">
                <code class="font-mono text-sm">{parameter.name}</code>
                <div class="text-xs">{required}</div>
                <div class="narrow text-xs">{place}" · "{kind}</div>
            </th>
            <td class="wide">{place}</td>
            <td class="wide">{kind}</td>
            <td>
                {parameter.deprecated.then(|| view! { <p class=note>{td!(locale, schema.deprecated)}</p> })}
                <div class="prose" inner_html=description></div>
                {(!allowed.is_empty()).then(|| view! { <p class=note>{td!(locale, catalog.allowed, values = allowed)}</p> })}
                {(!parameter.default.is_empty()).then(|| {
                    view! { <p class=note>{td!(locale, catalog.default, value = parameter.default)}</p> }
                })}
                {(!parameter.example.is_empty()).then(|| {
                    view! { <p class=note>{td!(locale, catalog.example, value = parameter.example)}</p> }
                })}
            </td>
        </tr>
    }
}
