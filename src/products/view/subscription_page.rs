//! `/account/subscriptions/{subscription}`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::key_row::KeyRow;
use super::state_badge::SubscriptionBadge;
use super::tier_limits::TierLimits;
use crate::analytics::view::UsageSoFar;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::{Submission, Timestamp};
use crate::paths;
use crate::products::api::get_subscription;
use crate::products::model::{KeySlot, Subscription, SubscriptionDetails, SubscriptionScope, SubscriptionState};
use crate::ui::async_view::AsyncView;
use crate::ui::field::TextField;
use crate::ui::moment::Moment;
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// A subscription with its keys, which are masked until somebody asks for them.
pub struct SubscriptionPage;

#[lazy_route]
impl LazyRoute for SubscriptionPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let submission = use_submission();
        let details = Resource::new(
            move || params.with(|params| params.get("subscription").unwrap_or_default()),
            get_subscription,
        );
        view! {
            <AsyncView
                resource=details
                show=move |details| view! { <Shown details submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(details: SubscriptionDetails, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let SubscriptionDetails { now, subscription } = details;
    let id = subscription.id.clone();
    let has_ended = subscription.state.has_ended();
    let is_shown = KeySlot::ALL.into_iter().any(|slot| submission.value(slot.as_str()).is_some());
    let keys = KeySlot::ALL
        .map(|slot| {
            let key = submission.value(slot.as_str()).map(str::to_owned);
            view! { <KeyRow id=id.clone() which=slot key can_regenerate=!has_ended/> }
        })
        .collect_view();
    let name = RwSignal::new(submission.value("name").unwrap_or(&subscription.name).to_owned());
    let complaint = Signal::stored(submission.complaint("name"));
    let label = move |field: &str| match field {
        "slot" => tu_string!(i18n, subscriptions.keys).to_owned(),
        "overlap" => tu_string!(i18n, subscriptions.overlap).to_owned(),
        _ => tu_string!(i18n, subscriptions.name).to_owned(),
    };
    view! {
        <Title text=subscription.name.clone()/>
        <div class="max-w-4xl">
            <p class="text-sm"><A href=paths::SUBSCRIPTIONS attr:class="link">{t!(i18n, subscriptions.title)}</A></p>
            <div class="mt-1 flex flex-wrap items-center gap-3">
                <h1 class="min-w-0 break-words text-2xl font-semibold">{subscription.name.clone()}</h1>
                <SubscriptionBadge state=subscription.state/>
                {(!has_ended && subscription.state != SubscriptionState::Suspended).then(|| view! {
                    <A href=paths::cancel_subscription(&id) attr:class="button button-danger ml-auto">
                        {t!(i18n, subscriptions.cancel)}
                    </A>
                })}
            </div>
            <div class="mt-4">
                <Refusal error=submission.error.clone() address=paths::subscription(&id) label/>
            </div>
            <Facts subscription now/>
            <UsageSoFar id=id.clone() href=paths::subscription_usage(&id)/>
            <h2 class="mt-8 text-xl font-semibold">{t!(i18n, subscriptions.keys)}</h2>
            <p class="mt-1 text-ink-muted">{t!(i18n, subscriptions.keys_lead)}</p>
            {is_shown.then(|| view! { <p role="status" class="mt-3 text-sm">{t!(i18n, subscriptions.keys_shown)}</p> })}
            <ul class="card rows mt-3" aria-label=tu_string!(i18n, subscriptions.keys)>{keys}</ul>
            <form method="post" action=paths::subscription_keys(&id) class="mt-3">
                <button type="submit" class="button">{t!(i18n, subscriptions.show_keys)}</button>
            </form>
            <h2 class="mt-8 text-xl font-semibold">{t!(i18n, subscriptions.rename)}</h2>
            <form method="post" action=paths::subscription(&id) novalidate=true class="mt-3 grid max-w-xl gap-4">
                <TextField name="name" label=tu_string!(i18n, subscriptions.name) value=name complaint=complaint/>
                <div><button type="submit" class="button">{t!(i18n, common.save)}</button></div>
            </form>
        </div>
    }
}

/// What the subscription is to, its limits, and when it was made, used and ends.
#[component]
pub(super) fn Facts(
    /// The subscription.
    subscription: Subscription,
    /// When it was read.
    now: Timestamp,
) -> impl IntoView {
    let i18n = use_i18n();
    let Subscription { scope, scope_name, tier, state, reason, created_at, expires_at, last_used_at, .. } =
        subscription;
    let scope = match scope {
        SubscriptionScope::Product { product, .. } => {
            view! { <A href=paths::product(&product) attr:class="link wrap-anywhere">{scope_name}</A> }.into_any()
        }
        SubscriptionScope::Api(_) => view! { <span class="wrap-anywhere">{scope_name}</span> }.into_any(),
        SubscriptionScope::AllApis => t!(i18n, subscriptions.all_apis).into_any(),
    };
    let waits = (state == SubscriptionState::Submitted)
        .then(|| view! { <p class="mt-4 text-ink-muted">{t!(i18n, subscriptions.waits)}</p> });
    view! {
        {waits}
        <dl class="mt-4 grid gap-4 text-sm sm:grid-cols-2">
            <div>
                <dt class="text-ink-muted">{t!(i18n, subscriptions.scope)}</dt>
                <dd>{scope}</dd>
            </div>
            {tier.map(|tier| view! {
                <div>
                    <dt class="text-ink-muted">{t!(i18n, products.tier)}</dt>
                    <dd><TierLimits tier/></dd>
                </div>
            })}
            <div>
                <dt class="text-ink-muted">{t!(i18n, subscriptions.created)}</dt>
                <dd><Moment at=created_at now/></dd>
            </div>
            <div>
                <dt class="text-ink-muted">{t!(i18n, subscriptions.last_used)}</dt>
                <dd>
                    {match last_used_at {
                        Some(at) => view! { <Moment at now/> }.into_any(),
                        None => t!(i18n, subscriptions.unused).into_any(),
                    }}
                </dd>
            </div>
            <div>
                <dt class="text-ink-muted">{t!(i18n, subscriptions.expires)}</dt>
                <dd>
                    {match expires_at {
                        Some(at) => at.to_string().into_any(),
                        None => t!(i18n, subscriptions.never).into_any(),
                    }}
                </dd>
            </div>
            {(!reason.is_empty()).then(|| view! {
                <div>
                    <dt class="text-ink-muted">{t!(i18n, subscriptions.reason)}</dt>
                    <dd class="wrap-anywhere">{reason}</dd>
                </div>
            })}
        </dl>
    }
}
