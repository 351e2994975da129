//! `/account`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

use super::fields::label;
use super::identities::{Identities, SetPassword};
use super::password_form::PasswordForm;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::account::Profile;
use crate::identity::api::get_profile;
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::field::TextField;
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// One's own account: name, password, and the ways to sessions, data and its end.
pub struct AccountPage;

#[lazy_route]
impl LazyRoute for AccountPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let profile = Resource::new(|| (), |()| get_profile());
        view! {
            <Title text=tu_string!(i18n, identity.account)/>
            <AsyncView
                resource=profile
                show=move |profile| view! { <Shown profile submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(profile: Profile, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let done = use_location().search.with_untracked(|search| paths::query_value(search, "done"));
    let done = match done.as_deref() {
        Some("name") => Some(tu_string!(i18n, identity.done_name)),
        Some("identity") => Some(tu_string!(i18n, providers.done_unlinked)),
        Some("password") => Some(tu_string!(i18n, identity.done_changed)),
        _ => None,
    };
    let done = done.filter(|_| !submission.is_some());
    let name = RwSignal::new(submission.value("name").map_or(profile.name, str::to_owned));
    let complaint = Signal::stored(submission.complaint("name"));
    let email = profile.email.clone();
    let since = profile.created_at.to_string().chars().take(10).collect::<String>();
    view! {
        <div class="max-w-2xl">
            <h1 class="text-2xl font-semibold">{t!(i18n, identity.account)}</h1>
            <p class="mt-1 wrap-anywhere text-ink-muted">
                {tu_string!(i18n, identity.since, email = profile.email, date = since)}
            </p>
            {done.map(|done| view! { <p role="status" class="card mt-4 px-3 py-2 text-sm">{done}</p> })}
            <div class="mt-6">
                <Refusal
                    error=submission.error.clone()
                    address=paths::ACCOUNT.to_owned()
                    label=move |field: &str| label(i18n, field)
                />
            </div>
            <form method="post" action=paths::ACCOUNT_NAME novalidate=true class="flex flex-col gap-4">
                <TextField
                    name="name"
                    label=label(i18n, "name")
                    value=name
                    complaint=complaint
                    autocomplete="name"
                    optional=true
                />
                <div><button type="submit" class="button">{t!(i18n, identity.save_name)}</button></div>
            </form>
            {if profile.has_password {
                view! {
                    <h2 class="mt-8 text-xl font-semibold">{t!(i18n, identity.change_password)}</h2>
                    <p class="mt-1 text-ink-muted">{t!(i18n, identity.change_password_lead)}</p>
                    <PasswordForm submission/>
                }
                .into_any()
            } else {
                view! { <SetPassword email=email/> }.into_any()
            }}
            <h2 class="mt-8 text-xl font-semibold">{t!(i18n, factors.title)}</h2>
            <p class="mt-1 text-ink-muted">{t!(i18n, factors.account_lead)}</p>
            <p class="mt-3"><A href=paths::SECURITY attr:class="link">{t!(i18n, factors.title)}</A></p>
            <Identities/>
            <h2 class="mt-8 text-xl font-semibold">{t!(i18n, identity.sessions)}</h2>
            <p class="mt-1 text-ink-muted">{t!(i18n, identity.sessions_lead)}</p>
            <p class="mt-3"><A href=paths::SESSIONS attr:class="link">{t!(i18n, identity.sessions)}</A></p>
            <h2 class="mt-8 text-xl font-semibold">{t!(i18n, subscriptions.title)}</h2>
            <p class="mt-1 text-ink-muted">{t!(i18n, subscriptions.lead)}</p>
            <p class="mt-3"><A href=paths::SUBSCRIPTIONS attr:class="link">{t!(i18n, subscriptions.title)}</A></p>
            <h2 class="mt-8 text-xl font-semibold">{t!(i18n, tokens.title)}</h2>
            <p class="mt-1 text-ink-muted">{t!(i18n, tokens.lead)}</p>
            <p class="mt-3"><A href=paths::TOKENS attr:class="link">{t!(i18n, tokens.title)}</A></p>
            <h2 class="mt-8 text-xl font-semibold">{t!(i18n, identity.data)}</h2>
            <p class="mt-1 text-ink-muted">{t!(i18n, identity.data_lead)}</p>
            <p class="mt-3 flex flex-wrap gap-3">
                <a href=paths::ACCOUNT_DATA rel="external" download="" class="button">{t!(i18n, identity.data_download)}</a>
                <A href=paths::CLOSE_ACCOUNT attr:class="button button-danger">{t!(i18n, identity.close)}</A>
            </p>
        </div>
    }
}
