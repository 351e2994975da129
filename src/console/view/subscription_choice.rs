//! The choice of the subscription with which a call goes through the gateway.

use leptos::prelude::*;
use leptos_router::components::A;

use super::chosen_subscription::ChosenSubscription;
use super::draft::Draft;
use crate::console::api::get_gateway_offer;
use crate::console::model::{GatewayOffer, OfferedSubscription};
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::paths;
use crate::site::model::Frame;
use crate::ui::browser;
use crate::ui::message::error_text;

/// The id of the select.
const SELECT: &str = "subscription";
/// Under which name the browser keeps the subscription that was chosen last for an API.
const CHOICE: &str = "loggia-subscription-";

/// A select of the person's subscriptions for the operation's API, or the way to one. Its code is loaded for those who are
/// signed in.
#[lazy]
pub(super) fn subscription_choice(draft: Draft) -> AnyView {
    let i18n = use_i18n();
    let key = format!("{CHOICE}{}", draft.with_details(|details| details.api.slug.clone()));
    let key = StoredValue::new(key);
    let offer = RwSignal::new(None::<Result<Option<GatewayOffer>, ApiError>>);
    let choose = move |id: &str| {
        let chosen = offer.with_untracked(|offer| chosen(offer.as_ref()?.as_ref().ok()?.as_ref()?, id));
        draft.subscription.set(chosen);
    };
    Effect::new(move |_| {
        leptos::task::spawn_local(async move {
            let loaded = get_gateway_offer(draft.operation()).await;
            // The page may have been left.
            if offer.try_set(Some(loaded)).is_none()
                && let Some(id) = browser::kept(&key.get_value())
            {
                choose(&id);
            }
        });
    });
    let on_change = move |id: String| {
        browser::keep(&key.get_value(), &id);
        choose(&id);
    };
    let option = move |subscription: OfferedSubscription| {
        let OfferedSubscription { id, name, scope_name } = subscription;
        let text = match scope_name.as_str() {
            "" => tu_string!(i18n, console.subscription_to_all, name = name),
            scope if scope == name => name,
            _ => tu_string!(i18n, console.subscription_to, name = name, scope = scope_name),
        };
        let selected =
            draft.subscription.with_untracked(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.id == id));
        view! { <option value=id.to_string() selected=selected>{text}</option> }
    };
    let select = move |subscriptions: Vec<OfferedSubscription>| {
        view! {
            <label for=SELECT class="text-sm text-ink-muted">{t!(i18n, console.subscription)}</label>
            <div class="min-w-0">
                <select id=SELECT class="field-input" on:change:target=move |event| on_change(event.target().value())>
                    <option value="">{t!(i18n, console.no_subscription)}</option>
                    {subscriptions.into_iter().map(option).collect_view()}
                </select>
            </div>
        }
    };
    let has_products = use_context::<Frame>().is_some_and(|frame| frame.has_products);
    let none = move || {
        has_products.then(|| {
            view! {
                <p class="text-sm text-ink-muted">
                    {t!(i18n, console.subscribe_first)}" "
                    <A href=paths::PRODUCTS attr:class="text-accent underline">{t!(i18n, products.title)}</A>
                </p>
            }
        })
    };
    let is_chosen = Memo::new(move |_| draft.subscription.with(Option::is_some));
    view! {
        <div class="flex flex-wrap items-center gap-2">
            {move || match offer.get() {
                None | Some(Ok(None)) => ().into_any(),
                Some(Ok(Some(offer))) if offer.subscriptions.is_empty() => none().into_any(),
                Some(Ok(Some(offer))) => select(offer.subscriptions).into_any(),
                Some(Err(error)) => {
                    view! { <span class="text-sm text-danger">{error_text(i18n, &error)}</span> }.into_any()
                }
            }}
        </div>
        {move || is_chosen.get().then(|| view! {
            <p class="mt-1 text-xs text-ink-muted">{t!(i18n, console.subscription_hint)}</p>
        })}
    }
    .into_any()
}

fn chosen(offer: &GatewayOffer, id: &str) -> Option<ChosenSubscription> {
    let subscription = offer.subscriptions.iter().find(|subscription| subscription.id.as_str() == id)?;
    Some(ChosenSubscription {
        id: subscription.id.clone(),
        base_url: offer.base_url.clone(),
        version: offer.version.clone(),
        key_header: offer.key_header.clone(),
    })
}
