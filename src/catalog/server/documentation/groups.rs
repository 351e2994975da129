//! The operations of an API, grouped by their tags.

use leptos::prelude::*;

use super::to_html;
use crate::catalog::model::{OperationSummary, TagGroup};
use crate::catalog::server::markdown;
use crate::i18n::{Locale, td};
use crate::paths;
use crate::ui::template_text::TemplateText;
use crate::ui::verb::Verb;

/// The groups with their operations; those without are closed and bring them when they are opened.
pub(crate) fn groups(locale: Locale, api: &str, groups: Vec<(TagGroup, Option<Vec<OperationSummary>>)>) -> String {
    let is_grouped = groups.len() > 1 || groups.iter().any(|(group, _)| !group.tag.is_empty());
    let all = groups
        .into_iter()
        .map(|(group, operations)| match operations {
            Some(operations) if !is_grouped => rows(api, operations),
            operations => one(locale, api, group, operations),
        })
        .collect_view();
    to_html(view! { <div class="grid gap-3">{all}</div> })
}

/// The operations of one group, to be put into it.
pub(crate) fn group_rows(locale: Locale, api: &str, group: &TagGroup, operations: Vec<OperationSummary>) -> String {
    let shown = u64::try_from(operations.len()).unwrap_or_default();
    let rows = rows(api, operations);
    let rest = (group.operations > shown).then(|| {
        view! {
            <p class="mt-2 text-sm">
                <a class="text-accent underline" href=paths::api_tag(api, &group.tag)>
                    {td!(locale, catalog.all_operations, count = group.operations)}
                </a>
            </p>
        }
    });
    to_html(view! { {rows} {rest} })
}

fn one(locale: Locale, api: &str, group: TagGroup, operations: Option<Vec<OperationSummary>>) -> AnyView {
    let name =
        if group.tag.is_empty() { td!(locale, catalog.untagged).into_any() } else { group.tag.clone().into_any() };
    let description = markdown::to_html(&group.description);
    let is_open = operations.is_some();
    let content = match operations {
        Some(operations) => rows(api, operations),
        None => view! {
            <div>
                <a
                    class="text-sm text-accent underline"
                    href=paths::api_tag(api, &group.tag)
                    data-part=paths::api_tag_part(api)
                >
                    {td!(locale, catalog.show_operations)}
                </a>
            </div>
        }
        .into_any(),
    };
    view! {
        <details class="card p-4" open=is_open>
            <summary class="cursor-pointer">
                <h3 class="inline font-semibold">{name}</h3>
                <span class="ml-2 text-sm text-ink-muted">{group.operations.to_string()}</span>
            </summary>
            <div class="prose mt-2 text-sm empty:hidden" inner_html=description></div>
            <div class="mt-3">{content}</div>
        </details>
    }
    .into_any()
}

fn rows(api: &str, operations: Vec<OperationSummary>) -> AnyView {
    let rows = operations
        .into_iter()
        .map(|operation| {
            view! {
                <li class="relative flex flex-col gap-1 px-4 py-3 hover:bg-surface-sunken sm:flex-row sm:items-baseline sm:gap-4">
                    <Verb verb=operation.verb/>
                    <a href=paths::operation(api, &operation.slug) class="card-link wrap-anywhere font-medium sm:w-64 sm:shrink-0">
                        {operation.display_name}
                    </a>
                    <span class="min-w-0 text-ink-muted"><TemplateText template=operation.url_template/></span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="card rows">{rows}</ul> }.into_any()
}
