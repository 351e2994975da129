//! `/account/subscriptions/{subscription}/usage` and `/admin/subscriptions/{subscription}/usage`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::limits::LimitList;
use super::rows::Rows;
use crate::analytics::api::get_usage;
use crate::analytics::model::Usage;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ids::SubscriptionId;
use crate::paths;
use crate::ui::async_view::AsyncView;

/// What one's own keys were used for.
pub struct UsagePage;

#[lazy_route]
impl LazyRoute for UsagePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <Page subscription=paths::subscription/> }.into_any()
    }
}

/// The same of anybody's keys, in the administrators' area.
pub struct AdminUsagePage;

#[lazy_route]
impl LazyRoute for AdminUsagePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <Page subscription=paths::admin_subscription/> }.into_any()
    }
}

#[component]
fn Page(
    /// The address of a subscription's page.
    subscription: fn(&SubscriptionId) -> String,
) -> impl IntoView {
    let i18n = use_i18n();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("subscription").unwrap_or_default()));
    let usage = Resource::new(move || id.get(), |id| get_usage(id.into()));
    let above = move || subscription(&id.get_untracked().into());
    view! {
        <Title text=tu_string!(i18n, usage.title)/>
        <AsyncView resource=usage show=move |usage| view! { <Shown usage above=above()/> }/>
    }
}

#[component]
fn Shown(usage: Usage, above: String) -> impl IntoView {
    let i18n = use_i18n();
    let Usage { subscription, limits, rows, is_cut, days } = usage;
    let (has_limits, is_empty) = (!limits.is_empty(), rows.is_empty());
    view! {
        <p class="text-sm"><A href=above attr:class="link">{subscription}</A></p>
        <h1 class="text-2xl font-semibold">{t!(i18n, usage.title)}</h1>
        <p class="mt-1 text-ink-muted">{tu_string!(i18n, usage.lead, days = days)}</p>
        {has_limits.then(|| view! { <div class="mt-6 max-w-3xl"><LimitList limits/></div> })}
        <h2 class="mt-8 text-xl font-semibold">{t!(i18n, usage.by_day)}</h2>
        <div class="mt-3">
            {if is_empty {
                view! { <p class="card p-6">{t!(i18n, usage.none)}</p> }.into_any()
            } else {
                view! { <Rows rows/> }.into_any()
            }}
        </div>
        {is_cut.then(|| view! { <p class="mt-3 text-sm text-ink-muted">{t!(i18n, usage.cut)}</p> })}
    }
}
