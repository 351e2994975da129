//! Bodies per content type.

use leptos::prelude::*;

use crate::catalog::model::Representation;
use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::code_block::CodeBlock;

/// Sample and schema of each content type.
#[component]
pub fn Representations(
    /// The bodies.
    representations: Vec<Representation>,
) -> impl IntoView {
    representations.into_iter().map(|representation| view! { <OneContentType representation/> }).collect_view()
}

#[component]
fn OneContentType(representation: Representation) -> impl IntoView {
    let i18n = use_i18n();
    let Representation { content_type, sample, schema } = representation;
    view! {
        <div class="mt-3">
            <p class="text-sm"><code class="font-mono">{content_type}</code></p>
            {(!sample.is_empty()).then(|| view! {
                <div class="mt-2"><CodeBlock text=sample label=tu_string!(i18n, catalog.sample)/></div>
            })}
            {(!schema.is_empty()).then(|| view! {
                <details class="mt-2">
                    <summary class="cursor-pointer text-sm text-accent">{t!(i18n, catalog.schema)}</summary>
                    <div class="mt-2"><CodeBlock text=schema label=tu_string!(i18n, catalog.schema)/></div>
                </details>
            })}
        </div>
    }
}
