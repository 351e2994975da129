//! `/sign-in`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

use super::provider_buttons::ProviderButtons;
use super::security::PasskeyButton;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Message;
use crate::paths;
use crate::site::model::Frame;
use crate::ui::field::TextField;
use crate::ui::message::error_text;
use crate::ui::submission::use_submission;

/// The form to sign in.
pub struct SignInPage;

#[lazy_route]
impl LazyRoute for SignInPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let typed = |field: &str| submission.value(field).map(str::to_owned);
        let asked = || use_location().search.with_untracked(|search| paths::query_value(search, "next"));
        let next = typed("next").or_else(asked).unwrap_or_default();
        let passkey_next = next.clone();
        let email = RwSignal::new(typed("email").unwrap_or_default());
        let password = RwSignal::new(String::new());
        let email_complaint = Signal::stored(submission.complaint("email"));
        let password_complaint = Signal::stored(submission.complaint("password"));
        let done = use_location().search.with_untracked(|search| paths::query_value(search, "done"));
        let done = match done.as_deref() {
            Some("confirmed") => Some(tu_string!(i18n, identity.done_confirmed)),
            Some("set-up") => Some(tu_string!(i18n, identity.done_set_up)),
            Some("password") => Some(tu_string!(i18n, identity.done_password)),
            _ => None,
        };
        let done = done.filter(|_| !submission.is_some());
        let again = (submission.complaint("password") == Some(Message::Unconfirmed)).then(|| {
            view! {
                <form method="post" action=paths::CONFIRM_AGAIN class="mt-4">
                    <input type="hidden" name="email" value=email.get_untracked()/>
                    <button type="submit" class="button">{t!(i18n, identity.confirm_again)}</button>
                </form>
            }
        });
        let offers_sign_up = expect_context::<Frame>().sign_up;
        let alert = submission.error.map(|error| {
            view! {
                <p role="alert" class="mt-6 rounded border border-danger px-3 py-2 text-sm text-danger">
                    {error_text(i18n, &error)}
                </p>
            }
        });
        view! {
            <Title text=tu_string!(i18n, identity.sign_in)/>
            <section class="mx-auto max-w-sm py-16">
                <h1 class="text-2xl font-semibold">{t!(i18n, identity.sign_in)}</h1>
                {done.map(|done| view! { <p role="status" class="card mt-6 px-3 py-2 text-sm">{done}</p> })}
                {alert}
                <ProviderButtons next=next.clone()/>
                <form method="post" action=paths::SIGN_IN class="mt-6 flex flex-col gap-4">
                    <input type="hidden" name="next" value=next/>
                    <TextField
                        name="email"
                        label=tu_string!(i18n, identity.email)
                        value=email
                        complaint=email_complaint
                        kind="email"
                        autocomplete="username"
                    />
                    <TextField
                        name="password"
                        label=tu_string!(i18n, identity.password)
                        value=password
                        complaint=password_complaint
                        kind="password"
                        autocomplete="current-password"
                    />
                    <button type="submit" class="button button-primary">{t!(i18n, identity.sign_in)}</button>
                </form>
                <PasskeyButton step=false next=passkey_next/>
                {again}
                <p class="mt-6 flex flex-wrap gap-x-6 gap-y-2 text-sm">
                    <a href=paths::RESET_PASSWORD class="link">{t!(i18n, identity.forgot)}</a>
                    {offers_sign_up.then(|| view! {
                        <a href=paths::SIGN_UP class="link">{t!(i18n, identity.create_account)}</a>
                    })}
                </p>
            </section>
        }
        .into_any()
    }
}
