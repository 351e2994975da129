//! `/account/security/codes`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use super::fields::{PasswordUnlessRecent, label};
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::get_security;
use crate::identity::factors::Security;
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// Recovery codes that were just made, this once, or the button that makes new ones.
pub struct RecoveryCodesPage;

#[lazy_route]
impl LazyRoute for RecoveryCodesPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let security = Resource::new(|| (), |()| get_security());
        view! {
            <Title text=tu_string!(i18n, factors.codes)/>
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
    let made: Vec<String> =
        submission.values.iter().filter(|(name, _)| name == "recovery").map(|(_, code)| code.clone()).collect();
    let content = if !made.is_empty() {
        view! { <Made codes=made/> }.into_any()
    } else if security.has_factor() {
        view! { <Make security submission/> }.into_any()
    } else {
        view! {
            <p class="mt-6">{t!(i18n, factors.codes_without)}</p>
            <p class="mt-6"><A href=paths::SECURITY attr:class="button">{t!(i18n, factors.back)}</A></p>
        }
        .into_any()
    };
    view! {
        <div class="max-w-2xl">
            <h1 class="text-2xl font-semibold">{t!(i18n, factors.codes)}</h1>
            <p class="mt-1 text-ink-muted">{t!(i18n, factors.codes_lead)}</p>
            {content}
        </div>
    }
}

#[component]
fn Made(codes: Vec<String>) -> impl IntoView {
    let i18n = use_i18n();
    let codes = codes.into_iter().map(|code| view! { <li><code class="font-mono">{code}</code></li> }).collect_view();
    view! {
        <p role="status" class="card mt-6 px-3 py-2 text-sm">{t!(i18n, factors.codes_once)}</p>
        <ul class="card mt-4 grid gap-2 p-4 sm:grid-cols-2" aria-label=tu_string!(i18n, factors.codes)>{codes}</ul>
        <p class="mt-6"><A href=paths::SECURITY attr:class="button button-primary">{t!(i18n, factors.codes_done)}</A></p>
    }
}

#[component]
fn Make(security: Security, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="mt-6">
            <Refusal
                error=submission.error.clone()
                address=paths::SECURITY_CODES.to_owned()
                label=move |field: &str| label(i18n, field)
            />
        </div>
        <p>{tu_string!(i18n, factors.codes_left, count = security.recovery_codes)}</p>
        <p class="mt-1 text-ink-muted">{t!(i18n, factors.codes_make_lead)}</p>
        <form method="post" action=paths::SECURITY_CODES novalidate=true class="mt-4 flex flex-col gap-4">
            <PasswordUnlessRecent is_recent=security.is_recent submission/>
            <div class="flex items-center gap-3">
                <button type="submit" class="button button-primary">{t!(i18n, factors.codes_make)}</button>
                <A href=paths::SECURITY attr:class="button button-quiet">{t!(i18n, common.cancel)}</A>
            </div>
        </form>
    }
}
