//! One of a subscription's keys: masked, or shown this once; and the form that replaces it.

use leptos::prelude::*;

use crate::console::view::CopyButton;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ids::SubscriptionId;
use crate::paths;
use crate::products::model::KeySlot;
use crate::products::rules::OVERLAPS_OFFERED;

/// What stands for a key that is not shown.
const MASKED: &str = "lgs_••••••••••••••••";

/// A key with its buttons.
#[component]
pub(super) fn KeyRow(
    /// The subscription.
    id: SubscriptionId,
    /// Which key.
    which: KeySlot,
    /// The key, where it is shown.
    key: Option<String>,
    /// Whether it can be replaced.
    can_regenerate: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let (name, regenerate) = match which {
        KeySlot::Primary => {
            (tu_string!(i18n, subscriptions.primary_key), tu_string!(i18n, subscriptions.regenerate_primary))
        }
        KeySlot::Secondary => {
            (tu_string!(i18n, subscriptions.secondary_key), tu_string!(i18n, subscriptions.regenerate_secondary))
        }
    };
    let offered = OVERLAPS_OFFERED
        .map(|hours| {
            let text = match hours {
                0 => tu_string!(i18n, subscriptions.overlap_none).to_owned(),
                1 => tu_string!(i18n, subscriptions.overlap_hour).to_owned(),
                hours if hours % 24 == 0 => tu_string!(i18n, subscriptions.overlap_days, count = hours / 24),
                hours => tu_string!(i18n, subscriptions.overlap_hours, count = hours),
            };
            view! { <option value=hours.to_string() selected=hours == 1>{text}</option> }
        })
        .collect_view();
    let copied = key.clone();
    view! {
        <li class="flex flex-wrap items-center gap-3 px-4 py-3">
            <span class="w-32 text-sm font-medium">{name}</span>
            {match key {
                Some(key) => view! {
                    <input
                        class="field-input min-w-0 flex-1 font-mono"
                        aria-label=name
                        readonly=true
                        autocomplete="off"
                        spellcheck="false"
                        value=key
                    />
                }
                .into_any(),
                None => view! { <code class="min-w-0 flex-1 font-mono text-sm">{MASKED}</code> }.into_any(),
            }}
            {copied.map(|key| view! { <CopyButton text=Signal::stored(key)/> })}
            {can_regenerate.then(|| view! {
                <form method="post" action=paths::regenerate_key(&id) class="flex flex-wrap items-center gap-2">
                    <input type="hidden" name="slot" value=which.as_str()/>
                    <select name="overlap" class="field-input w-auto" aria-label=tu_string!(i18n, subscriptions.overlap)>
                        {offered}
                    </select>
                    <button type="submit" class="button" aria-label=regenerate>{t!(i18n, subscriptions.regenerate)}</button>
                </form>
            })}
        </li>
    }
}
