//! `/admin/identity-providers`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::admin_list_providers;
use crate::identity::provider::Provider;
use crate::paths;
use crate::ui::async_view::AsyncView;

/// The OpenID providers in the order of their buttons.
pub struct ProvidersPage;

#[lazy_route]
impl LazyRoute for ProvidersPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let providers = Resource::new(|| (), |()| admin_list_providers());
        view! {
            <Title text=tu_string!(i18n, providers.title)/>
            <AsyncView resource=providers show=move |providers| view! { <Shown providers/> }/>
        }
        .into_any()
    }
}

#[component]
fn Shown(providers: Vec<Provider>) -> impl IntoView {
    let i18n = use_i18n();
    let last = providers.len().saturating_sub(1);
    let is_empty = providers.is_empty();
    let row = |(at, provider): (usize, Provider)| view! { <Row provider is_first=at == 0 is_last=at == last/> };
    let rows = providers.into_iter().enumerate().map(row).collect_view();
    view! {
        <div class="max-w-3xl">
            <div class="flex flex-wrap items-center gap-3">
                <h1 class="text-2xl font-semibold">{t!(i18n, providers.title)}</h1>
                <A href=paths::ADMIN_NEW_PROVIDER attr:class="button button-primary ml-auto">{t!(i18n, providers.add)}</A>
            </div>
            <p class="mt-1 text-ink-muted">{t!(i18n, providers.lead)}</p>
            {if is_empty {
                view! { <p class="card mt-6 p-6">{t!(i18n, providers.none)}</p> }.into_any()
            } else {
                view! { <ul class="card rows mt-6" aria-label=tu_string!(i18n, providers.title)>{rows}</ul> }.into_any()
            }}
        </div>
    }
}

#[component]
fn Row(provider: Provider, is_first: bool, is_last: bool) -> impl IntoView {
    let i18n = use_i18n();
    let action = paths::admin_move_provider(&provider.id);
    let up = tu_string!(i18n, providers.up, name = &provider.name);
    let down = tu_string!(i18n, providers.down, name = &provider.name);
    view! {
        <li class="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
            <A href=paths::admin_provider(&provider.id) attr:class="link min-w-0 break-words font-medium">{provider.name}</A>
            {(!provider.is_on).then(|| view! { <span class="badge">{t!(i18n, providers.off_badge)}</span> })}
            <span class="min-w-0 wrap-anywhere text-sm text-ink-muted">{provider.issuer}</span>
            <form method="post" action=action class="ml-auto flex gap-1">
                <button type="submit" name="to" value="up" class="button button-quiet" aria-label=up disabled=is_first>"↑"</button>
                <button type="submit" name="to" value="down" class="button button-quiet" aria-label=down disabled=is_last>"↓"</button>
            </form>
        </li>
    }
}
