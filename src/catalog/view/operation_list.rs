//! The operations of an API as a list of links.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::catalog::model::{OperationPage, OperationSummary};
use crate::i18n::{t, use_i18n};
use crate::paths;
use crate::ui::pager::Pager;
use crate::ui::template_text::TemplateText;
use crate::ui::verb::Verb;

/// A page of an API's operations.
#[component]
pub fn OperationList(
    /// The API's slug.
    api: String,
    /// What is searched for.
    query: String,
    /// The tag that they share; empty for any.
    tag: String,
    /// The page.
    page: OperationPage,
) -> impl IntoView {
    let i18n = use_i18n();
    let (number, last) = (page.request.number, page.last());
    if page.total == 0 {
        return if query.is_empty() && tag.is_empty() {
            view! { <p class="card p-6">{t!(i18n, catalog.no_operations)}</p> }.into_any()
        } else {
            view! { <p class="card p-6" role="status">{t!(i18n, catalog.no_operations_found)}</p> }.into_any()
        };
    }
    let rows = page.items.into_iter().map(|operation| view! { <Row api=api.clone() operation/> }).collect_view();
    view! {
        <ul class="card rows">{rows}</ul>
        <Pager page=number last href=move |page| paths::api_operations(&api, &query, &tag, page)/>
    }
    .into_any()
}

#[component]
fn Row(api: String, operation: OperationSummary) -> impl IntoView {
    view! {
        <li class="relative flex flex-col gap-1 px-4 py-3 hover:bg-surface-sunken sm:flex-row sm:items-baseline sm:gap-4">
            <Verb verb=operation.verb/>
            <A href=paths::operation(&api, &operation.slug) attr:class="card-link wrap-anywhere font-medium sm:w-64 sm:shrink-0">
                {operation.display_name}
            </A>
            <span class="min-w-0 text-ink-muted"><TemplateText template=operation.url_template/></span>
        </li>
    }
}
