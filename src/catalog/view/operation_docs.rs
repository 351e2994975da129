//! The documentation of an operation.

use leptos::prelude::*;

use super::parameter_table::ParameterTable;
use super::representations::Representations;
use super::response_docs::ResponseDocs;
use crate::catalog::model::{Location, OperationInput, Parameter};
use crate::i18n::{t, tu_string, use_i18n};

/// Description, parameters, headers, body and responses, in the order in which a caller needs them.
#[component]
pub fn OperationDocs(
    /// The operation.
    operation: OperationInput,
    /// Its description as sanitised HTML.
    description_html: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let (headers, parameters): (Vec<Parameter>, Vec<Parameter>) =
        operation.parameters.into_iter().partition(|parameter| parameter.location == Location::Header);
    let heading = "text-lg font-semibold";
    view! {
        <div class="flex flex-col gap-8">
            {(!description_html.is_empty()).then(|| view! { <div class="prose" inner_html=description_html></div> })}
            {(!parameters.is_empty()).then(|| view! {
                <section>
                    <h2 class=heading>{t!(i18n, catalog.request_parameters)}</h2>
                    <ParameterTable label=tu_string!(i18n, catalog.request_parameters) parameters/>
                </section>
            })}
            {(!headers.is_empty()).then(|| view! {
                <section>
                    <h2 class=heading>{t!(i18n, catalog.request_headers)}</h2>
                    <ParameterTable label=tu_string!(i18n, catalog.request_headers) parameters=headers/>
                </section>
            })}
            {(!operation.bodies.is_empty()).then(|| view! {
                <section>
                    <h2 class=heading>{t!(i18n, catalog.request_body)}</h2>
                    <Representations representations=operation.bodies/>
                </section>
            })}
            {(!operation.responses.is_empty()).then(|| view! {
                <section>
                    <h2 class="mb-3 text-lg font-semibold">{t!(i18n, catalog.responses)}</h2>
                    <ResponseDocs responses=operation.responses/>
                </section>
            })}
        </div>
    }
}
