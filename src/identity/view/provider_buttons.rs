//! The providers on the page to sign in.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::provider_texts::explain_failure;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::get_sign_in_ways;
use crate::identity::provider::{SignInWays, Way};
use crate::paths;
use crate::ui::async_view::AsyncView;

/// A button for each provider that is on, and why the last attempt came to nothing.
#[component]
pub(super) fn ProviderButtons(
    /// Where to go afterwards; may be empty.
    next: String,
) -> impl IntoView {
    let failed = use_location().search.with_untracked(|search| paths::query_value(search, "failed"));
    let failed = failed.unwrap_or_default();
    let ways = Resource::new(move || failed.clone(), get_sign_in_ways);
    view! { <AsyncView resource=ways show=move |ways| view! { <Shown ways next=next.clone()/> }/> }
}

#[component]
fn Shown(ways: SignInWays, next: String) -> impl IntoView {
    let i18n = use_i18n();
    let failure = ways.failure.map(|failure| {
        let mut sentences = explain_failure(i18n, &failure).into_iter();
        let first = sentences.next();
        let others = sentences.map(|sentence| view! { <p class="mt-1 wrap-anywhere">{sentence}</p> }).collect_view();
        view! {
            <div role="alert" class="mt-6 rounded border border-danger px-3 py-2 text-sm text-danger">
                <p class="font-semibold">{first}</p>
                {others}
            </div>
        }
    });
    let offers = !ways.providers.is_empty();
    let buttons = ways.providers.into_iter().map(|way| view! { <Button way next=next.clone()/> }).collect_view();
    view! {
        {failure}
        {offers.then(|| view! {
            <div class="mt-6 flex flex-col gap-3">{buttons}</div>
            <p class="mt-6 border-b border-line pb-2 text-sm text-ink-muted">{t!(i18n, providers.or_password)}</p>
        })}
    }
}

#[component]
fn Button(way: Way, next: String) -> impl IntoView {
    let i18n = use_i18n();
    let text = tu_string!(i18n, providers.sign_in_with, provider = way.name);
    view! {
        <form method="post" action=paths::sign_in_with(&way.id) class="flex flex-col">
            <input type="hidden" name="next" value=next/>
            <button type="submit" class="button wrap-anywhere">{text}</button>
        </form>
    }
}
