//! The documentation of an operation.

use leptos::prelude::*;

use super::parameters::ParameterTable;
use super::representations::Representations;
use super::responses::Responses;
use super::to_html;
use crate::catalog::model::{Location, OperationInput, Parameter};
use crate::catalog::server::markdown;
use crate::i18n::{Locale, td, td_string};

/// Description, parameters, headers, body and responses, in the order in which a caller needs them, as HTML.
pub(crate) fn operation(locale: Locale, operation: OperationInput) -> String {
    let description = markdown::to_html(&operation.description);
    let (headers, parameters): (Vec<Parameter>, Vec<Parameter>) =
        operation.parameters.into_iter().partition(|parameter| parameter.location == Location::Header);
    let heading = "text-lg font-semibold";
    to_html(view! {
        {(!description.is_empty()).then(|| view! { <div class="prose" inner_html=description></div> })}
        {(!parameters.is_empty()).then(|| view! {
            <section>
                <h2 class=heading>{td!(locale, catalog.request_parameters)}</h2>
                <ParameterTable locale label=td_string!(locale, catalog.request_parameters) parameters/>
            </section>
        })}
        {(!headers.is_empty()).then(|| view! {
            <section>
                <h2 class=heading>{td!(locale, catalog.request_headers)}</h2>
                <ParameterTable locale label=td_string!(locale, catalog.request_headers) parameters=headers/>
            </section>
        })}
        {(!operation.bodies.is_empty()).then(|| view! {
            <section>
                <h2 class=heading>{td!(locale, catalog.request_body)}</h2>
                <Representations locale representations=operation.bodies/>
            </section>
        })}
        {(!operation.responses.is_empty()).then(|| view! {
            <section>
                <h2 class="mb-3 text-lg font-semibold">{td!(locale, catalog.responses)}</h2>
                <Responses locale responses=operation.responses/>
            </section>
        })}
    })
}
