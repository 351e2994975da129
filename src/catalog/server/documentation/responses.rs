//! What an operation may answer.

use leptos::prelude::*;

use super::representations::Representations;
use crate::catalog::model::ResponseSpec;
use crate::i18n::{Locale, td};
use crate::ui::status::reason;

/// The documented responses; the first one is open.
#[component]
pub(super) fn Responses(
    /// The language.
    locale: Locale,
    /// The responses.
    responses: Vec<ResponseSpec>,
) -> impl IntoView {
    responses
        .into_iter()
        .enumerate()
        .map(|(at, response)| view! { <OneResponse locale response is_open=at == 0/> })
        .collect_view()
}

#[component]
fn OneResponse(locale: Locale, response: ResponseSpec, is_open: bool) -> impl IntoView {
    let headers = response
        .headers
        .into_iter()
        .map(|header| {
            view! {
                <tr>
                    <th scope="row" class="font-normal"><code class="font-mono text-sm">{header.name}</code></th>
                    <td>{header.description}</td>
                </tr>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <details class="border-t border-line py-3" open=is_open>
            <summary class="cursor-pointer">
                <span class="font-mono text-sm font-semibold">{response.status.to_string()} " " {response.status.code().map(reason)}</span>
                <span class="ml-3 text-sm text-ink-muted">{response.description}</span>
            </summary>
            {(!headers.is_empty()).then(|| view! {
                <table class="table mt-3">
                    <thead>
                        <tr>
                            <th scope="col">{td!(locale, catalog.name)}</th>
                            <th scope="col">{td!(locale, catalog.description)}</th>
                        </tr>
                    </thead>
                    <tbody>{headers}</tbody>
                </table>
            })}
            <Representations locale representations=response.representations/>
        </details>
    }
}
