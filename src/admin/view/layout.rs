//! The frame of the administrators' area.

use leptos::prelude::*;
use leptos_router::components::{A, Outlet};

use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::model::Role;
use crate::paths;
use crate::site::model::Frame;

/// The navigation of the area, for those who see more of it than one page, above the page that the address names. It leads
/// to what the person's role opens.
#[component]
pub fn AdminLayout() -> impl IntoView {
    let i18n = use_i18n();
    let role = expect_context::<Frame>().user.map(|user| user.role);
    let administers = role == Some(Role::Administrator);
    let link = "text-ink-muted hover:text-ink";
    let navigation = (role != Some(Role::Support)).then(|| view! {
        <nav
            aria-label=move || tu_string!(i18n, admin.navigation)
            class="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line pb-3 text-sm"
        >
            <span class="font-semibold">{t!(i18n, admin.area)}</span>
            {role.is_some_and(Role::publishes).then(|| view! { <A href=paths::ADMIN attr:class=link>{t!(i18n, admin.apis)}</A> })}
            {administers.then(|| view! {
                <A href=paths::ADMIN_PRODUCTS attr:class=link>{t!(i18n, products.title)}</A>
                <A href=paths::ADMIN_SUBSCRIPTIONS attr:class=link>{t!(i18n, subscriptions.admin_title)}</A>
                <A href=paths::ADMIN_POLICIES attr:class=link>{t!(i18n, policies.title)}</A>
                <A href=paths::ADMIN_USERS attr:class=link>{t!(i18n, people.title)}</A>
                <A href=paths::ADMIN_GROUPS attr:class=link>{t!(i18n, groups.title)}</A>
                <A href=paths::ADMIN_SETTINGS attr:class=link>{t!(i18n, settings.title)}</A>
                <A href=paths::ADMIN_AUDIT attr:class=link>{t!(i18n, audit.title)}</A>
                <A href=paths::ADMIN_PROVIDERS attr:class=link>{t!(i18n, providers.title)}</A>
            })}
        </nav>
    });
    view! {
        {navigation}
        <Outlet/>
    }
}
