//! `/admin/subscriptions`

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::{A, Form};
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Timestamp;
use crate::paths;
use crate::products::api::admin_list_subscriptions;
use crate::products::model::{
    Subscription, SubscriptionFilter, SubscriptionPage, SubscriptionScope, SubscriptionState,
};
use crate::products::view::state_badge::{SubscriptionBadge, state_text};
use crate::ui::async_view::AsyncView;
use crate::ui::browser;
use crate::ui::field::{SelectField, TextField};
use crate::ui::moment::Moment;
use crate::ui::pager::Pager;

/// Everybody's subscriptions, narrowed by state, product and person.
pub struct AdminSubscriptionsPage;

#[lazy_route]
impl LazyRoute for AdminSubscriptionsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let search = use_location().search;
        let asked = Memo::new(move |_| {
            search.with(|search| {
                let value = |name| paths::query_value(search, name).unwrap_or_default();
                let filter =
                    SubscriptionFilter { state: value("state"), product: value("product"), person: value("person") };
                (filter, value("page").parse::<u32>().unwrap_or(1))
            })
        });
        let subscriptions = Resource::new(
            move || asked.get(),
            |(filter, page)| async move {
                let found = admin_list_subscriptions(filter.clone(), page).await?;
                Ok((filter, found))
            },
        );
        view! {
            <Title text=tu_string!(i18n, subscriptions.admin_title)/>
            <AsyncView resource=subscriptions show=|(filter, page)| view! { <Shown filter page/> }/>
        }
        .into_any()
    }
}

#[component]
fn Shown(filter: SubscriptionFilter, page: SubscriptionPage) -> impl IntoView {
    let i18n = use_i18n();
    let SubscriptionPage { now, subscriptions } = page;
    let (number, last, total) = (subscriptions.request.number, subscriptions.last(), subscriptions.total);
    let rows = subscriptions.items.into_iter().map(|subscription| view! { <Row subscription now/> }).collect_view();
    let href = {
        let SubscriptionFilter { state, product, person } = filter.clone();
        move |page| paths::admin_subscriptions(&[("state", &state), ("product", &product), ("person", &person)], page)
    };
    view! {
        <div class="flex flex-wrap items-center justify-between gap-3">
            <h1 class="text-2xl font-semibold">{t!(i18n, subscriptions.admin_title)}</h1>
            <A href=paths::ADMIN_NEW_SUBSCRIPTION attr:class="button button-primary">{t!(i18n, subscriptions.add)}</A>
        </div>
        <FilterForm filter/>
        <div class="mt-6">
            {if total == 0 {
                view! {
                    <div class="card p-6" role="status">
                        <p>{t!(i18n, subscriptions.none_found)}</p>
                        <p class="mt-3">
                            <A href=paths::ADMIN_SUBSCRIPTIONS attr:class="button">{t!(i18n, catalog.show_all)}</A>
                        </p>
                    </div>
                }
                .into_any()
            } else {
                view! { <ul class="card rows">{rows}</ul> }.into_any()
            }}
            <Pager page=number last href/>
        </div>
    }
}

#[component]
fn FilterForm(filter: SubscriptionFilter) -> impl IntoView {
    let i18n = use_i18n();
    let states = SubscriptionState::ALL.map(|state| (state.as_str().to_owned(), state_text(i18n, state).to_owned()));
    let any = (String::new(), tu_string!(i18n, subscriptions.any_state).to_owned());
    let options = std::iter::once(any).chain(states).collect::<Vec<_>>();
    view! {
        <div role="search" class="mt-6">
            <Form method="GET" action=paths::ADMIN_SUBSCRIPTIONS on_form_data=Arc::new(browser::drop_unnamed)>
                <div class="grid items-end gap-4 md:grid-cols-4">
                    <SelectField
                        name="state"
                        label=tu_string!(i18n, subscriptions.state)
                        value=RwSignal::new(filter.state)
                        options=options
                    />
                    <TextField
                        name="product"
                        label=tu_string!(i18n, products.id)
                        value=RwSignal::new(filter.product)
                        optional=true
                    />
                    <TextField
                        name="person"
                        label=tu_string!(i18n, identity.email)
                        value=RwSignal::new(filter.person)
                        optional=true
                    />
                    <div><button type="submit" class="button">{t!(i18n, common.search)}</button></div>
                </div>
            </Form>
        </div>
    }
}

#[component]
fn Row(subscription: Subscription, now: Timestamp) -> impl IntoView {
    let i18n = use_i18n();
    let is_for_all = subscription.scope == SubscriptionScope::AllApis;
    let owner = subscription.owner.map(|(_, email)| email);
    view! {
        <li class="relative flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3 hover:bg-surface-sunken">
            <A href=paths::admin_subscription(&subscription.id) attr:class="card-link wrap-anywhere min-w-0 font-medium">
                {subscription.name}
            </A>
            <span class="wrap-anywhere text-sm text-ink-muted">
                {if is_for_all { t!(i18n, subscriptions.all_apis).into_any() } else { subscription.scope_name.into_any() }}
            </span>
            <span class="break-all text-sm text-ink-muted">
                {match owner {
                    Some(email) => email.into_any(),
                    None => t!(i18n, subscriptions.nobody).into_any(),
                }}
            </span>
            <SubscriptionBadge state=subscription.state/>
            <span class="ml-auto text-sm text-ink-muted"><Moment at=subscription.created_at now/></span>
        </li>
    }
}
