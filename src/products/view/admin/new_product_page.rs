//! `/admin/products/new`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};

use super::product_form::ProductForm;
use crate::catalog::view::Breadcrumb;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::products::api::admin_get_choices;
use crate::products::draft::ProductDraft;
use crate::products::model::ProductChoices;
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// The form of a product that is not there yet.
pub struct NewProductPage;

#[lazy_route]
impl LazyRoute for NewProductPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let choices = Resource::new(|| (), |()| admin_get_choices());
        view! {
            <Title text=tu_string!(i18n, products.add)/>
            <AsyncView
                resource=choices
                submission=submission.clone()
                show=move |choices| view! { <Shown choices submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(choices: ProductChoices, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let draft =
        if submission.values.is_empty() { ProductDraft::new() } else { ProductDraft::from_pairs(&submission.values) };
    let above = vec![(paths::ADMIN_PRODUCTS.to_owned(), tu_string!(i18n, products.title).to_owned())];
    view! {
        <Breadcrumb above/>
        <h1 class="text-2xl font-semibold">{t!(i18n, products.add)}</h1>
        <div class="mt-6 max-w-3xl">
            <ProductForm draft submission action=paths::ADMIN_NEW_PRODUCT.to_owned() choices is_new=true/>
        </div>
    }
}
