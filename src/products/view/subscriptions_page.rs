//! `/account/subscriptions`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use super::state_badge::SubscriptionBadge;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Timestamp;
use crate::paths;
use crate::products::api::list_subscriptions;
use crate::products::model::{Subscription, SubscriptionPage, SubscriptionScope};
use crate::ui::async_view::AsyncView;
use crate::ui::listing::use_listing;
use crate::ui::moment::Moment;
use crate::ui::pager::Pager;

/// One's subscriptions; each leads to its keys.
pub struct SubscriptionsPage;

#[lazy_route]
impl LazyRoute for SubscriptionsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let listing = use_listing();
        let subscriptions = Resource::new(move || listing.with(|listing| listing.page), list_subscriptions);
        view! {
            <Title text=tu_string!(i18n, subscriptions.title)/>
            <AsyncView resource=subscriptions show=|page| view! { <Shown page/> }/>
        }
        .into_any()
    }
}

#[component]
fn Shown(page: SubscriptionPage) -> impl IntoView {
    let i18n = use_i18n();
    let SubscriptionPage { now, subscriptions } = page;
    let (number, last) = (subscriptions.request.number, subscriptions.last());
    let is_empty = subscriptions.items.is_empty();
    let rows = subscriptions.items.into_iter().map(|subscription| view! { <Row subscription now/> }).collect_view();
    view! {
        <div class="max-w-3xl">
            <h1 class="text-2xl font-semibold">{t!(i18n, subscriptions.title)}</h1>
            <p class="mt-1 text-ink-muted">{t!(i18n, subscriptions.lead)}</p>
            <div class="mt-6">
                {if is_empty {
                    view! {
                        <div class="card p-6">
                            <p>{t!(i18n, subscriptions.none)}</p>
                            <p class="mt-3"><A href=paths::PRODUCTS attr:class="button">{t!(i18n, products.title)}</A></p>
                        </div>
                    }
                    .into_any()
                } else {
                    view! { <ul class="card rows" aria-label=tu_string!(i18n, subscriptions.title)>{rows}</ul> }.into_any()
                }}
                <Pager page=number last href=paths::subscriptions/>
            </div>
        </div>
    }
}

#[component]
fn Row(subscription: Subscription, now: Timestamp) -> impl IntoView {
    let i18n = use_i18n();
    let used = subscription.last_used_at;
    let is_for_all = subscription.scope == SubscriptionScope::AllApis;
    view! {
        <li class="relative flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3 hover:bg-surface-sunken">
            <A href=paths::subscription(&subscription.id) attr:class="card-link wrap-anywhere min-w-0 font-medium">
                {subscription.name}
            </A>
            <span class="wrap-anywhere text-sm text-ink-muted">
                {if is_for_all { t!(i18n, subscriptions.all_apis).into_any() } else { subscription.scope_name.into_any() }}
            </span>
            <SubscriptionBadge state=subscription.state/>
            <span class="ml-auto text-sm text-ink-muted">
                {match used {
                    Some(at) => view! { {t!(i18n, subscriptions.used)} " " <Moment at now/> }.into_any(),
                    None => view! { {t!(i18n, subscriptions.unused)} }.into_any(),
                }}
            </span>
        </li>
    }
}
