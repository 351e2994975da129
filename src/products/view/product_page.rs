//! `/products/{product}`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::subscribe_form::SubscribeForm;
use super::tier_limits::TierLimits;
use crate::i18n::{t, use_i18n};
use crate::identity::model::Role;
use crate::kernel::Submission;
use crate::paths;
use crate::products::api::get_product;
use crate::products::model::ProductDetails;
use crate::site::model::Frame;
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// A product: what it is for, its APIs, its tiers, its terms, and the form to subscribe.
pub struct ProductPage;

#[lazy_route]
impl LazyRoute for ProductPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let submission = use_submission();
        let product =
            Resource::new(move || params.with(|params| params.get("product").unwrap_or_default()), get_product);
        view! {
            <AsyncView
                resource=product
                show=move |details| view! { <Shown details submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(details: ProductDetails, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let ProductDetails { product, description, terms, apis, own } = details;
    let input = product.input;
    let user = expect_context::<Frame>().user;
    let is_administrator = user.as_ref().is_some_and(|user| user.role == Role::Administrator);
    let is_guest = user.is_none();
    let has_apis = !apis.is_empty();
    let apis = apis
        .into_iter()
        .map(|(slug, title)| view! { <li class="px-4 py-3"><A href=paths::api(&slug) attr:class="link wrap-anywhere">{title}</A></li> })
        .collect_view();
    let tiers =
        input.tiers.iter().cloned().map(|tier| view! { <li class="px-4 py-3"><TierLimits tier/></li> }).collect_view();
    let sign_in = paths::sign_in(&paths::product(&input.id));
    let own = own.filter(|own| *own > 0);
    view! {
        <Title text=input.name.clone()/>
        <p class="text-sm"><A href=paths::PRODUCTS attr:class="link">{t!(i18n, products.title)}</A></p>
        <div class="mt-1 flex flex-wrap items-center gap-3">
            <h1 class="min-w-0 break-words text-2xl font-semibold">{input.name.clone()}</h1>
            {(!input.published).then(|| view! { <span class="badge badge-warning">{t!(i18n, catalog.draft)}</span> })}
            {is_administrator.then(|| view! {
                <A href=paths::admin_product(&input.id) attr:class="button ml-auto">{t!(i18n, products.edit)}</A>
            })}
        </div>
        <div class="prose mt-4 max-w-3xl empty:hidden" inner_html=description></div>
        <div class="mt-6 grid gap-8 xl:grid-cols-3">
            <section class="min-w-0 xl:col-span-2">
                <h2 class="text-lg font-semibold">{t!(i18n, products.apis)}</h2>
                {if has_apis {
                    view! { <ul class="card rows mt-3">{apis}</ul> }.into_any()
                } else {
                    view! { <p class="mt-3 text-ink-muted">{t!(i18n, products.no_apis)}</p> }.into_any()
                }}
                <h2 class="mt-8 text-lg font-semibold">{t!(i18n, products.tiers)}</h2>
                <ul class="card rows mt-3">{tiers}</ul>
            </section>
            <section class="min-w-0">
                <h2 class="text-lg font-semibold">{t!(i18n, products.subscribe)}</h2>
                {own.map(|count| view! {
                    <p class="mt-3 text-sm">
                        {if count == 1 {
                            t!(i18n, products.own_one).into_any()
                        } else {
                            t!(i18n, products.own_many, count = count).into_any()
                        }}
                        " "
                        <A href=paths::SUBSCRIPTIONS attr:class="link">{t!(i18n, subscriptions.title)}</A>
                    </p>
                })}
                {if !input.requires_subscription {
                    view! { <p class="mt-3 text-ink-muted">{t!(i18n, products.open_lead)}</p> }.into_any()
                } else if is_guest {
                    view! {
                        <p class="mt-3 text-ink-muted">{t!(i18n, products.sign_in_first)}</p>
                        <p class="mt-3"><A href=sign_in attr:class="button button-primary">{t!(i18n, site.sign_in)}</A></p>
                    }
                    .into_any()
                } else {
                    view! { <SubscribeForm input terms submission/> }.into_any()
                }}
            </section>
        </div>
    }
}
