//! The list of APIs.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use super::api_cards::ApiCards;
use crate::catalog::api::list_apis;
use crate::catalog::model;
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::listing::{Listing, use_listing};
use crate::ui::pager::Pager;
use crate::ui::search_form::SearchForm;

/// The APIs that the reader may see: searched, narrowed to a tag, paged.
pub struct ApisPage;

#[lazy_route]
impl LazyRoute for ApisPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let listing = use_listing();
        let apis = Resource::new(
            move || listing.get(),
            |listing| async move {
                let Listing { query, tag, product, page } = listing.clone();
                let page = list_apis(query, tag, product, page).await?;
                Ok((listing, page))
            },
        );
        view! {
            <Title text=tu_string!(i18n, catalog.apis)/>
            <h1 class="text-2xl font-semibold">{t!(i18n, catalog.apis)}</h1>
            <p class="mt-1 text-ink-muted">{t!(i18n, catalog.apis_lead)}</p>
            <div class="mt-6">
                {move || {
                    let Listing { query, tag, product, .. } = listing.get();
                    // The search keeps one of the other filters.
                    let keep = if product.is_empty() { ("tag", tag) } else { ("product", product) };
                    view! {
                        <SearchForm
                            action=paths::APIS
                            label=tu_string!(i18n, catalog.search_apis)
                            query
                            placeholder=tu_string!(i18n, catalog.search_apis_hint)
                            keep=keep
                        />
                    }
                }}
            </div>
            <div class="mt-6">
                <AsyncView resource=apis show=|(listing, page)| view! { <Found listing page/> }/>
            </div>
        }
        .into_any()
    }
}

#[component]
fn Found(listing: Listing, page: model::ApiPage) -> impl IntoView {
    let i18n = use_i18n();
    let is_narrowed = listing.is_narrowed();
    let Listing { query, tag, product, .. } = listing;
    let (number, last, total) = (page.request.number, page.last(), page.total);
    if total == 0 {
        return view! {
            <div class="card p-6" role="status">
                {if is_narrowed {
                    view! {
                        <p>{t!(i18n, catalog.none_found)}</p>
                        <p class="mt-3"><A href=paths::APIS attr:class="button">{t!(i18n, catalog.show_all)}</A></p>
                    }.into_any()
                } else {
                    view! { <p>{t!(i18n, catalog.none)}</p> }.into_any()
                }}
            </div>
        }
        .into_any();
    }
    view! {
        <div class="mb-3 flex flex-wrap items-center gap-3 text-sm text-ink-muted">
            <h2 class="font-normal">
                <span role="status">
                    {if total == 1 {
                        t!(i18n, catalog.found_one).into_any()
                    } else {
                        t!(i18n, catalog.found, count = total).into_any()
                    }}
                </span>
            </h2>
            {(!tag.is_empty()).then(|| {
                let tag = tag.clone();
                view! { <span class="badge">{t!(i18n, catalog.filtered_by, tag = tag)}</span> }
            })}
            {(!product.is_empty()).then(|| {
                let product = product.clone();
                view! { <span class="badge">{t!(i18n, catalog.filtered_by_product, product = product)}</span> }
            })}
            {is_narrowed.then(|| view! { <A href=paths::APIS attr:class="underline">{t!(i18n, catalog.show_all)}</A> })}
        </div>
        <ApiCards apis=page.items/>
        <Pager page=number last href=move |page| paths::apis_narrowed(&query, &tag, &product, page)/>
    }
    .into_any()
}
