//! The products that an API is in, in its form.

use leptos::prelude::*;

use crate::i18n::{t, use_i18n};
use crate::products::model::ProductSummary;

/// A checkbox for each product.
#[component]
pub fn ProductBoxes(
    /// The name of the checkboxes.
    name: &'static str,
    /// All products, and whether the API is in them.
    products: Vec<(ProductSummary, bool)>,
    /// What was ticked when the form came back; `None` for a fresh form.
    ticked: Option<Vec<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let boxes = products
        .into_iter()
        .map(|(product, is_in)| {
            let is_ticked =
                ticked.as_ref().map_or(is_in, |ticked| ticked.iter().any(|id| id == product.id.as_str()));
            view! {
                <label class="flex items-center gap-2 text-sm">
                    <input type="checkbox" name=name value=product.id.to_string() checked=is_ticked class="h-4 w-4 accent-accent"/>
                    <span class="wrap-anywhere min-w-0">{product.name}</span>
                </label>
            }
        })
        .collect::<Vec<_>>();
    (!boxes.is_empty()).then(|| {
        view! {
            <fieldset class="flex flex-col gap-2">
                <legend class="text-sm font-medium text-ink">{t!(i18n, products.title)}</legend>
                <input type="hidden" name=name value=""/>
                <div class="mt-1 flex flex-wrap gap-x-6 gap-y-2">{boxes}</div>
            </fieldset>
        }
    })
}
