//! The rows of a product's tiers. Some empty ones follow, so that tiers can be added without JavaScript.

use leptos::prelude::*;

use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::products::draft::{TierDraft, tier_field};
use crate::ui::field::TextField;

/// Name, price and limits of each tier.
#[component]
pub(super) fn TierRows(
    /// The rows.
    rows: Vec<TierDraft>,
    /// What the form came back with.
    submission: Submission,
) -> impl IntoView {
    let i18n = use_i18n();
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(number, tier)| {
            let name = |field: &str| tier_field(number, field);
            let complaint = |field: &str| Signal::stored(submission.complaint(&tier_field(number, field)));
            view! {
                <fieldset class="card grid items-start gap-4 p-4 md:grid-cols-2">
                    <legend class="px-1 text-sm text-ink-muted">{t!(i18n, products.tier_number, number = number + 1)}</legend>
                    <input type="hidden" name=name("id") value=tier.id/>
                    <TextField
                        name=name("name")
                        label=tu_string!(i18n, products.name)
                        value=RwSignal::new(tier.name)
                        complaint=complaint("name")
                        optional=true
                    />
                    <TextField
                        name=name("price")
                        label=tu_string!(i18n, products.price)
                        value=RwSignal::new(tier.price)
                        complaint=complaint("price")
                        optional=true
                    />
                    <TextField
                        name=name("rate_limit")
                        label=tu_string!(i18n, products.rate_limit)
                        value=RwSignal::new(tier.rate_limit)
                        complaint=complaint("rate_limit")
                        hint=tu_string!(i18n, products.rate_limit_hint)
                        optional=true
                        code=true
                    />
                    <TextField
                        name=name("quota")
                        label=tu_string!(i18n, products.quota)
                        value=RwSignal::new(tier.quota)
                        complaint=complaint("quota")
                        hint=tu_string!(i18n, products.quota_hint)
                        optional=true
                        code=true
                    />
                </fieldset>
            }
        })
        .collect_view();
    view! {
        <fieldset class="grid gap-3">
            <legend class="text-sm font-medium text-ink">{t!(i18n, products.tiers)}</legend>
            <p class="text-xs text-ink-muted">{t!(i18n, products.tiers_hint)}</p>
            {rows}
        </fieldset>
    }
}
