//! What an operation may answer.

use leptos::prelude::*;

use super::headers::headers;
use super::links::links;
use super::operation::About;
use super::representations::representations;
use super::schema::Budget;
use crate::catalog::model::ResponseSpec;
use crate::catalog::server::markdown;
use crate::catalog::server::schema::Schemas;
use crate::ui::status::reason;

/// The documented responses; the first one is open.
pub(super) fn responses(
    about: About<'_>,
    responses: Vec<ResponseSpec>,
    schemas: &impl Schemas,
    budget: &mut Budget,
) -> Vec<AnyView> {
    responses.into_iter().enumerate().map(|(at, response)| one(about, response, at == 0, schemas, budget)).collect()
}

fn one(
    about: About<'_>,
    response: ResponseSpec,
    is_open: bool,
    schemas: &impl Schemas,
    budget: &mut Budget,
) -> AnyView {
    let locale = about.locale;
    let headers = (!response.headers.is_empty()).then(|| headers(locale, response.headers, schemas));
    let bodies = representations(about, response.representations, Some(response.status), schemas, budget);
    let links = (!response.links.is_empty()).then(|| links(about, response.links));
    let summary = markdown::to_summary(&response.description, 200);
    view! {
        <details class="border-t border-line py-3" open=is_open>
            <summary class="cursor-pointer">
                <span class="font-mono text-sm font-semibold">
                    {response.status.to_string()} " " {response.status.code().map(reason)}
                </span>
                <span class="ml-3 text-sm text-ink-muted">{summary}</span>
            </summary>
            {headers}
            {bodies}
            {links}
        </details>
    }
    .into_any()
}
