//! The change log of an API.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::breadcrumb::Breadcrumb;
use super::change_list::ChangeList;
use crate::catalog::api::list_revisions;
use crate::catalog::model::{ApiRevision, ChangeLog};
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::ui::async_view::AsyncView;

/// What each revision changed, newest first; whoever may change it can go back to an older one.
pub struct ChangesPage;

#[lazy_route]
impl LazyRoute for ChangesPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let params = use_params_map();
        let slug = Memo::new(move |_| params.with(|params| params.get("api").unwrap_or_default()));
        let log = Resource::new(move || slug.get(), list_revisions);
        view! {
            <Title text=tu_string!(i18n, catalog.changes)/>
            <AsyncView resource=log show=|log| view! { <Shown log/> }/>
        }
        .into_any()
    }
}

#[component]
fn Shown(log: ChangeLog) -> impl IntoView {
    let i18n = use_i18n();
    let ChangeLog { title, slug, revisions, may_change } = log;
    let above = vec![(paths::APIS.to_owned(), tu_string!(i18n, catalog.apis).to_owned()), (paths::api(&slug), title)];
    let all = revisions
        .into_iter()
        .map(|revision| view! { <Revision slug=slug.clone() revision may_change/> })
        .collect_view();
    view! {
        <Breadcrumb above/>
        <h1 class="text-2xl font-semibold">{t!(i18n, catalog.changes)}</h1>
        <p class="mt-1 text-ink-muted">{t!(i18n, catalog.changes_lead)}</p>
        <div class="mt-6 grid gap-8">{all}</div>
    }
}

#[component]
fn Revision(slug: String, revision: ApiRevision, may_change: bool) -> impl IntoView {
    let i18n = use_i18n();
    let ApiRevision { number, published_at, is_current, changes, .. } = revision;
    let view = (!is_current).then(|| {
        view! {
            <A href=paths::api(&paths::at_revision(&slug, number)) attr:class="button">
                {t!(i18n, catalog.view_revision)}
                <span class="visually-hidden">{t!(i18n, catalog.revision, number = number)}</span>
            </A>
        }
    });
    let restore = (may_change && !is_current).then(|| {
        view! {
            <form method="post" action=paths::admin_restore(&slug, number)>
                <button type="submit" class="button">{t!(i18n, catalog.restore)}</button>
            </form>
        }
    });
    view! {
        <section>
            <div class="flex flex-wrap items-center gap-3">
                <h2 class="text-lg font-semibold">{t!(i18n, catalog.revision, number = number)}</h2>
                {is_current.then(|| view! { <span class="badge">{t!(i18n, catalog.current)}</span> })}
                <span class="text-sm text-ink-muted">{published_at.to_string()}</span>
                {view}
                {restore}
            </div>
            <div class="mt-3">
                {match (number, changes.is_empty()) {
                    (1, true) => view! { <p class="text-sm text-ink-muted">{t!(i18n, catalog.first_revision)}</p> }.into_any(),
                    (_, true) => view! { <p class="text-sm text-ink-muted">{t!(i18n, catalog.no_changes)}</p> }.into_any(),
                    (_, false) => view! { <ChangeList changes/> }.into_any(),
                }}
            </div>
        </section>
    }
}
