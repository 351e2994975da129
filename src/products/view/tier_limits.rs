//! What a tier costs and limits.

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, t, tu_string, use_i18n};
use crate::products::model::Tier;

/// Units of time with their symbols, which are the same everywhere, and their seconds.
const UNITS: [(&str, u64); 4] = [("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)];

/// A tier: name, price and limits.
#[component]
pub(super) fn TierLimits(
    /// The tier.
    tier: Tier,
) -> impl IntoView {
    let i18n = use_i18n();
    let limits = limits(i18n, &tier);
    let is_free = limits.is_empty();
    view! {
        <div class="text-sm">
            <p class="flex flex-wrap gap-x-2">
                <span class="wrap-anywhere font-medium">{tier.name}</span>
                <span class="wrap-anywhere text-ink-muted empty:hidden">{tier.price}</span>
            </p>
            <ul class="text-ink-muted">
                {limits.into_iter().map(|limit| view! { <li>{limit}</li> }).collect_view()}
                {is_free.then(|| view! { <li>{t!(i18n, products.no_limits)}</li> })}
            </ul>
        </div>
    }
}

/// The limits of a tier in words; empty when there are none.
pub(super) fn limits(i18n: I18nContext<Locale>, tier: &Tier) -> Vec<String> {
    let calls = |count: u64, seconds: u64| tu_string!(i18n, products.calls_in, count = count, time = time(seconds));
    let kilobytes =
        |count: u64, seconds: u64| tu_string!(i18n, products.kilobytes_in, count = count, time = time(seconds));
    let rate = tier.rate_limit.map(|limit| calls(limit.calls.into(), limit.seconds.into()));
    let quota = tier.quota.map(|quota| {
        let amounts = [
            quota.calls.map(|count| calls(count, quota.seconds)),
            quota.kilobytes.map(|count| kilobytes(count, quota.seconds)),
        ];
        amounts.into_iter().flatten()
    });
    rate.into_iter().chain(quota.into_iter().flatten()).collect()
}

/// So many seconds in the longest unit that divides them.
fn time(seconds: u64) -> String {
    let fitting = UNITS.into_iter().find(|(_, length)| seconds.is_multiple_of(*length));
    let (unit, length) = fitting.unwrap_or(("s", 1));
    format!("{} {unit}", seconds / length)
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn times_are_told_in_the_longest_unit() {
        for (seconds, text) in [(60, "1 min"), (90, "90 s"), (7_200, "2 h"), (604_800, "7 d")] {
            assert_eq!(time(seconds), text);
        }
    }
}
