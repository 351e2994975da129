//! Bodies per content type.

use leptos::prelude::*;

use crate::catalog::model::Representation;
use crate::i18n::{Locale, td, td_string};
use crate::ui::code_block::CodeBlock;

/// Sample and schema of each content type.
#[component]
pub(super) fn Representations(
    /// The language.
    locale: Locale,
    /// The bodies.
    representations: Vec<Representation>,
) -> impl IntoView {
    representations.into_iter().map(|representation| view! { <OneContentType locale representation/> }).collect_view()
}

#[component]
fn OneContentType(locale: Locale, representation: Representation) -> impl IntoView {
    let Representation { content_type, sample, schema, .. } = representation;
    view! {
        <div class="mt-3">
            <p class="text-sm"><code class="font-mono">{content_type}</code></p>
            {(!sample.is_empty()).then(|| view! {
                <div class="mt-2"><CodeBlock text=sample label=td_string!(locale, catalog.sample)/></div>
            })}
            {(!schema.is_empty()).then(|| view! {
                <details class="mt-2">
                    <summary class="cursor-pointer text-sm text-accent">{td!(locale, catalog.schema)}</summary>
                    <div class="mt-2"><CodeBlock text=schema label=td_string!(locale, catalog.schema)/></div>
                </details>
            })}
        </div>
    }
}
