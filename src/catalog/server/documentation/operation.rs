//! The documentation of an operation.

use leptos::prelude::*;

use super::callbacks::Callbacks;
use super::parameters::ParameterTable;
use super::representations::representations;
use super::responses::responses;
use super::schema::Budget;
use super::security::Security;
use super::servers::{Servers, as_documented};
use super::to_html;
use crate::catalog::model::{Location, OfferedServer, OperationInput, Parameter};
use crate::catalog::server::markdown;
use crate::catalog::server::schema::Schemas;
use crate::catalog::servers::is_plain;
use crate::i18n::{Locale, td, td_string};

/// The operation that documentation is drawn of.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) locale: Locale,
    /// The API's slug.
    pub(super) api: &'a str,
    /// The operation's slug.
    pub(super) slug: &'a str,
}

/// Description, security, parameters, headers, body and responses, in the order in which a caller needs them, as HTML.
///
/// `servers` are those that calls may go to; what there is but one of, without variables, is its API's to tell.
pub(crate) fn operation(
    locale: Locale,
    api: &str,
    servers: Vec<OfferedServer>,
    operation: OperationInput,
    schemas: &impl Schemas,
) -> String {
    let description = markdown::to_html(&operation.description);
    let documented = operation.documented;
    let (headers, parameters): (Vec<Parameter>, Vec<Parameter>) =
        operation.parameters.into_iter().partition(|parameter| parameter.location == Location::Header);
    let about = About { locale, api, slug: &operation.slug };
    let mut budget = Budget::default();
    let heading = "text-lg font-semibold";
    let about_body = markdown::to_html(&documented.body_description);
    let bodies = (!operation.bodies.is_empty() || !about_body.is_empty()).then(|| {
        let bodies = representations(about, operation.bodies, None, schemas, &mut budget);
        let is_required = documented.body_required == Some(true);
        view! {
            <section>
                <h2 class=heading>{td!(locale, catalog.request_body)}</h2>
                {is_required.then(|| view! { <p class="text-xs text-danger">{td!(locale, common.required)}</p> })}
                {(!about_body.is_empty()).then(|| view! { <div class="prose mt-2" inner_html=about_body></div> })}
                {bodies}
            </section>
        }
    });
    let answers = (!operation.responses.is_empty()).then(|| {
        let answers = responses(about, operation.responses, schemas, &mut budget);
        view! {
            <section>
                <h2 class="mb-3 text-lg font-semibold">{td!(locale, catalog.responses)}</h2>
                {answers}
            </section>
        }
    });
    let servers = match (documented.servers.is_empty(), is_plain(&servers)) {
        (false, _) => as_documented(documented.servers),
        (true, false) => servers,
        (true, true) => Vec::new(),
    };
    to_html(view! {
        {documented.deprecated.then(|| view! {
            <p class="rounded border border-line bg-warning-soft px-3 py-2 text-sm">{td!(locale, catalog.deprecated)}</p>
        })}
        {(!description.is_empty()).then(|| view! { <div class="prose" inner_html=description></div> })}
        {documented.external_docs.map(|link| {
            let text = if link.description.is_empty() { link.url.clone() } else { link.description };
            super::link(&link.url, text)
        })}
        {(!servers.is_empty()).then(|| view! { <Servers locale servers/> })}
        {documented.security.map(|security| view! { <Security locale security/> })}
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
        {bodies}
        {answers}
        {(!documented.callbacks.is_empty()).then(|| view! { <Callbacks locale callbacks=documented.callbacks/> })}
    })
}
