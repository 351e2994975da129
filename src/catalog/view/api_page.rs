//! The page of an API.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::breadcrumb::Breadcrumb;
use super::older_notice::OlderNotice;
use super::operation_list::OperationList;
use super::versions::Versions;
use crate::catalog::api::{get_api, get_api_documentation, get_operation_groups, list_operations};
use crate::catalog::model::{Api, ApiDetails, OperationPage, Scheme, VersionScheme};
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::products::api::list_products_of;
use crate::products::view::{ProductsOfApi, ProductsResource};
use crate::recipes::api::list_recipes;
use crate::recipes::view::{RecipeList, RecipesResource};
use crate::ui::async_view::AsyncView;
use crate::ui::listing::{Listing, use_listing};
use crate::ui::rendered::{Rendered, RenderedResource, rendered};
use crate::ui::search_form::SearchForm;

/// What an API is for and which operations it has.
pub struct ApiPage;

#[lazy_route]
impl LazyRoute for ApiPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let listing = use_listing();
        let slug = Memo::new(move |_| params.with(|params| params.get("api").unwrap_or_default()));
        let data = Resource::new(
            move || (slug.get(), listing.get()),
            |(slug, listing)| async move {
                let details = get_api(slug.clone()).await?;
                let narrowed = if listing.is_narrowed() || listing.page > 1 {
                    let Listing { query, tag, page, .. } = listing.clone();
                    Some(list_operations(slug, query, tag, page).await?)
                } else {
                    None
                };
                Ok((details, listing, narrowed))
            },
        );
        let locale = use_i18n().get_locale_untracked();
        let groups = rendered(move || slug.get(), move |slug| get_operation_groups(slug, locale));
        let documentation = rendered(move || slug.get(), move |slug| get_api_documentation(slug, locale));
        let recipes = Resource::new(move || slug.get(), list_recipes);
        let products = Resource::new(move || slug.get(), list_products_of);
        view! {
            <AsyncView
                resource=data
                show=move |(details, listing, narrowed)| {
                    view! { <Shown details listing narrowed groups documentation recipes products/> }
                }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(
    details: ApiDetails,
    listing: Listing,
    narrowed: Option<OperationPage>,
    groups: RenderedResource,
    documentation: RenderedResource,
    recipes: RecipesResource,
    products: ProductsResource,
) -> impl IntoView {
    let i18n = use_i18n();
    let ApiDetails { api, address, older_revision, versions, gateway_url, may_change } = details;
    let title = api.title().to_owned();
    let slug = api.input.slug.clone();
    // The list of versions marks drafts by itself.
    let has_versions = !versions.is_empty();
    let older = older_revision.map(|number| view! { <OlderNotice slug=slug.clone() number/> });
    let above = vec![(paths::APIS.to_owned(), tu_string!(i18n, catalog.apis).to_owned())];
    view! {
        <Title text=title.clone()/>
        <Breadcrumb above/>
        {older}
        <div class="flex flex-wrap items-center gap-3">
            <h1 class="min-w-0 break-words text-2xl font-semibold">{title}</h1>
            {match (has_versions, api.input.version.is_empty()) {
                (false, true) => ().into_any(),
                (false, false) => view! { <span class="badge">{api.input.version.clone()}</span> }.into_any(),
                (true, _) => view! { <Versions versions here=slug.clone()/> }.into_any(),
            }}
            {(!api.input.published && !has_versions).then(|| view! { <span class="badge badge-warning">{t!(i18n, catalog.draft)}</span> })}
            {may_change.then(|| view! {
                <A href=paths::admin_api(&slug) attr:class="button ml-auto">{t!(i18n, catalog.edit_api)}</A>
            })}
        </div>
        <div class="mt-6 grid gap-8 xl:grid-cols-3">
            <section class="min-w-0 xl:col-span-2">
                <h2 class="text-lg font-semibold">{t!(i18n, catalog.operations)}</h2>
                <div class="mb-4 mt-3">
                    <SearchForm
                        action=paths::api(&address)
                        label=tu_string!(i18n, catalog.search_operations)
                        query=listing.query.clone()
                    />
                </div>
                {match narrowed {
                    Some(page) => {
                        view! { <OperationList api=address.clone() query=listing.query tag=listing.tag page/> }.into_any()
                    }
                    None => view! { <Rendered html=groups class=""/> }.into_any(),
                }}
                <RecipeList api=slug.clone() recipes is_publisher=may_change/>
            </section>
            <section class="min-w-0">
                <h2 class="text-lg font-semibold">{t!(i18n, catalog.about)}</h2>
                <Rendered html=documentation class=""/>
                <Facts api gateway_url/>
                <ProductsOfApi products/>
                <p class="mt-6 flex flex-wrap gap-2">
                    <a href=paths::openapi(&address, "json") rel="external" class="button">{t!(i18n, catalog.download_json)}</a>
                    <a href=paths::openapi(&address, "yaml") rel="external" class="button">{t!(i18n, catalog.download_yaml)}</a>
                    <A href=paths::api_changes(&slug) attr:class="button">{t!(i18n, catalog.changes)}</A>
                </p>
            </section>
        </div>
    }
}

/// Where the API is and how it is found.
#[component]
fn Facts(api: Api, gateway_url: String) -> impl IntoView {
    let i18n = use_i18n();
    let scheme = match api.input.scheme {
        Scheme::Http => t!(i18n, catalog.scheme_http).into_any(),
        Scheme::Https => t!(i18n, catalog.scheme_https).into_any(),
        Scheme::Both => t!(i18n, catalog.scheme_both).into_any(),
    };
    let version = match (api.input.version_scheme, api.input.version.as_str()) {
        (VersionScheme::None, _) => None,
        (_, "") => Some(t!(i18n, catalog.version_in_none).into_any()),
        (VersionScheme::Path, version) => {
            let path = format!("{}/{version}", api.input.suffix);
            Some(t!(i18n, catalog.version_in_path, path = path).into_any())
        }
        (VersionScheme::Header, version) => {
            let header = format!("{}: {version}", api.input.version_parameter);
            Some(t!(i18n, catalog.version_in_header, header = header).into_any())
        }
        (VersionScheme::Query, version) => {
            let query = format!("{}={version}", api.input.version_parameter);
            Some(t!(i18n, catalog.version_in_query, query = query).into_any())
        }
    };
    let is_tagged = !api.input.tags.is_empty();
    let tags = api
        .input
        .tags
        .into_iter()
        .map(|tag| view! { <A href=paths::apis("", &tag, 1) attr:class="badge hover:underline">{tag}</A> })
        .collect_view();
    view! {
        <dl class="mt-6 grid gap-4 text-sm">
            <div>
                <dt class="text-ink-muted">{t!(i18n, catalog.base_url)}</dt>
                <dd class="break-words font-mono">{api.input.service_url.clone()}</dd>
            </div>
            <div>
                <dt class="text-ink-muted">{t!(i18n, catalog.gateway_url)}</dt>
                <dd class="break-words font-mono">{gateway_url}</dd>
            </div>
            <div>
                <dt class="text-ink-muted">{t!(i18n, catalog.scheme)}</dt>
                <dd>{scheme}</dd>
            </div>
            {version.map(|version| view! {
                <div>
                    <dt class="text-ink-muted">{t!(i18n, admin.version)}</dt>
                    <dd class="break-words">{version}</dd>
                </div>
            })}
            {is_tagged.then(|| view! {
                <div>
                    <dt class="text-ink-muted">{t!(i18n, catalog.tags)}</dt>
                    <dd class="mt-1 flex flex-wrap gap-2">{tags}</dd>
                </div>
            })}
        </dl>
    }
}
