//! The page of an API.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::breadcrumb::Breadcrumb;
use super::operation_list::OperationList;
use crate::catalog::api::{get_api, get_operation_groups, list_operations};
use crate::catalog::model::{Api, ApiDetails, OperationPage, Scheme};
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::model::Role;
use crate::openapi::view::{AboutApi, about_api};
use crate::paths;
use crate::site::model::Frame;
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
                    let Listing { query, tag, page } = listing.clone();
                    Some(list_operations(slug, query, tag, page).await?)
                } else {
                    None
                };
                Ok((details, listing, narrowed))
            },
        );
        let locale = use_i18n().get_locale_untracked();
        let groups = rendered(move || slug.get(), move |slug| get_operation_groups(slug, locale));
        let about = about_api(slug);
        view! {
            <AsyncView
                resource=data
                show=move |(details, listing, narrowed)| view! { <Shown details listing narrowed groups about/> }
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
    about: RenderedResource,
) -> impl IntoView {
    let i18n = use_i18n();
    let ApiDetails { api, description_html } = details;
    let title = api.title().to_owned();
    let slug = api.input.slug.clone();
    let frame = expect_context::<Frame>();
    let is_administrator = frame.user.is_some_and(|user| user.role == Role::Administrator);
    let above = vec![(paths::APIS.to_owned(), tu_string!(i18n, catalog.apis).to_owned())];
    view! {
        <Title text=title.clone()/>
        <Breadcrumb above/>
        <div class="flex flex-wrap items-center gap-3">
            <h1 class="min-w-0 break-words text-2xl font-semibold">{title}</h1>
            {(!api.input.version.is_empty()).then(|| view! { <span class="badge">{api.input.version.clone()}</span> })}
            {(!api.input.published).then(|| view! { <span class="badge badge-warning">{t!(i18n, catalog.draft)}</span> })}
            {is_administrator.then(|| view! {
                <A href=paths::admin_api(&slug) attr:class="button ml-auto">{t!(i18n, catalog.edit_api)}</A>
            })}
        </div>
        <div class="mt-6 grid gap-8 xl:grid-cols-3">
            <section class="min-w-0 xl:col-span-2">
                <h2 class="text-lg font-semibold">{t!(i18n, catalog.operations)}</h2>
                <div class="mb-4 mt-3">
                    <SearchForm
                        action=paths::api(&slug)
                        label=tu_string!(i18n, catalog.search_operations)
                        query=listing.query.clone()
                    />
                </div>
                {match narrowed {
                    Some(page) => {
                        view! { <OperationList api=slug.clone() query=listing.query tag=listing.tag page/> }.into_any()
                    }
                    None => view! { <Rendered html=groups class=""/> }.into_any(),
                }}
            </section>
            <section class="min-w-0">
                <h2 class="text-lg font-semibold">{t!(i18n, catalog.about)}</h2>
                {if description_html.is_empty() {
                    view! { <p class="mt-2 text-ink-muted">{t!(i18n, catalog.no_description)}</p> }.into_any()
                } else {
                    view! { <div class="prose mt-2" inner_html=description_html></div> }.into_any()
                }}
                <Facts api/>
                <AboutApi about/>
                <p class="mt-6 flex flex-wrap gap-2">
                    <a href=paths::openapi(&slug, "json") rel="external" class="button">{t!(i18n, catalog.download_json)}</a>
                    <a href=paths::openapi(&slug, "yaml") rel="external" class="button">{t!(i18n, catalog.download_yaml)}</a>
                    <A href=paths::api_changes(&slug) attr:class="button">{t!(i18n, catalog.changes)}</A>
                </p>
            </section>
        </div>
    }
}

/// Where the API is and how it is found.
#[component]
fn Facts(api: Api) -> impl IntoView {
    let i18n = use_i18n();
    let scheme = match api.input.scheme {
        Scheme::Http => t!(i18n, catalog.scheme_http).into_any(),
        Scheme::Https => t!(i18n, catalog.scheme_https).into_any(),
        Scheme::Both => t!(i18n, catalog.scheme_both).into_any(),
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
                <dt class="text-ink-muted">{t!(i18n, catalog.suffix)}</dt>
                <dd class="break-words font-mono">{api.input.suffix.clone()}</dd>
            </div>
            <div>
                <dt class="text-ink-muted">{t!(i18n, catalog.scheme)}</dt>
                <dd>{scheme}</dd>
            </div>
            {is_tagged.then(|| view! {
                <div>
                    <dt class="text-ink-muted">{t!(i18n, catalog.tags)}</dt>
                    <dd class="mt-1 flex flex-wrap gap-2">{tags}</dd>
                </div>
            })}
        </dl>
    }
}
