//! The calls that were made of this operation: the server's list for whoever has signed in, the browser's own for
//! everybody else.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::components::A;

use super::console::HISTORY;
use super::draft::Draft;
use super::ended::EndedCall;
use super::exchange::{Exchange, Outcome};
use super::recalled::{Recalled, fill};
use super::send_button::SEND;
use crate::console::api::{get_history, get_request};
use crate::console::history::{BrowserCall, Ended, History, HistoryEntry, for_browser, from_browser};
use crate::console::kept::{KeptRequest, keep};
use crate::console::request::{self, NeutralRequest};
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ids::HistoryId;
use crate::kernel::{ApiError, Timestamp};
use crate::paths;
use crate::site::model::Frame;
use crate::ui::browser::{self, Abort};
use crate::ui::message::error_text;
use crate::ui::moment::Moment;

/// Under which name the browser keeps the calls of whoever has not signed in.
const KEPT: &str = "loggia-history";
/// After how long the server has noticed that a call was stopped.
const NOTICED: Duration = Duration::from_millis(500);

/// Has the browser keep the call that has just ended, without its secrets. One that our server refused is none.
#[lazy]
pub(super) fn remember(draft: Draft, exchange: Exchange) {
    // What redirects lead to is not called anew by itself.
    if exchange.hops.try_with_untracked(Vec::is_empty) != Some(true) {
        return;
    }
    // By now the page may have been left.
    let (ended, total, received) = match exchange.outcome.try_get_untracked().flatten() {
        Some(Outcome::Whole(end)) => {
            let status = exchange.head.with_untracked(|head| head.as_ref().map_or(0, |head| head.status));
            (Ended::Answered { status }, end.total, end.received)
        }
        Some(Outcome::Failed(fail)) => (Ended::Failed { failure: fail.failure }, fail.total, 0),
        Some(Outcome::Cancelled) => (Ended::Cancelled, 0, 0),
        Some(Outcome::Refused(_)) | None => return,
    };
    let Some((request, without_body)) = exchange.request.get_value() else { return };
    let sent =
        draft.with_details(|details| sent(&request::outline(&details.api.service_url, &details.operation, &request)));
    let mut kept = keep(&request);
    kept.without_body |= without_body;
    let now = browser::time();
    let entry = draft.with_details(|details| HistoryEntry {
        // The browser makes no two calls in one millisecond.
        id: HistoryId::from(now.to_string()),
        called_at: Timestamp(now),
        verb: details.operation.verb.clone(),
        display_name: details.operation.display_name.clone(),
        api_title: details.api.title.clone(),
        api: details.api.slug.clone(),
        operation: details.operation.slug.clone(),
        is_there: true,
        ended,
        total,
        sent,
        received,
    });
    let mut calls = in_browser();
    calls.insert(0, BrowserCall { entry, kept });
    browser::keep(KEPT, &for_browser(&calls));
    exchange.kept.try_update(|kept| *kept += 1);
}

fn sent(request: &NeutralRequest) -> u64 {
    match &request.body {
        request::Body::Text(text) => u64::try_from(text.len()).unwrap_or_default(),
        request::Body::File(file) => file.size,
        request::Body::None | request::Body::Multipart(_) => 0,
    }
}

fn in_browser() -> Vec<BrowserCall> {
    browser::kept(KEPT).map(|text| from_browser(&text)).unwrap_or_default()
}

/// Whose list it is.
#[derive(Clone, Copy)]
struct Source {
    draft: Draft,
    is_guest: bool,
}

impl Source {
    async fn list(self) -> Result<History, ApiError> {
        if !self.is_guest {
            return get_history(self.draft.with_details(|details| details.id.clone())).await;
        }
        let is_of_operation = |entry: &HistoryEntry| {
            self.draft
                .with_details(|details| entry.api == details.api.slug && entry.operation == details.operation.slug)
        };
        let entries = in_browser().into_iter().map(|call| call.entry).filter(is_of_operation).collect();
        Ok(History { now: Timestamp(browser::time()), entries })
    }

    async fn find(self, id: HistoryId) -> Result<KeptRequest, ApiError> {
        if !self.is_guest {
            return get_request(self.draft.with_details(|details| details.id.clone()), id).await;
        }
        let found = in_browser().into_iter().find(|call| call.entry.id == id);
        found.map(|call| call.kept).ok_or(ApiError::NotFound)
    }

    async fn delete(self, id: HistoryId) -> Result<(), ApiError> {
        if !self.is_guest {
            let path = paths::delete_from_history(id.as_str(), "", 1);
            return browser::post(&path, "{}", &[], &Abort::default(), |_| {}).await;
        }
        let calls: Vec<_> = in_browser().into_iter().filter(|call| call.entry.id != id).collect();
        browser::keep(KEPT, &for_browser(&calls));
        Ok(())
    }
}

/// The last calls of this operation, to be filled in again or deleted. Its code is loaded when it is opened.
#[lazy]
pub(super) fn history(draft: Draft, exchange: Exchange, recalled: RwSignal<Option<Recalled>>) -> AnyView {
    let i18n = use_i18n();
    let source = Source { draft, is_guest: expect_context::<Frame>().user.is_none() };
    let list = RwSignal::new(None::<Result<History, ApiError>>);
    let load = move || {
        leptos::task::spawn_local(async move {
            let loaded = source.list().await;
            list.try_set(Some(loaded));
        });
    };
    Effect::new(move |_| {
        exchange.kept.track();
        load();
    });
    Effect::new(move |_| {
        if exchange.outcome.with(|outcome| *outcome == Some(Outcome::Cancelled)) {
            set_timeout(load, NOTICED);
        }
    });
    let repeat = Callback::new(move |id: HistoryId| {
        leptos::task::spawn_local(async move {
            match source.find(id).await {
                Ok(kept) => {
                    fill(draft, recalled, String::new(), kept);
                    browser::focus(SEND);
                }
                Err(error) => {
                    recalled.try_set(Some(Recalled::Failed(error)));
                }
            }
        });
    });
    let delete = Callback::new(move |id: HistoryId| {
        leptos::task::spawn_local(async move {
            match source.delete(id).await {
                Ok(()) => load(),
                Err(error) => {
                    list.try_set(Some(Err(error)));
                }
            }
            // The button that had the keyboard's focus is gone.
            browser::focus(HISTORY);
        });
    });
    view! {
        {move || match list.get() {
            None => view! { <p class="text-sm text-ink-muted">{t!(i18n, common.loading)}</p> }.into_any(),
            Some(Err(error)) => {
                view! { <p role="alert" class="text-sm text-danger">{error_text(i18n, &error)}</p> }.into_any()
            }
            Some(Ok(History { entries, .. })) if entries.is_empty() => {
                view! { <p class="text-sm text-ink-muted">{t!(i18n, history.none_here)}</p> }.into_any()
            }
            Some(Ok(History { now, entries })) => view! {
                <ul class="card rows" aria-label=tu_string!(i18n, history.title)>
                    {entries.into_iter().map(|entry| view! { <Row entry now repeat delete/> }).collect_view()}
                </ul>
            }
            .into_any(),
        }}
        {if source.is_guest {
            view! { <p class="text-sm text-ink-muted">{t!(i18n, history.in_browser)}</p> }.into_any()
        } else {
            view! { <p class="text-sm"><A href=paths::HISTORY attr:class="link">{t!(i18n, history.all)}</A></p> }.into_any()
        }}
    }
    .into_any()
}

#[component]
fn Row(entry: HistoryEntry, now: Timestamp, repeat: Callback<HistoryId>, delete: Callback<HistoryId>) -> impl IntoView {
    let i18n = use_i18n();
    let (again, gone) = (entry.id.clone(), entry.id.clone());
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
            <span class="text-sm"><Moment at=entry.called_at now/></span>
            <EndedCall entry/>
            <span class="ml-auto flex gap-2">
                <button type="button" class="button" on:click=move |_| repeat.run(again.clone())>
                    {t!(i18n, history.repeat)}
                </button>
                <button type="button" class="button button-quiet" on:click=move |_| delete.run(gone.clone())>
                    {t!(i18n, common.delete)}
                </button>
            </span>
        </li>
    }
}
