//! `/account/subscriptions/{subscription}/cancel`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::paths;
use crate::products::api::get_subscription;
use crate::products::model::{Subscription, SubscriptionDetails};
use crate::ui::async_view::AsyncView;
use crate::ui::message::error_text;
use crate::ui::submission::use_submission;

/// Says what goes with a subscription and asks once.
pub struct CancelSubscriptionPage;

#[lazy_route]
impl LazyRoute for CancelSubscriptionPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let error = use_submission().error;
        let details = Resource::new(
            move || params.with(|params| params.get("subscription").unwrap_or_default()),
            get_subscription,
        );
        let show = move |SubscriptionDetails { subscription, .. }| {
            view! { <Shown subscription error=error.clone()/> }
        };
        view! { <AsyncView resource=details show/> }.into_any()
    }
}

#[component]
fn Shown(subscription: Subscription, error: Option<ApiError>) -> impl IntoView {
    let i18n = use_i18n();
    let question = tu_string!(i18n, subscriptions.cancel_question, name = &subscription.name);
    view! {
        <Title text=question.clone()/>
        <div class="max-w-2xl">
            <h1 class="break-words text-2xl font-semibold">{question}</h1>
            {error.map(|error| view! { <p role="alert" class="mt-4 text-danger">{error_text(i18n, &error)}</p> })}
            <p class="mt-4">{t!(i18n, subscriptions.cancel_loss)}</p>
            <form method="post" action=paths::cancel_subscription(&subscription.id) class="mt-6 flex items-center gap-3">
                <button type="submit" class="button button-danger">{t!(i18n, subscriptions.cancel)}</button>
                <A href=paths::subscription(&subscription.id) attr:class="button button-quiet">{t!(i18n, subscriptions.keep)}</A>
            </form>
        </div>
    }
}
