//! The frame of the administrators' area.

use leptos::prelude::*;
use leptos_router::components::{A, Outlet};

use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;

/// The navigation of the area, above the page that the address names.
#[component]
pub fn AdminLayout() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <nav
            aria-label=move || tu_string!(i18n, admin.navigation)
            class="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line pb-3 text-sm"
        >
            <span class="font-semibold">{t!(i18n, admin.area)}</span>
            <A href=paths::ADMIN attr:class="text-ink-muted hover:text-ink">{t!(i18n, admin.apis)}</A>
            <A href=paths::ADMIN_PRODUCTS attr:class="text-ink-muted hover:text-ink">{t!(i18n, products.title)}</A>
            <A href=paths::ADMIN_SUBSCRIPTIONS attr:class="text-ink-muted hover:text-ink">
                {t!(i18n, subscriptions.admin_title)}
            </A>
            <A href=paths::ADMIN_POLICIES attr:class="text-ink-muted hover:text-ink">{t!(i18n, policies.title)}</A>
            <A href=paths::ADMIN_USERS attr:class="text-ink-muted hover:text-ink">{t!(i18n, people.title)}</A>
            <A href=paths::ADMIN_GROUPS attr:class="text-ink-muted hover:text-ink">{t!(i18n, groups.title)}</A>
            <A href=paths::ADMIN_SETTINGS attr:class="text-ink-muted hover:text-ink">{t!(i18n, settings.title)}</A>
            <A href=paths::ADMIN_AUDIT attr:class="text-ink-muted hover:text-ink">{t!(i18n, audit.title)}</A>
            <A href=paths::ADMIN_PROVIDERS attr:class="text-ink-muted hover:text-ink">{t!(i18n, providers.title)}</A>
        </nav>
        <Outlet/>
    }
}
