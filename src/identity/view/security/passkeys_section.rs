//! Passkeys: listed, added, renamed, removed.

use leptos::prelude::*;

use super::ceremony::{self, End};
use super::fields::label;
use super::passkey_button::said;
use super::passkey_row::PasskeyRow;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::factors::Security;
use crate::ui::browser;
use crate::ui::field::TextField;

/// The passkeys of a person, and the form for one more.
#[component]
pub(super) fn PasskeysSection(
    /// What the person has.
    security: Security,
) -> impl IntoView {
    let i18n = use_i18n();
    let Security { now, passkeys, is_recent, .. } = security;
    let rows = passkeys.into_iter().map(|passkey| view! { <PasskeyRow passkey now is_recent/> }).collect::<Vec<_>>();
    view! {
        <h2 class="mt-8 text-xl font-semibold">{t!(i18n, factors.passkeys)}</h2>
        <p class="mt-1 text-ink-muted">{t!(i18n, factors.passkeys_lead)}</p>
        {(!rows.is_empty()).then(|| view! {
            <ul class="card rows mt-4" aria-label=tu_string!(i18n, factors.passkeys)>{rows}</ul>
        })}
        <AddForm is_recent/>
    }
}

/// The form for one more, where the browser knows passkeys and its scripts run.
#[component]
fn AddForm(is_recent: bool) -> impl IntoView {
    let i18n = use_i18n();
    let is_known = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let complaint = RwSignal::new(None);
    let (name, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    Effect::new(move |_| is_known.set(browser::knows_passkeys()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        is_busy.set(true);
        complaint.set(None);
        leptos::task::spawn_local(async move {
            match ceremony::add(name.get_untracked(), password.get_untracked()).await {
                End::Done(next) => return browser::leave_for(&next),
                End::GivenUp => complaint.set(Some(tu_string!(i18n, factors.passkey_given_up).to_owned())),
                End::Refused(error) => complaint.set(Some(said(i18n, &error))),
            }
            is_busy.set(false);
        });
    };
    view! {
        <p class="mt-3 text-sm text-ink-muted" hidden=is_known>{t!(i18n, factors.passkeys_unknown)}</p>
        <div hidden=move || !is_known.get()>
            <form class="mt-4 flex flex-col gap-4" on:submit=submit>
                <TextField name="passkey-name" label=label(i18n, "name") value=name/>
                {(!is_recent).then(|| view! {
                    <p class="text-sm text-ink-muted">{t!(i18n, factors.password_lead)}</p>
                    <TextField
                        name="passkey-password"
                        label=label(i18n, "password")
                        value=password
                        kind="password"
                        autocomplete="current-password"
                    />
                })}
                <p role="alert" class="text-sm text-danger empty:hidden">{move || complaint.get()}</p>
                <div>
                    <button type="submit" class="button button-primary" disabled=is_busy>
                        {t!(i18n, factors.passkey_add)}
                    </button>
                </div>
            </form>
        </div>
    }
}
