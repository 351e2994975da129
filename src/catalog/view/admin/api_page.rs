//! The publisher's page of an API.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::api_form::ApiForm;
use super::operations::Operations;
use super::post_button::PostButton;
use crate::catalog::api::{AdminApi, admin_get_api};
use crate::catalog::draft::ApiDraft;
use crate::catalog::model::Api;
use crate::catalog::view::Breadcrumb;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::admin_list_group_names;
use crate::kernel::Submission;
use crate::kernel::ids::GroupId;
use crate::paths;
use crate::policies::view::EffectivePolicies;
use crate::products::api::admin_products_of;
use crate::products::model::ProductSummary;
use crate::ui::async_view::AsyncView;
use crate::ui::listing::{Listing, use_listing};
use crate::ui::submission::use_submission;

/// What the form offers: groups, and products with whether the API is in them.
type Choices = (Vec<(GroupId, String)>, Vec<(ProductSummary, bool)>);

/// An API's form, and its operations.
pub struct AdminApiPage;

#[lazy_route]
impl LazyRoute for AdminApiPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let listing = use_listing();
        let submission = use_submission();
        let slug = Memo::new(move |_| params.with(|params| params.get("api").unwrap_or_default()));
        let data = Resource::new(
            move || (slug.get(), listing.get()),
            |(slug, Listing { query, page, .. })| async move {
                let admin = admin_get_api(slug.clone(), query.clone(), page).await?;
                Ok((query, admin, (admin_list_group_names().await?, admin_products_of(slug).await?)))
            },
        );
        view! {
            <AsyncView
                resource=data
                submission=submission.clone()
                show=move |(query, admin, choices)| view! { <Shown query admin choices submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(query: String, admin: AdminApi, choices: Choices, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let (groups, products) = choices;
    let AdminApi { api, operations, are_servers_documented, owner } = admin;
    let title = api.title().to_owned();
    let slug = api.input.slug.clone();
    let above = vec![(paths::ADMIN.to_owned(), tu_string!(i18n, admin.apis).to_owned())];
    view! {
        <Title text=title.clone()/>
        <Breadcrumb above/>
        <div class="flex flex-wrap items-center gap-3">
            <h1 class="min-w-0 break-words text-2xl font-semibold">{title.clone()}</h1>
            {(!api.input.published).then(|| view! { <span class="badge badge-warning">{t!(i18n, catalog.draft)}</span> })}
            <div class="ml-auto flex flex-wrap items-center gap-2">
                <A href=paths::api(&slug) attr:class="button button-quiet">{t!(i18n, admin.see_api)}</A>
                <A href=paths::admin_import_revision(&slug) attr:class="button">{t!(i18n, import.revision_title)}</A>
                <A href=paths::admin_new_version(&slug) attr:class="button">{t!(i18n, admin.add_version)}</A>
                <A href=paths::admin_credential(&slug) attr:class="button">{t!(i18n, credentials.title)}</A>
                <PostButton
                    action=paths::admin_duplicate_api(&slug)
                    text=tu_string!(i18n, admin.duplicate_api)
                    label=tu_string!(i18n, admin.duplicate_api)
                />
                <A href=paths::admin_delete_api(&slug) attr:class="button button-danger">
                    {t!(i18n, admin.delete_api)}
                </A>
            </div>
        </div>
        <div class="mt-6 grid gap-10 xl:grid-cols-2">
            <section class="min-w-0" aria-label=tu_string!(i18n, admin.settings)>
                <ApiForm
                    draft=draft_of(&api, owner, &submission)
                    submission
                    action=paths::admin_api(&slug)
                    has_servers=!are_servers_documented
                    groups
                    products
                />
            </section>
            <Operations api=slug.clone() query page=operations/>
        </div>
        <EffectivePolicies api=slug/>
    }
}

/// What the form shows: the API, or what was typed when it came back.
fn draft_of(api: &Api, owner: Option<String>, submission: &Submission) -> ApiDraft {
    let told = |typed, saved: ApiDraft| ApiDraft { revision: saved.revision, ..typed };
    submission.shown(ApiDraft { owner, ..ApiDraft::from(api) }, ApiDraft::from_pairs, told)
}
