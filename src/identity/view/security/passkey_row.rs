//! One passkey.

use leptos::prelude::*;

use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::factors::Passkey;
use crate::kernel::Timestamp;
use crate::paths;
use crate::ui::moment::Moment;

/// A passkey with its forms, which are folded away.
#[component]
pub(super) fn PasskeyRow(
    /// It.
    passkey: Passkey,
    /// When the list was made.
    now: Timestamp,
    /// Whether its owner signed in just now.
    is_recent: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let Passkey { id, name, created_at, used_at } = passkey;
    let change = tu_string!(i18n, factors.passkey_change_of, name = name.clone());
    let (field, password_id) = (format!("passkey-{id}"), format!("passkey-password-{id}"));
    let label_for = field.clone();
    view! {
        <li class="px-4 py-3">
            <div class="flex flex-wrap items-center gap-x-4 gap-y-1">
                <span class="wrap-anywhere min-w-0 font-medium">{name.clone()}</span>
                <span class="text-sm text-ink-muted">{t!(i18n, factors.passkey_added)}" "<Moment at=created_at now/></span>
                {used_at.map(|at| view! {
                    <span class="text-sm text-ink-muted">{t!(i18n, factors.passkey_used)}" "<Moment at now/></span>
                })}
            </div>
            <details class="mt-2">
                <summary class="link text-sm" aria-label=change>{t!(i18n, factors.passkey_change)}</summary>
                <form
                    method="post"
                    action=paths::rename_passkey(&id)
                    class="mt-3 flex flex-wrap items-end gap-3"
                >
                    <label class="flex flex-col gap-1 text-sm font-medium" for=label_for>
                        {t!(i18n, factors.passkey_name)}
                        <input id=field name="name" class="field-input" value=name autocomplete="off" required=true/>
                    </label>
                    <button type="submit" class="button">{t!(i18n, factors.passkey_rename)}</button>
                </form>
                <form
                    method="post"
                    action=paths::remove_passkey(&id)
                    novalidate=true
                    class="mt-3 flex flex-col gap-3"
                >
                    {(!is_recent).then(|| view! {
                        <label class="flex flex-col gap-1 text-sm font-medium" for=password_id.clone()>
                            {t!(i18n, factors.password)}
                            <input
                                id=password_id.clone()
                                name="password"
                                type="password"
                                class="field-input"
                                autocomplete="current-password"
                            />
                        </label>
                    })}
                    <div>
                        <button type="submit" class="button button-danger">{t!(i18n, factors.passkey_remove)}</button>
                    </div>
                </form>
            </details>
        </li>
    }
}
