//! `/admin/products/{product}/delete`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::paths;
use crate::products::api::admin_get_product;
use crate::products::model::AdminProduct;
use crate::ui::async_view::AsyncView;
use crate::ui::delete_confirmation::DeleteConfirmation;
use crate::ui::submission::use_submission;

/// Says what goes with a product and asks once.
pub struct DeleteProductPage;

#[lazy_route]
impl LazyRoute for DeleteProductPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let error = use_submission().error;
        let product =
            Resource::new(move || params.with(|params| params.get("product").unwrap_or_default()), admin_get_product);
        let show = move |admin| view! { <Shown admin error=error.clone()/> };
        view! { <AsyncView resource=product show/> }.into_any()
    }
}

#[component]
fn Shown(admin: AdminProduct, error: Option<ApiError>) -> impl IntoView {
    let i18n = use_i18n();
    let AdminProduct { product, subscriptions, .. } = admin;
    let question = tu_string!(i18n, admin.delete_question, name = &product.input.name);
    view! {
        <Title text=question.clone()/>
        <DeleteConfirmation
            title=question
            action=paths::admin_delete_product(&product.input.id)
            cancel=paths::admin_product(&product.input.id)
            error
        >
            <p>{t!(i18n, products.delete_loss, count = subscriptions)}</p>
            <p class="mt-3 text-ink-muted">{t!(i18n, admin.delete_final)}</p>
        </DeleteConfirmation>
    }
}
