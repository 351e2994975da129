//! `/account/history`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use super::ended::EndedCall;
use crate::console::api::list_history;
use crate::console::history::{self, HistoryEntry};
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::{ApiError, Timestamp};
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::listing::{Listing, use_listing};
use crate::ui::message::error_text;
use crate::ui::moment::Moment;
use crate::ui::pager::Pager;
use crate::ui::search_form::SearchForm;
use crate::ui::submission::use_submission;
use crate::ui::verb::Verb;

/// All calls that the reader made: searched and paged.
pub struct HistoryPage;

#[lazy_route]
impl LazyRoute for HistoryPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let listing = use_listing();
        let error = use_submission().error;
        let calls = Resource::new(
            move || listing.get(),
            |Listing { query, page, .. }| async move { Ok((query.clone(), list_history(query, page).await?)) },
        );
        view! {
            <Title text=tu_string!(i18n, history.title)/>
            <AsyncView
                resource=calls
                show=move |(query, page)| view! { <Shown query page error=error.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(query: String, page: history::HistoryPage, error: Option<ApiError>) -> impl IntoView {
    let i18n = use_i18n();
    let history::HistoryPage { now, page } = page;
    let (number, last, total) = (page.request.number, page.last(), page.total);
    let rows = {
        let query = query.clone();
        move |entry| view! { <Row entry now query=query.clone() page=number/> }
    };
    let rows = page.items.into_iter().map(rows).collect_view();
    view! {
        <div class="flex flex-wrap items-center justify-between gap-3">
            <h1 class="text-2xl font-semibold">{t!(i18n, history.title)}</h1>
            {(total > 0).then(|| view! {
                <A href=paths::DELETE_HISTORY attr:class="button button-danger">{t!(i18n, history.delete_all)}</A>
            })}
        </div>
        <p class="mt-1 text-ink-muted">{t!(i18n, history.lead, most = history::KEPT)}</p>
        {error.map(|error| view! { <p role="alert" class="mt-4 text-danger">{error_text(i18n, &error)}</p> })}
        <div class="mt-6">
            <SearchForm
                action=paths::HISTORY
                label=tu_string!(i18n, history.search)
                placeholder=tu_string!(i18n, history.search_hint)
                query=query.clone()
            />
        </div>
        <div class="mt-6">
            {match (total, query.is_empty()) {
                (0, true) => view! {
                    <div class="card p-6">
                        <p>{t!(i18n, history.none)}</p>
                        <p class="mt-3"><A href=paths::APIS attr:class="button">{t!(i18n, site.not_found_way)}</A></p>
                    </div>
                }
                .into_any(),
                (0, false) => view! {
                    <div class="card p-6" role="status">
                        <p>{t!(i18n, history.none_found)}</p>
                        <p class="mt-3"><A href=paths::HISTORY attr:class="button">{t!(i18n, history.all)}</A></p>
                    </div>
                }
                .into_any(),
                _ => view! { <ul class="card rows" aria-label=tu_string!(i18n, history.title)>{rows}</ul> }.into_any(),
            }}
            <Pager page=number last href=move |page| paths::history(&query, page)/>
        </div>
    }
}

#[component]
fn Row(entry: HistoryEntry, now: Timestamp, query: String, page: u32) -> impl IntoView {
    let i18n = use_i18n();
    let delete = paths::delete_from_history(entry.id.as_str(), &query, page);
    let open = paths::operation_with_request(&entry.api, &entry.operation, entry.id.as_str());
    let name = entry.display_name.clone();
    let label = tu_string!(i18n, history.delete_call, name = name.clone());
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
            <Verb verb=entry.verb.clone()/>
            {if entry.is_there {
                view! { <A href=open attr:class="link wrap-anywhere min-w-0 font-medium">{name}</A> }.into_any()
            } else {
                view! {
                    <span class="wrap-anywhere min-w-0 font-medium">{name}</span>
                    <span class="badge">{t!(i18n, history.not_there)}</span>
                }
                .into_any()
            }}
            <span class="wrap-anywhere min-w-0 text-sm text-ink-muted">{entry.api_title.clone()}</span>
            <span class="ml-auto flex flex-wrap items-center gap-x-4 gap-y-1">
                <span class="text-sm"><Moment at=entry.called_at now/></span>
                <EndedCall entry/>
                <form method="post" action=delete>
                    <button type="submit" class="button button-quiet" aria-label=label>{t!(i18n, common.delete)}</button>
                </form>
            </span>
        </li>
    }
}
