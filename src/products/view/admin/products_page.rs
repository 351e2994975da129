//! `/admin/products`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::products::api::admin_list_products;
use crate::products::model::{ProductPage, ProductSummary};
use crate::ui::async_view::AsyncView;
use crate::ui::listing::{Listing, use_listing};
use crate::ui::pager::Pager;
use crate::ui::search_form::SearchForm;

/// Every product: searched and paged.
pub struct AdminProductsPage;

#[lazy_route]
impl LazyRoute for AdminProductsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let listing = use_listing();
        let products = Resource::new(
            move || listing.get(),
            |Listing { query, page, .. }| async move { Ok((query.clone(), admin_list_products(query, page).await?)) },
        );
        view! {
            <Title text=tu_string!(i18n, products.title)/>
            <AsyncView resource=products show=|(query, page)| view! { <Shown query page/> }/>
        }
        .into_any()
    }
}

#[component]
fn Shown(query: String, page: ProductPage) -> impl IntoView {
    let i18n = use_i18n();
    let (number, last, total) = (page.request.number, page.last(), page.total);
    let rows = page.items.into_iter().map(|product| view! { <Row product/> }).collect_view();
    view! {
        <div class="flex flex-wrap items-center justify-between gap-3">
            <h1 class="text-2xl font-semibold">{t!(i18n, products.title)}</h1>
            <A href=paths::ADMIN_NEW_PRODUCT attr:class="button button-primary">{t!(i18n, products.add)}</A>
        </div>
        <div class="mt-6">
            <SearchForm action=paths::ADMIN_PRODUCTS label=tu_string!(i18n, products.search) query=query.clone()/>
        </div>
        <div class="mt-6">
            {if total == 0 {
                view! { <p class="card p-6" role="status">{t!(i18n, products.admin_none)}</p> }.into_any()
            } else {
                view! { <ul class="card rows">{rows}</ul> }.into_any()
            }}
            <Pager page=number last href=move |page| paths::admin_products(&query, page)/>
        </div>
    }
}

#[component]
fn Row(product: ProductSummary) -> impl IntoView {
    let i18n = use_i18n();
    let count = product.apis;
    view! {
        <li class="relative flex flex-wrap items-baseline gap-3 px-4 py-3 hover:bg-surface-sunken">
            <A href=paths::admin_product(&product.id) attr:class="card-link min-w-0 break-words font-medium">{product.name}</A>
            <code class="font-mono text-sm text-ink-muted">{product.id.to_string()}</code>
            {(!product.published).then(|| view! { <span class="badge badge-warning">{t!(i18n, catalog.draft)}</span> })}
            {(!product.requires_subscription).then(|| view! { <span class="badge">{t!(i18n, products.open)}</span> })}
            {product.requires_approval.then(|| view! { <span class="badge">{t!(i18n, products.approval)}</span> })}
            <span class="ml-auto text-sm text-ink-muted">
                {if count == 1 {
                    t!(i18n, products.one_api).into_any()
                } else {
                    t!(i18n, products.many_apis, count = count).into_any()
                }}
            </span>
        </li>
    }
}
