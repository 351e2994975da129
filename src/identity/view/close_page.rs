//! `/account/close`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::{LazyRoute, lazy_route};

use super::fields::label;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::account::Profile;
use crate::identity::api::get_profile;
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::field::TextField;
use crate::ui::refusal::Refusal;
use crate::ui::submission::use_submission;

/// Says what goes with one's account and asks for the password.
pub struct CloseAccountPage;

#[lazy_route]
impl LazyRoute for CloseAccountPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let submission = use_submission();
        let profile = Resource::new(|| (), |()| get_profile());
        view! { <AsyncView resource=profile show=move |profile| view! { <Shown profile submission=submission.clone()/> }/> }
            .into_any()
    }
}

#[component]
fn Shown(profile: Profile, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let complaint = |field: &str| Signal::stored(submission.complaint(field));
    let (of_password, of_email) = (complaint("password"), complaint("email"));
    let proof = if profile.has_password {
        view! {
            <TextField
                name="password"
                label=label(i18n, "password")
                value=RwSignal::new(String::new())
                complaint=of_password
                kind="password"
                autocomplete="current-password"
            />
        }
        .into_any()
    } else {
        view! {
            <TextField
                name="email"
                label=tu_string!(i18n, providers.close_email)
                value=RwSignal::new(String::new())
                complaint=of_email
                kind="email"
                autocomplete="username"
            />
        }
        .into_any()
    };
    view! {
        <Title text=tu_string!(i18n, identity.close_question)/>
        <div class="max-w-2xl">
            <h1 class="text-2xl font-semibold">{t!(i18n, identity.close_question)}</h1>
            <div class="mt-4">
                <Refusal
                    error=submission.error
                    address=paths::CLOSE_ACCOUNT.to_owned()
                    label=move |field: &str| label(i18n, field)
                />
            </div>
            <p>{t!(i18n, identity.close_loss)}</p>
            <p class="mt-3 text-ink-muted">{t!(i18n, admin.delete_final)}</p>
            <form method="post" action=paths::CLOSE_ACCOUNT novalidate=true class="mt-6 flex flex-col gap-4">
                {proof}
                <div class="flex items-center gap-3">
                    <button type="submit" class="button button-danger">{t!(i18n, identity.close)}</button>
                    <A href=paths::ACCOUNT attr:class="button button-quiet">{t!(i18n, common.cancel)}</A>
                </div>
            </form>
        </div>
    }
}
