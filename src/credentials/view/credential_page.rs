//! `/admin/apis/{api}/credential`

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::credential_form::CredentialForm;
use super::summary::Summary;
use crate::catalog::view::Breadcrumb;
use crate::credentials::api::admin_get_credential;
use crate::credentials::draft::CredentialDraft;
use crate::credentials::model::CredentialShown;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// What an API's web service is shown, and the form for another credential.
pub struct CredentialPage;

#[lazy_route]
impl LazyRoute for CredentialPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let params = use_params_map();
        let submission = use_submission();
        let data = Resource::new(
            move || params.with(|params| params.get("api").unwrap_or_default()),
            |api| admin_get_credential(api, false),
        );
        view! {
            <AsyncView
                resource=data
                submission=submission.clone()
                show=move |shown| view! { <Shown shown submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(shown: CredentialShown, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let api = shown.api.clone();
    let above = vec![
        (paths::ADMIN.to_owned(), tu_string!(i18n, admin.apis).to_owned()),
        (paths::admin_api(&api), shown.title.clone()),
    ];
    let title = tu_string!(i18n, credentials.title_of, name = shown.title.as_str());
    let saved = shown.credential.as_ref().map(CredentialDraft::from).unwrap_or_default();
    let draft = submission.shown(saved, CredentialDraft::from_pairs, |typed, _| typed);
    let heading = if shown.credential.is_some() {
        tu_string!(i18n, credentials.replace)
    } else {
        tu_string!(i18n, credentials.set)
    };
    view! {
        <Title text=title.clone()/>
        <Breadcrumb above/>
        <div class="max-w-2xl">
            <h1 class="break-words text-2xl font-semibold">{title}</h1>
            <p class="mt-1 text-ink-muted">{t!(i18n, credentials.lead)}</p>
            <Summary shown/>
            <h2 class="mt-8 text-xl font-semibold">{heading}</h2>
            <CredentialForm draft submission api/>
        </div>
    }
}
