//! The bar at the top.

use leptos::prelude::*;
use leptos_router::components::A;

use super::here::use_here;
use super::theme_switch::ThemeSwitch;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::model::Role;
use crate::paths;
use crate::site::model::Frame;

/// The instance's name, the main navigation, and who has signed in.
#[component]
pub fn Header(
    /// What it shows.
    frame: Frame,
) -> impl IntoView {
    let i18n = use_i18n();
    let theme = frame.theme;
    let logo = frame.logo.unwrap_or_else(|| "/favicon.svg".to_owned());
    let is_administrator = frame.user.as_ref().is_some_and(|user| user.role == Role::Administrator);
    let here = use_here();
    let sign_in = move || here.with(|here| paths::sign_in(here));
    let link = "rounded-md px-3 py-2 text-sm font-medium text-ink-muted hover:bg-surface-sunken hover:text-ink";
    view! {
        <header class="border-b border-line bg-surface-raised">
            <div class="mx-auto flex max-w-screen-2xl flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-6 lg:px-8">
                <A href=paths::HOME attr:class="flex items-center gap-2 text-base font-semibold text-ink">
                    <img src=logo alt="" width="24" height="24" class="h-6 w-6 object-contain"/>
                    {frame.name}
                </A>
                <nav aria-label=move || tu_string!(i18n, site.main_navigation) class="site-nav flex items-center gap-1">
                    <A href=paths::APIS attr:class=link>{t!(i18n, site.apis)}</A>
                    {frame.has_products.then(|| view! { <A href=paths::PRODUCTS attr:class=link>{t!(i18n, site.products)}</A> })}
                    <A href=paths::SEARCH attr:class=link attr:aria-keyshortcuts="Control+K Meta+K">
                        {t!(i18n, site.search)}
                        <kbd class="ml-2 hidden text-xs text-ink-faint lg:inline" aria-hidden="true">"Ctrl K"</kbd>
                    </A>
                    {is_administrator.then(|| view! { <A href=paths::ADMIN_AREA attr:class=link>{t!(i18n, site.admin)}</A> })}
                </nav>
                <div class="ml-auto flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
                    <ThemeSwitch theme here/>
                    {match frame.user {
                        Some(user) => view! {
                            {frame.has_products.then(|| view! {
                                <A href=paths::SUBSCRIPTIONS attr:class=link>{t!(i18n, site.subscriptions)}</A>
                            })}
                            <A href=paths::HISTORY attr:class=link>{t!(i18n, site.history)}</A>
                            <A href=paths::ENVIRONMENTS attr:class=link>{t!(i18n, site.environments)}</A>
                            <A href=paths::ACCOUNT exact=true attr:class=link>{t!(i18n, site.account)}</A>
                            <form method="post" action=paths::SIGN_OUT class="flex items-center gap-3">
                                <span class="hidden text-sm text-ink-muted md:inline">{user.email}</span>
                                <button type="submit" class="button">{t!(i18n, site.sign_out)}</button>
                            </form>
                        }.into_any(),
                        None => view! { <A href=sign_in attr:class="button">{t!(i18n, site.sign_in)}</A> }.into_any(),
                    }}
                </div>
            </div>
        </header>
    }
}
