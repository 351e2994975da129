//! The page for a new version of an API.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::complaints::Complaints;
use super::version_scheme_fields::VersionSchemeFields;
use crate::catalog::api::{AdminApi, admin_get_api};
use crate::catalog::draft::VersionDraft;
use crate::catalog::model::Api;
use crate::catalog::view::Breadcrumb;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::field::TextField;
use crate::ui::submission::use_submission;

/// What the version is called, and how calls name it.
pub struct NewVersionPage;

#[lazy_route]
impl LazyRoute for NewVersionPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let params = use_params_map();
        let submission = use_submission();
        let slug = move || params.with(|params| params.get("api").unwrap_or_default());
        let data = Resource::new(slug, |slug| admin_get_api(slug, String::new(), 1));
        view! {
            <Title text=tu_string!(i18n, admin.new_version)/>
            <AsyncView
                resource=data
                submission=submission.clone()
                show=move |AdminApi { api, .. }| view! { <Shown api submission=submission.clone()/> }
            />
        }
        .into_any()
    }
}

#[component]
fn Shown(api: Api, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let draft = if submission.values.is_empty() {
        VersionDraft::new(&api)
    } else {
        VersionDraft::from_pairs(&submission.values)
    };
    let slug = &api.input.slug;
    let above = vec![
        (paths::ADMIN.to_owned(), tu_string!(i18n, admin.apis).to_owned()),
        (paths::admin_api(slug), api.title().to_owned()),
    ];
    let action = paths::admin_new_version(slug);
    view! {
        <Breadcrumb above/>
        <h1 class="text-2xl font-semibold">{t!(i18n, admin.new_version)}</h1>
        <p class="mt-1 max-w-3xl text-ink-muted">{t!(i18n, admin.new_version_lead)}</p>
        <div class="mt-6 max-w-3xl">
            <Complaints error=submission.error.clone() address=action.clone()/>
            <form method="post" action=action novalidate=true class="grid items-start gap-4 md:grid-cols-2">
                <div class="md:col-span-2">
                    <TextField
                        name="version"
                        label=tu_string!(i18n, admin.version)
                        value=RwSignal::new(draft.version)
                        complaint=Signal::stored(submission.complaint("version"))
                        hint=tu_string!(i18n, admin.version_hint)
                    />
                </div>
                <VersionSchemeFields
                    scheme=draft.version_scheme
                    parameter=draft.version_parameter
                    is_optional=false
                    submission
                />
                <div class="border-t border-line pt-4 md:col-span-2">
                    <button type="submit" class="button button-primary">{t!(i18n, admin.add_version)}</button>
                </div>
            </form>
        </div>
    }
}
