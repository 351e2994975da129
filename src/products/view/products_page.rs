//! `/products`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use super::tier_limits::TierLimits;
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::products::api::list_products;
use crate::products::model::{self, ProductSummary};
use crate::ui::async_view::AsyncView;
use crate::ui::listing::{Listing, use_listing};
use crate::ui::pager::Pager;
use crate::ui::search_form::SearchForm;

/// The products that the reader sees, as cards.
pub struct ProductsPage;

#[lazy_route]
impl LazyRoute for ProductsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let listing = use_listing();
        let products = Resource::new(
            move || listing.get(),
            |Listing { query, page, .. }| async move { Ok((query.clone(), list_products(query, page).await?)) },
        );
        view! {
            <Title text=tu_string!(i18n, products.title)/>
            <h1 class="text-2xl font-semibold">{t!(i18n, products.title)}</h1>
            <p class="mt-1 text-ink-muted">{t!(i18n, products.lead)}</p>
            <AsyncView resource=products show=|(query, page)| view! { <Found query page/> }/>
        }
        .into_any()
    }
}

#[component]
fn Found(query: String, page: model::ProductPage) -> impl IntoView {
    let i18n = use_i18n();
    let (number, last, total) = (page.request.number, page.last(), page.total);
    let is_narrowed = !query.is_empty();
    let cards = page.items.into_iter().map(|product| view! { <Card product/> }).collect_view();
    view! {
        {(is_narrowed || last > 1).then(|| view! {
            <div class="mt-6">
                <SearchForm action=paths::PRODUCTS label=tu_string!(i18n, products.search) query=query.clone()/>
            </div>
        })}
        <div class="mt-6">
            {if total == 0 {
                view! {
                    <div class="card p-6" role="status">
                        <p>{if is_narrowed { t!(i18n, products.none_found).into_any() } else { t!(i18n, products.none).into_any() }}</p>
                        {is_narrowed.then(|| view! {
                            <p class="mt-3"><A href=paths::PRODUCTS attr:class="button">{t!(i18n, catalog.show_all)}</A></p>
                        })}
                    </div>
                }
                .into_any()
            } else {
                view! { <ul class="grid gap-4 md:grid-cols-2 xl:grid-cols-3">{cards}</ul> }.into_any()
            }}
            <Pager page=number last href=move |page| paths::products(&query, page)/>
        </div>
    }
}

#[component]
fn Card(product: ProductSummary) -> impl IntoView {
    let i18n = use_i18n();
    let address = paths::product(&product.id);
    let label = tu_string!(i18n, products.subscribe_to, name = product.name.clone());
    let tiers = product.tiers.into_iter().map(|tier| view! { <TierLimits tier/> }).collect_view();
    view! {
        <li class="card flex min-w-0 flex-col gap-3 p-5">
            <div class="flex items-baseline gap-2">
                <h2 class="min-w-0 break-words font-semibold">
                    <A href=address.clone() attr:class="link">{product.name}</A>
                </h2>
                {(!product.published).then(|| view! { <span class="badge badge-warning">{t!(i18n, catalog.draft)}</span> })}
                {(!product.requires_subscription).then(|| view! { <span class="badge">{t!(i18n, products.open)}</span> })}
            </div>
            <p class="wrap-anywhere text-sm text-ink-muted">{product.summary}</p>
            <div class="grid gap-3">{tiers}</div>
            {product.requires_subscription.then(|| view! {
                <p class="mt-auto pt-2">
                    <A href=address attr:class="button button-primary" attr:aria-label=label>{t!(i18n, products.subscribe)}</A>
                </p>
            })}
        </li>
    }
}
