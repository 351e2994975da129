//! `/admin/audit`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use super::actor_text::actor_text;
use super::filter_form::{FilterForm, pairs, use_filter};
use crate::audit::api::admin_list_audit;
use crate::audit::model::{self, AuditEntry, AuditFilter};
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Timestamp;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::moment::Moment;

/// Who changed what, newest first: narrowed and read on.
pub struct AuditPage;

#[lazy_route]
impl LazyRoute for AuditPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let filter = use_filter();
        let entries = Resource::new(
            move || filter.get(),
            |(filter, older)| async move {
                let page = admin_list_audit(filter.clone(), older.clone()).await?;
                Ok((filter, older, page))
            },
        );
        view! {
            <Title text=tu_string!(i18n, audit.title)/>
            <AsyncView resource=entries show=|(filter, older, page)| view! { <Shown filter older page/> }/>
        }
        .into_any()
    }
}

#[component]
fn Shown(filter: AuditFilter, older: String, page: model::AuditPage) -> impl IntoView {
    let i18n = use_i18n();
    let model::AuditPage { now, entries, older: next } = page;
    let first = (!older.is_empty()).then(|| paths::admin_audit(&pairs(&filter), ""));
    let next = next.map(|next| paths::admin_audit(&pairs(&filter), &next));
    let is_empty = entries.is_empty();
    let rows = entries.into_iter().map(|entry| view! { <Row entry now/> }).collect_view();
    view! {
        <h1 class="text-2xl font-semibold">{t!(i18n, audit.title)}</h1>
        <p class="mt-1 text-ink-muted">{t!(i18n, audit.lead)}</p>
        <div class="mt-6"><FilterForm filter/></div>
        <div class="mt-6">
            {if is_empty {
                view! { <p class="card p-6" role="status">{t!(i18n, audit.none_found)}</p> }.into_any()
            } else {
                view! { <ul class="card rows">{rows}</ul> }.into_any()
            }}
        </div>
        <nav aria-label=move || tu_string!(i18n, common.pages) class="mt-6 flex items-center gap-4 text-sm">
            {first.map(|href| view! { <a href=href class="button">{t!(i18n, audit.newest)}</a> })}
            {next.map(|href| view! { <a href=href rel="next" class="button">{t!(i18n, audit.older)}</a> })}
        </nav>
    }
}

#[component]
fn Row(entry: AuditEntry, now: Timestamp) -> impl IntoView {
    let i18n = use_i18n();
    let actor = actor_text(i18n, &entry);
    view! {
        <li class="relative flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-3 hover:bg-surface-sunken">
            <A href=paths::admin_audit_entry(entry.id) attr:class="card-link font-mono text-sm font-medium">
                {entry.action}
            </A>
            <span class="min-w-0 break-all">{entry.thing}</span>
            <span class="ml-auto min-w-0 break-all text-sm text-ink-muted">{actor}</span>
            <span class="text-sm text-ink-muted"><Moment at=entry.at now/></span>
        </li>
    }
}
