//! `/account/security/app`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use super::fields::label;
use super::picture::Picture;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::get_app_setup;
use crate::identity::factors::AppSetup;
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::field::TextField;
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// Shows an app's secret until its first code was typed.
pub struct SetUpAppPage;

#[lazy_route]
impl LazyRoute for SetUpAppPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let submission = use_submission();
        let setup = Resource::new(|| (), |()| get_app_setup());
        view! {
            <Title text=tu_string!(i18n, factors.app_title)/>
            <AsyncView resource=setup show=move |setup| view! { <Shown setup submission=submission.clone()/> }/>
        }
        .into_any()
    }
}

#[component]
fn Shown(setup: AppSetup, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let complaint = Signal::stored(submission.complaint("code"));
    view! {
        <div class="max-w-2xl">
            <h1 class="text-2xl font-semibold">{t!(i18n, factors.app_title)}</h1>
            <div class="mt-6">
                <Refusal
                    error=submission.error
                    address=paths::SECURITY_APP.to_owned()
                    label=move |field: &str| label(i18n, field)
                />
            </div>
            <p>{t!(i18n, factors.app_scan)}</p>
            <div class="mt-3"><Picture code=setup.picture label=tu_string!(i18n, factors.app_picture).to_owned()/></div>
            <p class="mt-4">{t!(i18n, factors.app_type)}</p>
            <p class="mt-1"><code class="font-mono">{setup.secret}</code></p>
            <p class="mt-3">
                <a href=setup.address rel="external" class="link">{t!(i18n, factors.app_open)}</a>
            </p>
            <form method="post" action=paths::SECURITY_APP_CONFIRM novalidate=true class="mt-6 flex flex-col gap-4">
                <p>{t!(i18n, factors.app_first_code)}</p>
                <TextField
                    name="code"
                    label=label(i18n, "code")
                    value=RwSignal::new(String::new())
                    complaint=complaint
                    autocomplete="one-time-code"
                    code=true
                />
                <div class="flex items-center gap-3">
                    <button type="submit" class="button button-primary">{t!(i18n, factors.confirm)}</button>
                    <A href=paths::SECURITY attr:class="button button-quiet">{t!(i18n, common.cancel)}</A>
                </div>
            </form>
        </div>
    }
}
