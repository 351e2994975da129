//! How far limits are used up.

use leptos::prelude::*;
use leptos_i18n::I18nContext;
use leptos_router::components::A;

use crate::analytics::api::get_limits;
use crate::analytics::model::{LimitKind, LimitUse};
use crate::console::view::figures::grouped;
use crate::i18n::{Locale, t, tu_string, use_i18n};
use crate::kernel::ids::SubscriptionId;
use crate::ui::async_view::AsyncView;

/// How far the limits of a subscription are used up, where a gateway counts that, and the way to its usage; for the pages of
/// subscriptions.
#[component]
pub fn UsageSoFar(
    /// The subscription.
    id: SubscriptionId,
    /// The page of its usage.
    href: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let limits = Resource::new(move || id.clone(), get_limits);
    view! {
        <div class="mt-6 grid gap-3">
            <AsyncView resource=limits show=|limits| (!limits.is_empty()).then(|| view! { <LimitList limits/> })/>
            <p class="text-sm"><A href=href attr:class="link">{t!(i18n, usage.details)}</A></p>
        </div>
    }
}

/// Each limit as a sentence with a bar.
#[component]
pub fn LimitList(
    /// The limits.
    limits: Vec<LimitUse>,
) -> impl IntoView {
    let i18n = use_i18n();
    let rows = limits.into_iter().map(|limit| view! { <Row limit/> }).collect_view();
    view! { <ul class="card rows" aria-label=move || tu_string!(i18n, usage.limits)>{rows}</ul> }
}

#[component]
fn Row(limit: LimitUse) -> impl IntoView {
    let i18n = use_i18n();
    let period = period(i18n, limit.seconds);
    let (used, most) = (grouped(limit.used), grouped(limit.limit));
    let text = match limit.kind {
        LimitKind::Rate | LimitKind::Calls => {
            tu_string!(i18n, usage.calls_used, used = used, most = most, period = period)
        }
        LimitKind::Kilobytes => tu_string!(i18n, usage.kilobytes_used, used = used, most = most, period = period),
    };
    let label = text.clone();
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-sm">
            <span class="min-w-0">{text}</span>
            <meter class="ml-auto w-40" min="0" max=limit.limit.to_string() value=limit.used.min(limit.limit).to_string() aria-label=label></meter>
            {limit.resets_at.map(|at| {
                let at = at.to_string();
                view! { <span class="w-full text-ink-muted">{t!(i18n, usage.resets_at, at)}</span> }
            })}
        </li>
    }
}

/// How long a window is, in the longest unit that divides it.
fn period(i18n: I18nContext<Locale>, seconds: u64) -> String {
    match seconds {
        seconds if seconds.is_multiple_of(86_400) => tu_string!(i18n, usage.days, count = seconds / 86_400),
        seconds if seconds.is_multiple_of(3_600) => tu_string!(i18n, usage.hours, count = seconds / 3_600),
        seconds if seconds.is_multiple_of(60) => tu_string!(i18n, usage.minutes, count = seconds / 60),
        seconds => tu_string!(i18n, usage.seconds, count = seconds),
    }
}
