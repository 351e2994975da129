//! The publisher's list of APIs.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use crate::catalog::api::admin_list_apis;
use crate::catalog::model::{ApiPage, ApiSummary};
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::listing::{Listing, use_listing};
use crate::ui::pager::Pager;
use crate::ui::search_form::SearchForm;

/// Every API, drafts too: searched and paged.
pub struct AdminApisPage;

#[lazy_route]
impl LazyRoute for AdminApisPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let listing = use_listing();
        let apis = Resource::new(
            move || listing.get(),
            |Listing { query, page, .. }| async move { Ok((query.clone(), admin_list_apis(query, page).await?)) },
        );
        view! {
            <Title text=tu_string!(i18n, admin.apis)/>
            <AsyncView resource=apis show=|(query, page)| view! { <Shown query page/> }/>
        }
        .into_any()
    }
}

#[component]
fn Shown(query: String, page: ApiPage) -> impl IntoView {
    let i18n = use_i18n();
    let (number, last, total) = (page.request.number, page.last(), page.total);
    let rows = page.items.into_iter().map(|api| view! { <Row api/> }).collect_view();
    view! {
        <div class="flex flex-wrap items-center justify-between gap-3">
            <h1 class="text-2xl font-semibold">{t!(i18n, admin.apis)}</h1>
            <div class="flex flex-wrap gap-2">
                <A href=paths::ADMIN_IMPORT attr:class="button">{t!(i18n, import.title)}</A>
                <A href=paths::ADMIN_NEW_API attr:class="button button-primary">{t!(i18n, admin.add_api)}</A>
            </div>
        </div>
        <div class="mt-6">
            <SearchForm action=paths::ADMIN label=tu_string!(i18n, catalog.search_apis) query=query.clone()/>
        </div>
        <div class="mt-6">
            {match (total, query.is_empty()) {
                (0, true) => view! { <p class="card p-6">{t!(i18n, admin.no_apis)}</p> }.into_any(),
                (0, false) => view! {
                    <div class="card p-6" role="status">
                        <p>{t!(i18n, catalog.none_found)}</p>
                        <p class="mt-3"><A href=paths::ADMIN attr:class="button">{t!(i18n, catalog.show_all)}</A></p>
                    </div>
                }
                .into_any(),
                _ => view! { <ul class="card rows">{rows}</ul> }.into_any(),
            }}
            <Pager page=number last href=move |page| paths::admin_apis(&query, page)/>
        </div>
    }
}

#[component]
fn Row(api: ApiSummary) -> impl IntoView {
    let i18n = use_i18n();
    let count = api.operations;
    view! {
        <li class="relative flex flex-wrap items-baseline gap-3 px-4 py-3 hover:bg-surface-sunken">
            <A href=paths::admin_api(&api.slug) attr:class="card-link min-w-0 break-words font-medium">{api.title}</A>
            {(!api.version.is_empty()).then(|| view! { <span class="badge">{api.version}</span> })}
            {(!api.published).then(|| view! { <span class="badge badge-warning">{t!(i18n, catalog.draft)}</span> })}
            <span class="ml-auto text-sm text-ink-muted">
                {if count == 1 {
                    t!(i18n, catalog.operation_count_one).into_any()
                } else {
                    t!(i18n, catalog.operation_count, count = count).into_any()
                }}
            </span>
        </li>
    }
}
