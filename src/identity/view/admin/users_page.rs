//! `/admin/users`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use super::role_text::role_text;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::admin_list_users;
use crate::identity::model::{Account, AccountPage};
use crate::kernel::Timestamp;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::listing::{Listing, use_listing};
use crate::ui::moment::Moment;
use crate::ui::pager::Pager;
use crate::ui::search_form::SearchForm;

/// Every account: searched and paged.
pub struct UsersPage;

#[lazy_route]
impl LazyRoute for UsersPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let listing = use_listing();
        let users = Resource::new(
            move || listing.get(),
            |Listing { query, page, .. }| async move { Ok((query.clone(), admin_list_users(query, page).await?)) },
        );
        view! {
            <Title text=tu_string!(i18n, people.title)/>
            <AsyncView resource=users show=|(query, page)| view! { <Shown query page/> }/>
        }
        .into_any()
    }
}

#[component]
fn Shown(query: String, page: AccountPage) -> impl IntoView {
    let i18n = use_i18n();
    let AccountPage { now, accounts } = page;
    let (number, last, total) = (accounts.request.number, accounts.last(), accounts.total);
    let rows = accounts.items.into_iter().map(|account| view! { <Row account now/> }).collect_view();
    view! {
        <h1 class="text-2xl font-semibold">{t!(i18n, people.title)}</h1>
        <div class="mt-6">
            <SearchForm action=paths::ADMIN_USERS label=tu_string!(i18n, people.search) query=query.clone()/>
        </div>
        <div class="mt-6">
            {if total == 0 {
                view! {
                    <div class="card p-6" role="status">
                        <p>{t!(i18n, people.none_found)}</p>
                        <p class="mt-3">
                            <A href=paths::ADMIN_USERS attr:class="button">{t!(i18n, catalog.show_all)}</A>
                        </p>
                    </div>
                }
                .into_any()
            } else {
                view! { <ul class="card rows">{rows}</ul> }.into_any()
            }}
            <Pager page=number last href=move |page| paths::admin_users(&query, page)/>
        </div>
    }
}

#[component]
fn Row(account: Account, now: Timestamp) -> impl IntoView {
    let i18n = use_i18n();
    let Account { user, created_at, groups, .. } = account;
    let names = groups.into_iter().map(|(_, name)| view! { <span class="badge">{name}</span> }).collect_view();
    view! {
        <li class="relative flex flex-wrap items-baseline gap-3 px-4 py-3 hover:bg-surface-sunken">
            <A href=paths::admin_user(&user.id) attr:class="card-link min-w-0 break-all font-medium">{user.email}</A>
            <span class="text-sm text-ink-muted">{role_text(i18n, user.role)}</span>
            {names}
            <span class="ml-auto text-sm text-ink-muted">
                {t!(i18n, people.since)}" "<Moment at=created_at now/>
            </span>
        </li>
    }
}
