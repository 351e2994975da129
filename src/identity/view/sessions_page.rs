//! `/account/sessions`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};

use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::account::{OwnSession, OwnSessions};
use crate::identity::api::get_sessions;
use crate::kernel::{ApiError, Timestamp};
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::message::error_text;
use crate::ui::moment::Moment;
use crate::ui::submission::use_submission;

/// The browsers that somebody is signed in with, each with a button that ends it.
pub struct SessionsPage;

#[lazy_route]
impl LazyRoute for SessionsPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let error = use_submission().error;
        let sessions = Resource::new(|| (), |()| get_sessions());
        view! {
            <Title text=tu_string!(i18n, identity.sessions)/>
            <AsyncView
                resource=sessions
                show=move |sessions| view! { <Shown sessions error=error.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(sessions: OwnSessions, error: Option<ApiError>) -> impl IntoView {
    let i18n = use_i18n();
    let OwnSessions { now, sessions } = sessions;
    let rows = sessions.into_iter().map(|session| view! { <Row session now/> }).collect_view();
    view! {
        <div class="max-w-3xl">
            <h1 class="text-2xl font-semibold">{t!(i18n, identity.sessions)}</h1>
            <p class="mt-1 text-ink-muted">{t!(i18n, identity.sessions_lead)}</p>
            {error.map(|error| view! { <p role="alert" class="mt-4 text-danger">{error_text(i18n, &error)}</p> })}
            <ul class="card rows mt-6" aria-label=tu_string!(i18n, identity.sessions)>{rows}</ul>
            <form method="post" action=paths::END_SESSIONS class="mt-6">
                <button type="submit" class="button button-danger">{t!(i18n, identity.end_all)}</button>
            </form>
        </div>
    }
}

#[component]
fn Row(session: OwnSession, now: Timestamp) -> impl IntoView {
    let i18n = use_i18n();
    let name = match (session.browser, session.system) {
        (browser, system) if !browser.is_empty() && !system.is_empty() => {
            tu_string!(i18n, identity.session_of, browser = browser, system = system)
        }
        (browser, _) if !browser.is_empty() => browser,
        (_, system) if !system.is_empty() => system,
        _ => tu_string!(i18n, identity.session_unknown).to_owned(),
    };
    let action = paths::end_session(&session.id);
    let end = tu_string!(i18n, identity.session_end_of, name = name.clone());
    let from = (!session.peer.is_empty()).then(|| tu_string!(i18n, identity.session_from, peer = session.peer));
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
            <span class="font-medium">{name}</span>
            {session.is_current.then(|| view! { <span class="badge">{t!(i18n, identity.session_here)}</span> })}
            <span class="wrap-anywhere min-w-0 text-sm text-ink-muted">{from}</span>
            <span class="text-sm text-ink-muted">
                {t!(i18n, identity.session_begun)} " " <Moment at=session.begun_at now/>
            </span>
            <span class="text-sm text-ink-muted">
                {t!(i18n, identity.session_used)} " " <Moment at=session.used_at now/>
            </span>
            <form method="post" action=action class="ml-auto">
                <button type="submit" class="button button-quiet" aria-label=end>{t!(i18n, identity.session_end)}</button>
            </form>
        </li>
    }
}
