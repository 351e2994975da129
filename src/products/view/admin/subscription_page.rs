//! `/admin/subscriptions/{subscription}`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::products::api::get_subscription;
use crate::products::model::{SubscriptionDetails, SubscriptionState};
use crate::products::view::state_badge::SubscriptionBadge;
use crate::products::view::subscription_page::Facts;
use crate::ui::async_view::AsyncView;
use crate::ui::field::TextField;
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// A subscription, and what an administrator can do with it.
pub struct AdminSubscriptionPage;

#[lazy_route]
impl LazyRoute for AdminSubscriptionPage {
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
                submission=submission.clone()
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
    let (id, state) = (subscription.id.clone(), subscription.state);
    let address = paths::admin_subscription(&id);
    let owner = subscription.owner.clone();
    let typed = |field: &str| RwSignal::new(submission.value(field).unwrap_or_default().to_owned());
    let complaint = |field: &str| Signal::stored(submission.complaint(field));
    let (reason, of_reason) = (typed("reason"), complaint("reason"));
    let day = subscription.expires_at.map(|at| at.to_string().chars().take(10).collect::<String>()).unwrap_or_default();
    let expires_at = RwSignal::new(submission.value("expires_at").unwrap_or(&day).to_owned());
    let of_expiry = complaint("expires_at");
    let label = move |field: &str| match field {
        "reason" => tu_string!(i18n, subscriptions.reason).to_owned(),
        "expires_at" => tu_string!(i18n, subscriptions.expires).to_owned(),
        _ => tu_string!(i18n, subscriptions.decision).to_owned(),
    };
    let is_submitted = state == SubscriptionState::Submitted;
    let can_suspend = matches!(state, SubscriptionState::Active | SubscriptionState::Expired);
    let can_activate = state == SubscriptionState::Suspended;
    let has_ended = state.has_ended();
    view! {
        <Title text=subscription.name.clone()/>
        <div class="max-w-4xl">
            <p class="text-sm"><A href=paths::ADMIN_SUBSCRIPTIONS attr:class="link">{t!(i18n, subscriptions.admin_title)}</A></p>
            <div class="mt-1 flex flex-wrap items-center gap-3">
                <h1 class="min-w-0 break-words text-2xl font-semibold">{subscription.name.clone()}</h1>
                <SubscriptionBadge state/>
                <A href=paths::subscription(&id) attr:class="button ml-auto">{t!(i18n, subscriptions.keys)}</A>
            </div>
            <p class="mt-1 break-all text-ink-muted">
                {match owner {
                    Some((user, email)) => view! { <A href=paths::admin_user(&user) attr:class="link">{email}</A> }.into_any(),
                    None => t!(i18n, subscriptions.nobody).into_any(),
                }}
            </p>
            <div class="mt-4"><Refusal error=submission.error address=address.clone() label/></div>
            <Facts subscription now/>
            {(!has_ended).then(|| view! {
                <h2 class="mt-8 text-xl font-semibold">{t!(i18n, subscriptions.decision)}</h2>
                // Forms of their own: the Enter key in the reason's field must not approve.
                <form method="post" action=address.clone() class="mt-3 flex flex-wrap gap-3">
                    {is_submitted.then(|| view! {
                        <button type="submit" name="action" value="approve" class="button button-primary">
                            {t!(i18n, subscriptions.approve)}
                        </button>
                    })}
                    {can_activate.then(|| view! {
                        <button type="submit" name="action" value="activate" class="button button-primary">
                            {t!(i18n, subscriptions.activate)}
                        </button>
                    })}
                    <A href=paths::cancel_subscription(&id) attr:class="button button-danger">
                        {t!(i18n, subscriptions.cancel)}
                    </A>
                </form>
                {(is_submitted || can_suspend).then(|| view! {
                    <form method="post" action=address.clone() novalidate=true class="mt-6 grid max-w-xl gap-4">
                        <TextField
                            name="reason"
                            label=tu_string!(i18n, subscriptions.reason)
                            value=reason
                            complaint=of_reason
                            hint=tu_string!(i18n, subscriptions.reason_hint)
                            optional=true
                        />
                        <div>
                            {if is_submitted {
                                view! {
                                    <button type="submit" name="action" value="reject" class="button button-danger">
                                        {t!(i18n, subscriptions.reject)}
                                    </button>
                                }
                                .into_any()
                            } else {
                                view! {
                                    <button type="submit" name="action" value="suspend" class="button">
                                        {t!(i18n, subscriptions.suspend)}
                                    </button>
                                }
                                .into_any()
                            }}
                        </div>
                    </form>
                })}
                <form method="post" action=address novalidate=true class="mt-8 grid max-w-xl gap-4">
                    <input type="hidden" name="action" value="expire"/>
                    <TextField
                        name="expires_at"
                        label=tu_string!(i18n, subscriptions.expires)
                        value=expires_at
                        complaint=of_expiry
                        hint=tu_string!(i18n, subscriptions.expires_hint)
                        kind="date"
                        optional=true
                    />
                    <div><button type="submit" class="button">{t!(i18n, common.save)}</button></div>
                </form>
            })}
        </div>
    }
}
