//! Bodies per content type.

use leptos::prelude::*;

use super::operation::About;
use super::place::{Place, Root};
use super::sample::fill_sample;
use super::schema::{Budget, Context, laid_out};
use crate::catalog::model::{NamedExample, Representation, StatusKey};
use crate::catalog::server::schema::{Direction, Schemas};
use crate::i18n::{Locale, td, td_string};
use crate::ui::code_block::CodeBlock;

/// The longest sample that is shown, in bytes. Whoever wants more has the document.
const SAMPLE: usize = 8 * 1024;

/// Sample and schema of each content type: of the request, or of the response `status`.
pub(super) fn representations(
    about: About<'_>,
    representations: Vec<Representation>,
    status: Option<StatusKey>,
    schemas: &impl Schemas,
    budget: &mut Budget,
) -> Vec<AnyView> {
    let direction = if status.is_some() { Direction::Response } else { Direction::Request };
    representations
        .into_iter()
        .map(|mut representation| {
            let is_made = fill_sample(&mut representation, direction, schemas);
            let (slug, content_type) = (about.slug.to_owned(), representation.content_type.clone());
            let root = match status {
                Some(status) => Root::Response(slug, status, content_type),
                None => Root::Body(slug, content_type),
            };
            let place = Place { root, path: String::new(), direction };
            let context = Context { locale: about.locale, api: about.api, place: &place };
            let schema = laid_out(context, &representation.schema, schemas, budget);
            // What is no JSON is shown as it was written.
            let raw = (schema.is_none() && !representation.schema.is_empty()).then(|| representation.schema.clone());
            one(about.locale, representation, is_made, schema, raw)
        })
        .collect()
}

fn one(
    locale: Locale,
    representation: Representation,
    is_made: bool,
    schema: Option<AnyView>,
    raw: Option<String>,
) -> AnyView {
    let Representation { content_type, sample, examples, .. } = representation;
    let examples = examples
        .into_iter()
        .filter(|example| example.value != sample && !example.value.is_empty())
        .map(|example| view! { <Example locale example/> })
        .collect_view();
    view! {
        <div class="mt-3">
            <p class="text-sm"><code class="font-mono">{content_type}</code></p>
            {schema.map(|schema| view! {
                <details class="mt-2" open=true>
                    <summary class="cursor-pointer text-sm text-accent">{td!(locale, catalog.schema)}</summary>
                    <div class="mt-2">{schema}</div>
                </details>
            })}
            {raw.map(|text| view! {
                <div class="mt-2"><CodeBlock text label=td_string!(locale, catalog.schema)/></div>
            })}
            {(!sample.is_empty()).then(|| view! {
                <details class="mt-2" open=true>
                    <summary class="cursor-pointer text-sm text-accent">
                        {if is_made { td!(locale, catalog.made_sample).into_any() } else { td!(locale, catalog.sample).into_any() }}
                    </summary>
                    <div class="mt-2"><CodeBlock text=shortened(sample) label=td_string!(locale, catalog.sample)/></div>
                </details>
            })}
            {examples}
        </div>
    }
    .into_any()
}

#[component]
fn Example(locale: Locale, example: NamedExample) -> impl IntoView {
    let title = if example.summary.is_empty() { example.name } else { example.summary };
    view! {
        <details class="mt-2">
            <summary class="cursor-pointer text-sm text-accent">{td!(locale, catalog.named_example, name = title)}</summary>
            <div class="mt-2"><CodeBlock text=shortened(example.value) label=td_string!(locale, catalog.sample)/></div>
        </details>
    }
}

fn shortened(mut text: String) -> String {
    if text.len() > SAMPLE {
        text.truncate(text.floor_char_boundary(SAMPLE));
        text.push('…');
    }
    text
}
