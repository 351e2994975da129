//! The operations of an API, to edit.

use leptos::prelude::*;
use leptos_router::components::A;

use super::post_button::PostButton;
use crate::catalog::model::{OperationPage, OperationSummary};
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::ui::pager::Pager;
use crate::ui::search_form::SearchForm;
use crate::ui::template_text::TemplateText;
use crate::ui::verb::Verb;

/// The list of operations with what can be done to each.
#[component]
pub(super) fn Operations(
    /// The API's slug.
    api: String,
    /// What is searched for.
    query: String,
    /// The page.
    page: OperationPage,
) -> impl IntoView {
    let i18n = use_i18n();
    let (number, last, total) = (page.request.number, page.last(), page.total);
    let is_searchable = last > 1 || !query.is_empty();
    let rows = {
        let api = api.clone();
        page.items.into_iter().map(|operation| view! { <Row api=api.clone() operation/> }).collect_view()
    };
    let address = paths::admin_api(&api);
    view! {
        <section class="min-w-0" aria-labelledby="operations">
            <div class="flex flex-wrap items-center justify-between gap-3">
                <h2 id="operations" class="text-lg font-semibold">{t!(i18n, catalog.operations)}</h2>
                <A href=paths::admin_new_operation(&api) attr:class="button button-primary">
                    {t!(i18n, admin.add_operation)}
                </A>
            </div>
            {is_searchable.then(|| view! {
                <div class="mt-3">
                    <SearchForm
                        action=address.clone()
                        label=tu_string!(i18n, catalog.search_operations)
                        query=query.clone()
                    />
                </div>
            })}
            <div class="mt-3">
                {match (total, query.is_empty()) {
                    (0, true) => view! { <p class="card p-6">{t!(i18n, admin.no_operations)}</p> }.into_any(),
                    (0, false) => {
                        view! { <p class="card p-6" role="status">{t!(i18n, catalog.no_operations_found)}</p> }.into_any()
                    }
                    _ => view! { <ul class="card rows">{rows}</ul> }.into_any(),
                }}
                <Pager page=number last href=move |page| paths::admin_operations(&api, &query, page)/>
            </div>
        </section>
    }
}

#[component]
fn Row(api: String, operation: OperationSummary) -> impl IntoView {
    let i18n = use_i18n();
    let OperationSummary { slug, verb, url_template, display_name, .. } = operation;
    let duplicate = tu_string!(i18n, admin.duplicate_named, name = display_name.as_str());
    let delete = tu_string!(i18n, admin.delete_named, name = display_name.as_str());
    view! {
        <li class="flex flex-wrap items-center gap-3 px-4 py-3">
            <div class="min-w-0 flex-1">
                <div class="flex items-baseline gap-2">
                    <Verb verb/>
                    <A href=paths::admin_operation(&api, &slug) attr:class="min-w-0 break-words font-medium hover:underline">
                        {display_name}
                    </A>
                </div>
                <div class="mt-1 text-ink-muted"><TemplateText template=url_template/></div>
            </div>
            <div class="flex items-center gap-2">
                <PostButton
                    action=paths::admin_duplicate_operation(&api, &slug)
                    text=tu_string!(i18n, common.duplicate)
                    label=duplicate
                />
                <A
                    href=paths::admin_delete_operation(&api, &slug)
                    attr:class="button button-quiet"
                    attr:aria-label=delete
                >
                    {t!(i18n, common.delete)}
                </A>
            </div>
        </li>
    }
}
