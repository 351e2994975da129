//! The search across the whole catalog.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use leptos_router::{LazyRoute, lazy_route};

use crate::catalog::api::search_catalog;
use crate::catalog::model::{Found, FoundKind, SearchResults};
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::products::api::search_products;
use crate::products::model::ProductSummary;
use crate::ui::async_view::AsyncView;
use crate::ui::browser;
use crate::ui::listing::use_listing;
use crate::ui::search_form::{SEARCH_FIELD, SearchForm};
use crate::ui::template_text::TemplateText;
use crate::ui::verb::Verb;

/// How long a pause in typing is before the search follows.
const PAUSE: Duration = Duration::from_millis(80);

/// A field, and what it finds as one types. The address follows, so that it can be shared; without JavaScript the form
/// leads there.
pub struct SearchPage;

#[lazy_route]
impl LazyRoute for SearchPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let listing = use_listing();
        let query = Memo::new(move |_| listing.with(|listing| listing.query.clone()));
        let results = Resource::new(
            move || query.get(),
            |query| async move {
                let (found, products) = (search_catalog(query.clone()).await?, search_products(query.clone()).await?);
                Ok((query, found, products))
            },
        );
        Effect::new(|_| browser::focus(SEARCH_FIELD));
        let navigate = use_navigate();
        let pending: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
        let follow = move |query: String| {
            if let Some(pending) = pending.get_value() {
                pending.clear();
            }
            let navigate = navigate.clone();
            let go = move || {
                let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
                navigate(&paths::search(&query), options);
            };
            pending.set_value(set_timeout_with_handle(go, PAUSE).ok());
        };
        view! {
            <Title text=tu_string!(i18n, search.title)/>
            <h1 class="text-2xl font-semibold">{t!(i18n, search.title)}</h1>
            <div class="mt-4">
                <SearchForm
                    action=paths::SEARCH
                    label=tu_string!(i18n, search.label)
                    query=query.get_untracked()
                    placeholder=tu_string!(i18n, search.hint)
                    on_type=Callback::new(follow)
                />
            </div>
            <div class="mt-6"><AsyncView resource=results show=|(query, found, products)| view! { <Results query found products/> }/></div>
        }
        .into_any()
    }
}

#[component]
fn Results(query: String, found: SearchResults, products: Vec<ProductSummary>) -> impl IntoView {
    let i18n = use_i18n();
    let SearchResults { results, total, more } = found;
    let total = total + u64::try_from(products.len()).unwrap_or_default();
    let products = products.into_iter().map(|product| view! { <ProductRow product/> }).collect_view();
    let summary = match (query.trim().is_empty(), total, more) {
        (true, ..) => t!(i18n, search.empty).into_any(),
        (false, 0, _) => t!(i18n, search.nothing, query = query).into_any(),
        (false, 1, _) => t!(i18n, search.one).into_any(),
        (false, count, false) => t!(i18n, search.many, count = count).into_any(),
        (false, count, true) => t!(i18n, search.more, count = count).into_any(),
    };
    let rows = results.into_iter().map(|found| view! { <Row found/> }).collect_view();
    view! {
        <p role="status" class="wrap-anywhere text-sm text-ink-muted">{summary}</p>
        <ul class="card rows mt-3 empty:hidden" aria-label=tu_string!(i18n, search.results)>{products}{rows}</ul>
    }
}

#[component]
fn ProductRow(product: ProductSummary) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <li class="relative flex flex-col gap-1 px-4 py-3 hover:bg-surface-sunken sm:flex-row sm:items-baseline sm:gap-4">
            <span class="sm:w-16 sm:shrink-0"><span class="badge">{t!(i18n, search.product)}</span></span>
            <A href=paths::product(&product.id) attr:class="card-link wrap-anywhere font-medium sm:w-64 sm:shrink-0">
                {product.name}
            </A>
            <span class="wrap-anywhere min-w-0 text-ink-muted">{product.summary}</span>
        </li>
    }
}

#[component]
fn Row(found: Found) -> impl IntoView {
    let i18n = use_i18n();
    let Found { kind, title, method, path, api, href } = found;
    let mark = match kind {
        FoundKind::Operation => view! { <Verb verb=method/> }.into_any(),
        FoundKind::Api => {
            view! { <span class="sm:w-16 sm:shrink-0"><span class="badge">{t!(i18n, search.api)}</span></span> }
                .into_any()
        }
        FoundKind::Schema => {
            view! { <span class="sm:w-16 sm:shrink-0"><span class="badge">{t!(i18n, search.schema)}</span></span> }
                .into_any()
        }
    };
    view! {
        <li class="relative flex flex-col gap-1 px-4 py-3 hover:bg-surface-sunken sm:flex-row sm:items-baseline sm:gap-4">
            {mark}
            <A href=href attr:class="card-link wrap-anywhere font-medium sm:w-64 sm:shrink-0">{title}</A>
            {(!path.is_empty()).then(|| view! {
                <span class="min-w-0 text-ink-muted"><TemplateText template=path/></span>
            })}
            {(kind != FoundKind::Api).then(|| view! { <span class="wrap-anywhere min-w-0 text-xs text-ink-muted sm:ml-auto">{api}</span> })}
        </li>
    }
}
