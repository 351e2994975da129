//! The page that shows how far an import is, and what came of it.

use std::time::Duration;

use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use crate::catalog::view::{Breadcrumb, ChangeList};
use crate::i18n::{t, tu_string, use_i18n};
use crate::openapi::api::admin_import_state;
use crate::openapi::import::{ImportState, ImportStep, Report};
use crate::openapi::model::Warning;
use crate::paths;
use crate::ui::async_view::AsyncView;

/// How often a running import is asked how far it is.
const PAUSE: Duration = Duration::from_millis(400);

/// An import's progress, preview or result.
pub struct ImportStatePage;

#[lazy_route]
impl LazyRoute for ImportStatePage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let params = use_params_map();
        let id = Memo::new(move |_| params.with(|params| params.get("import").unwrap_or_default()));
        let state = Resource::new(move || id.get(), admin_import_state);
        Effect::new(move |_| {
            if matches!(state.get(), Some(Ok(state)) if state.is_running()) {
                set_timeout(move || state.refetch(), PAUSE);
            }
        });
        let above = vec![(paths::ADMIN.to_owned(), tu_string!(i18n, admin.apis).to_owned())];
        view! {
            <Title text=tu_string!(i18n, import.title)/>
            <Breadcrumb above/>
            <h1 class="text-2xl font-semibold">{t!(i18n, import.title)}</h1>
            <div class="mt-6">
                <AsyncView resource=state show=move |state| view! { <Shown id=id.get_untracked() state/> }/>
            </div>
        }
        .into_any()
    }
}

#[component]
fn Shown(id: String, state: ImportState) -> impl IntoView {
    let i18n = use_i18n();
    let ImportState { step, done, total, update, report, message } = state;
    let cancel = {
        let action = paths::admin_cancel_import(&id);
        move || {
            view! {
                <form method="post" action=action.clone()>
                    <button type="submit" class="button">{t!(i18n, common.cancel)}</button>
                </form>
            }
        }
    };
    match (step, report) {
        (ImportStep::Reading, _) => view! {
            // Readers without JavaScript see how it goes on, too.
            <Meta http_equiv="refresh" content="2"/>
            <p role="status">{t!(i18n, import.reading)}</p>
            <progress class="mt-3 w-full max-w-xl" aria-label=tu_string!(i18n, import.reading)></progress>
            <div class="mt-4">{cancel()}</div>
        }
        .into_any(),
        (ImportStep::Writing, _) => view! {
            <Meta http_equiv="refresh" content="2"/>
            <p role="status">{t!(i18n, import.writing, done = done, total = total)}</p>
            <progress
                class="mt-3 w-full max-w-xl"
                max=total.to_string()
                value=done.to_string()
                aria-label=tu_string!(i18n, import.title)
            ></progress>
            <div class="mt-4">{cancel()}</div>
        }
        .into_any(),
        (ImportStep::Preview, Some(report)) => view! {
            <p role="status">{t!(i18n, import.preview)}</p>
            <Counts report=report.clone()/>
            <div class="mt-4 flex gap-3">
                <form method="post" action=paths::admin_apply_import(&id)>
                    <button type="submit" class="button button-primary">{t!(i18n, import.apply)}</button>
                </form>
                {cancel()}
            </div>
            <div class="mt-6"><ChangeList changes=report.changes/></div>
            <Warnings warnings=report.warnings/>
        }
        .into_any(),
        (ImportStep::Done, Some(report)) => view! {
            <p role="status">{t!(i18n, import.done)}</p>
            <Counts report=report.clone()/>
            <p class="mt-4 flex flex-wrap gap-3">
                <A href=paths::api(&report.api) attr:class="button button-primary">{t!(i18n, import.see)}</A>
                <A href=paths::admin_api(&report.api) attr:class="button">{t!(i18n, import.edit)}</A>
            </p>
            <div class="mt-6"><ChangeList changes=report.changes/></div>
            <Warnings warnings=report.warnings/>
        }
        .into_any(),
        (ImportStep::Cancelled, _) => view! { <p role="status">{t!(i18n, import.cancelled)}</p> }.into_any(),
        _ => view! {
            <p role="alert" class="rounded border border-line bg-danger-soft px-3 py-2 text-danger">{message}</p>
            <p class="mt-2 text-ink-muted">{t!(i18n, import.failed)}</p>
            {(!update).then(|| view! {
                <p class="mt-4"><A href=paths::ADMIN_IMPORT attr:class="button">{t!(i18n, import.again)}</A></p>
            })}
        }
        .into_any(),
    }
}

#[component]
fn Counts(report: Report) -> impl IntoView {
    let i18n = use_i18n();
    let Report { operations, added, changed, removed, .. } = report;
    view! {
        <dl class="mt-4 grid max-w-xl grid-cols-2 gap-4 sm:grid-cols-4">
            <Count label=tu_string!(i18n, catalog.operations) count=operations/>
            <Count label=tu_string!(i18n, import.added) count=added/>
            <Count label=tu_string!(i18n, import.changed) count=changed/>
            <Count label=tu_string!(i18n, import.removed) count=removed/>
        </dl>
    }
}

#[component]
fn Count(label: &'static str, count: usize) -> impl IntoView {
    view! {
        <div class="card p-3">
            <dt class="text-sm text-ink-muted">{label}</dt>
            <dd class="text-2xl font-semibold">{count}</dd>
        </div>
    }
}

/// What could not be taken as it stands.
#[component]
fn Warnings(warnings: Vec<Warning>) -> impl IntoView {
    let i18n = use_i18n();
    if warnings.is_empty() {
        return ().into_any();
    }
    let rows = warnings
        .into_iter()
        .map(|warning| {
            let place = warning.line.map(|line| tu_string!(i18n, import.line, line = line));
            view! {
                <li class="px-4 py-2 text-sm">
                    <p>{warning.message}</p>
                    <p class="text-xs text-ink-muted">
                        <code class="wrap-anywhere font-mono">{warning.pointer}</code> " " {place}
                    </p>
                </li>
            }
        })
        .collect_view();
    view! {
        <h2 class="mt-8 text-lg font-semibold">{t!(i18n, import.warnings)}</h2>
        <ul class="card rows mt-3">{rows}</ul>
    }
    .into_any()
}
