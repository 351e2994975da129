//! The form to subscribe to a product.

use leptos::prelude::*;

use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::products::model::ProductInput;
use crate::ui::field::{Checkbox, SelectField, TextField};
use crate::ui::refusal::Refusal;

/// Tier, name, and the acceptance of the terms.
#[component]
pub(super) fn SubscribeForm(
    /// The product.
    input: ProductInput,
    /// Its terms, as HTML; empty for none.
    terms: String,
    /// What the form came back with.
    submission: Submission,
) -> impl IntoView {
    let i18n = use_i18n();
    let address = paths::product(&input.id);
    let complaint = |name: &str| Signal::stored(submission.complaint(name));
    let (of_tier, of_name) = (complaint("tier"), complaint("name"));
    let tiers: Vec<(String, String)> = input
        .tiers
        .into_iter()
        .filter_map(|tier| {
            let text = if tier.price.is_empty() { tier.name } else { format!("{} – {}", tier.name, tier.price) };
            Some((tier.id?.to_string(), text))
        })
        .collect();
    let first = tiers.first().map(|(id, _)| id.clone()).unwrap_or_default();
    let tier = RwSignal::new(submission.value("tier").map_or(first, str::to_owned));
    let name = RwSignal::new(submission.value("name").map_or(input.name, str::to_owned));
    let accepts = RwSignal::new(submission.value("accepts_terms").is_some());
    let label = move |field: &str| match field {
        "tier" => tu_string!(i18n, products.tier).to_owned(),
        "accepts_terms" => tu_string!(i18n, products.accept_terms).to_owned(),
        "product" => tu_string!(i18n, products.product).to_owned(),
        _ => tu_string!(i18n, subscriptions.name).to_owned(),
    };
    let has_terms = !terms.is_empty();
    view! {
        <div class="mt-3">
            {input.requires_approval.then(|| view! { <p class="mb-3 text-sm text-ink-muted">{t!(i18n, products.approval_lead)}</p> })}
            <Refusal error=submission.error address=address.clone() label/>
            <form method="post" action=address novalidate=true class="grid gap-4">
                <SelectField name="tier" label=tu_string!(i18n, products.tier) value=tier options=tiers complaint=of_tier/>
                <TextField
                    name="name"
                    label=tu_string!(i18n, subscriptions.name)
                    value=name
                    complaint=of_name
                    hint=tu_string!(i18n, subscriptions.name_hint)
                />
                {has_terms.then(|| view! {
                    <section class="card p-4" aria-label=tu_string!(i18n, products.terms)>
                        <h3 class="font-semibold">{t!(i18n, products.terms)}</h3>
                        <div class="prose mt-2 text-sm" inner_html=terms></div>
                    </section>
                    <Checkbox name="accepts_terms" label=tu_string!(i18n, products.accept_terms) checked=accepts/>
                })}
                <div><button type="submit" class="button button-primary">{t!(i18n, products.subscribe)}</button></div>
            </form>
        </div>
    }
}
