//! The button to sign in with a passkey.

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::ceremony::{self, End};
use crate::i18n::{Locale, t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::ui::browser;
use crate::ui::message::{error_text, message_text};

/// Signs in with a passkey. It is there where the browser knows passkeys, and its scripts run.
#[component]
pub(in crate::identity::view) fn PasskeyButton(
    /// Whether the password was given already.
    step: bool,
    /// Where to go on.
    next: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_known = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let complaint = RwSignal::new(None);
    Effect::new(move |_| is_known.set(browser::knows_passkeys()));
    let press = move |_| {
        let next = next.clone();
        is_busy.set(true);
        complaint.set(None);
        leptos::task::spawn_local(async move {
            match ceremony::sign_in(step, next).await {
                End::Done(next) => return browser::leave_for(&next),
                End::GivenUp => complaint.set(Some(tu_string!(i18n, factors.passkey_given_up).to_owned())),
                End::Refused(error) => complaint.set(Some(said(i18n, &error))),
            }
            is_busy.set(false);
        });
    };
    view! {
        <div hidden=move || !is_known.get()>
            <div class="mt-4 flex flex-col gap-3">
                <button type="button" class="button" disabled=is_busy on:click=press>
                    {t!(i18n, factors.passkey_sign_in)}
                </button>
                <p role="alert" class="text-sm text-danger empty:hidden">{move || complaint.get()}</p>
            </div>
        </div>
    }
}

/// What the server said, in a sentence.
pub(super) fn said(i18n: I18nContext<Locale>, error: &ApiError) -> String {
    match error {
        ApiError::Invalid { fields } => {
            fields.iter().map(|field| message_text(i18n, &field.message)).collect::<Vec<_>>().join(" ")
        }
        other => error_text(i18n, other),
    }
}
