//! What came of a wish for a token.

use std::time::Duration;

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::texts::explain;
use super::wish::{Progress, Received, Trouble, Wish};
use crate::i18n::{Locale, t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::ui::browser;
use crate::ui::message::error_text;

/// How often the time that is left is counted anew.
const TICK: Duration = Duration::from_secs(5);
const MINUTE: f64 = 60_000.0;

/// The token's facts and what renews it, or why there is none.
#[component]
pub(super) fn Outcome(wish: Wish) -> impl IntoView {
    let i18n = use_i18n();
    let now = RwSignal::new(browser::now());
    Effect::new(move |_| {
        if wish.received.with(Option::is_none) {
            return;
        }
        now.set(browser::now());
        if let Ok(ticking) = set_interval_with_handle(move || now.set(browser::now()), TICK) {
            on_cleanup(move || ticking.clear());
        }
    });
    let trouble = move || {
        let sentences = match wish.trouble.get()? {
            // The complaints stand at their fields.
            Trouble::Refused(ApiError::Invalid { fields }) if fields.iter().all(|error| error.field != "flow") => {
                return None;
            }
            Trouble::Refused(error) => vec![error_text(i18n, &error)],
            Trouble::Failed(failure) => explain(i18n, &failure),
            Trouble::Gone => vec![tu_string!(i18n, oauth.gone).to_owned()],
        };
        let mut sentences = sentences.into_iter();
        let what = sentences.next();
        let more =
            sentences.map(|sentence| view! { <p class="mt-1 break-words text-sm">{sentence}</p> }).collect_view();
        Some(view! {
            <div role="alert" class="rounded border border-line bg-danger-soft px-3 py-2">
                <p class="font-semibold text-danger">{what}</p>
                {more}
            </div>
        })
    };
    view! {
        {trouble}
        {move || wish.received.get().map(|received| {
            let can_refresh = received.refresh.is_some();
            view! {
                <div class="flex flex-col gap-2 text-sm">
                    <p role="status">{t!(i18n, oauth.received)}</p>
                    <Facts received now=now.read_only()/>
                    {can_refresh.then(|| view! {
                        <div>
                            <button
                                type="button"
                                class="button"
                                disabled=move || wish.progress.get() == Progress::Asking
                                on:click=move |_| wish.refresh()
                            >
                                {t!(i18n, oauth.refresh)}
                            </button>
                        </div>
                    })}
                </div>
            }
        })}
    }
}

/// What came with the token.
#[component]
fn Facts(received: Received, now: ReadSignal<f64>) -> impl IntoView {
    let i18n = use_i18n();
    let Received { scope, has_id_token, expires_at, .. } = received;
    let scope = (!scope.is_empty()).then(|| {
        view! { <p class="break-words text-ink-muted">{tu_string!(i18n, oauth.received_scope, scope = scope)}</p> }
    });
    let expiry = expires_at.map(|at| {
        let left = Memo::new(move |_| left(at - now.get()));
        view! {
            <p
                class:text-ink-muted=move || left.get() != Left::Nothing
                class:text-danger=move || left.get() == Left::Nothing
                role=move || (left.get() == Left::Nothing).then_some("alert")
            >
                {move || expiry_text(i18n, left.get())}
            </p>
        }
    });
    view! {
        {expiry}
        {scope}
        {has_id_token.then(|| view! { <p class="text-ink-muted">{t!(i18n, oauth.id_token)}</p> })}
    }
}

/// How long a token will hold.
#[derive(Clone, Copy, PartialEq)]
enum Left {
    Hours(f64),
    Minutes(f64),
    Seconds,
    Nothing,
}

fn left(milliseconds: f64) -> Left {
    match milliseconds {
        left if left >= 119.5 * MINUTE => Left::Hours((left / (60.0 * MINUTE)).round()),
        left if left >= MINUTE => Left::Minutes((left / MINUTE).round()),
        left if left > 0.0 => Left::Seconds,
        _ => Left::Nothing,
    }
}

fn expiry_text(i18n: I18nContext<Locale>, left: Left) -> String {
    match left {
        Left::Hours(hours) => tu_string!(i18n, oauth.expires_hours, hours = format!("{hours:.0}")),
        Left::Minutes(minutes) => tu_string!(i18n, oauth.expires_minutes, minutes = format!("{minutes:.0}")),
        Left::Seconds => tu_string!(i18n, oauth.expires_seconds).to_owned(),
        Left::Nothing => tu_string!(i18n, oauth.expired).to_owned(),
    }
}
