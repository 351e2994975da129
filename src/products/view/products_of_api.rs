//! The products that contain an API, on its page.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{t, use_i18n};
use crate::kernel::ApiError;
use crate::paths;
use crate::products::model::ProductSummary;

/// Where the products of an API come from.
pub type ProductsResource = Resource<Result<Vec<ProductSummary>, ApiError>>;

/// A list of products; nothing when there are none.
#[component]
pub fn ProductsOfApi(
    /// The products.
    products: ProductsResource,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let found = products.await.unwrap_or_default();
                (!found.is_empty()).then(|| view! {
                    <section class="mt-6 text-sm">
                        <h3 class="text-ink-muted">{t!(i18n, products.with_api)}</h3>
                        <ul class="mt-1 flex flex-wrap gap-2">
                            {found
                                .into_iter()
                                .map(|product| view! {
                                    <li><A href=paths::product(&product.id) attr:class="badge hover:underline">{product.name}</A></li>
                                })
                                .collect_view()}
                        </ul>
                    </section>
                })
            })}
        </Transition>
    }
}
