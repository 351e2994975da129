//! `/admin/products/{product}`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::product_form::ProductForm;
use crate::catalog::view::Breadcrumb;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::products::api::admin_get_product;
use crate::products::draft::ProductDraft;
use crate::products::model::AdminProduct;
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// A product's form.
pub struct AdminProductPage;

#[lazy_route]
impl LazyRoute for AdminProductPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let submission = use_submission();
        let product =
            Resource::new(move || params.with(|params| params.get("product").unwrap_or_default()), admin_get_product);
        view! {
            <AsyncView
                resource=product
                submission=submission.clone()
                show=move |admin| view! { <Shown admin submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(admin: AdminProduct, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let AdminProduct { product, subscriptions, choices } = admin;
    let id = product.input.id.clone();
    let told = |typed, saved: ProductDraft| ProductDraft { revision: saved.revision, ..typed };
    let draft = submission.shown(ProductDraft::from(&product), ProductDraft::from_pairs, told);
    let above = vec![(paths::ADMIN_PRODUCTS.to_owned(), tu_string!(i18n, products.title).to_owned())];
    view! {
        <Title text=product.input.name.clone()/>
        <Breadcrumb above/>
        <div class="flex flex-wrap items-center gap-3">
            <h1 class="min-w-0 break-words text-2xl font-semibold">{product.input.name}</h1>
            {(!product.input.published).then(|| view! { <span class="badge badge-warning">{t!(i18n, catalog.draft)}</span> })}
            <div class="ml-auto flex flex-wrap items-center gap-2">
                <A href=paths::product(&id) attr:class="button button-quiet">{t!(i18n, products.see)}</A>
                <A href=paths::admin_subscriptions(&[("product", id.as_str())], 1) attr:class="button">
                    {t!(i18n, products.subscriptions, count = subscriptions)}
                </A>
                <A href=paths::admin_delete_product(&id) attr:class="button button-danger">{t!(i18n, products.delete)}</A>
            </div>
        </div>
        <div class="mt-6 max-w-3xl">
            <ProductForm draft submission action=paths::admin_product(&id) choices is_new=false/>
        </div>
    }
}
