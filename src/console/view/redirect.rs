//! Where an answer leads.

use leptos::prelude::*;

use super::exchange::Exchange;
use super::send_button::SEND;
use crate::console::redirect::{MOST, Redirect, Refusal};
use crate::console::request::masked;
use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::browser;

/// The address, what following it means, and a button that does.
#[component]
pub(super) fn RedirectNotice(exchange: Exchange, redirect: Redirect) -> impl IntoView {
    let i18n = use_i18n();
    let Redirect { target, method, keeps_body, is_elsewhere, left_out, follow, refusal } = redirect.clone();
    let target = exchange.sent.with_value(|sent| match sent {
        Some(sent) => masked(&target, &sent.request.credentials),
        None => target.clone(),
    });
    let meaning = if exchange.method.get_untracked().as_deref() == Some(method.as_str()) {
        tu_string!(i18n, redirect.same_method, method = method)
    } else {
        tu_string!(i18n, redirect.other_method, method = method)
    };
    let body = keeps_body.map(|keeps| match keeps {
        true => tu_string!(i18n, redirect.with_body),
        false => tu_string!(i18n, redirect.without_body),
    });
    let refusal = refusal.map(|refusal| match refusal {
        Refusal::NotAnAddress => tu_string!(i18n, redirect.not_an_address).to_owned(),
        Refusal::TooMany => tu_string!(i18n, redirect.too_many, most = MOST),
    });
    let names = left_out.join(", ");
    let press = move |_| {
        exchange.follow(&redirect);
        // The button is gone with the answer that it belongs to.
        browser::focus(SEND);
    };
    view! {
        <p class="text-sm">{t!(i18n, redirect.leads_to)}" "<code class="break-all">{target}</code></p>
        {match refusal {
            Some(refusal) => view! { <p class="text-sm text-ink-muted">{refusal}</p> }.into_any(),
            None => view! {
                <p class="text-sm text-ink-muted">
                    {meaning}" "{body}" "{is_elsewhere.then_some(t!(i18n, redirect.elsewhere))}
                </p>
                {(!names.is_empty()).then(|| view! {
                    <p class="text-sm text-ink-muted">{t!(i18n, redirect.left_out, names = names)}</p>
                })}
            }
            .into_any(),
        }}
        {follow.is_some().then(|| view! {
            <p>
                <button
                    type="button"
                    class="button"
                    disabled=move || exchange.running.with(Option::is_some)
                    on:click=press
                >
                    {t!(i18n, redirect.follow)}
                </button>
            </p>
        })}
    }
}
