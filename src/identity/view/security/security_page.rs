//! `/account/security`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

use super::app_section::AppSection;
use super::codes_section::CodesSection;
use super::fields::label;
use super::passkeys_section::PasskeysSection;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::get_security;
use crate::identity::factors::Security;
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// What somebody signs in with besides the password.
pub struct SecurityPage;

#[lazy_route]
impl LazyRoute for SecurityPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let security = Resource::new(|| (), |()| get_security());
        view! {
            <Title text=tu_string!(i18n, factors.title)/>
            <AsyncView
                resource=security
                show=move |security| view! { <Shown security submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(security: Security, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let done = use_location().search.with_untracked(|search| paths::query_value(search, "done"));
    let done = match done.as_deref() {
        Some("app-on") => Some(tu_string!(i18n, factors.done_app_on)),
        Some("app-off") => Some(tu_string!(i18n, factors.done_app_off)),
        Some("passkey-added") => Some(tu_string!(i18n, factors.done_passkey_added)),
        Some("passkey-renamed") => Some(tu_string!(i18n, factors.done_passkey_renamed)),
        Some("passkey-removed") => Some(tu_string!(i18n, factors.done_passkey_removed)),
        _ => None,
    };
    let done = done.filter(|_| !submission.is_some());
    view! {
        <div class="max-w-2xl">
            <h1 class="text-2xl font-semibold">{t!(i18n, factors.title)}</h1>
            <p class="mt-1 text-ink-muted">{t!(i18n, factors.lead)}</p>
            {done.map(|done| view! { <p role="status" class="card mt-4 px-3 py-2 text-sm">{done}</p> })}
            <div class="mt-6">
                <Refusal
                    error=submission.error.clone()
                    address=paths::SECURITY.to_owned()
                    label=move |field: &str| label(i18n, field)
                />
            </div>
            <AppSection security=security.clone() submission=submission.clone()/>
            <PasskeysSection security=security.clone()/>
            <CodesSection security/>
        </div>
    }
}
