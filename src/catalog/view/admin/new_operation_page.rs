//! The page for a new operation.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use leptos_router::{LazyRoute, lazy_route};

use super::operation_form::OperationForm;
use crate::catalog::api::admin_get_api;
use crate::catalog::draft::OperationDraft;
use crate::catalog::model::Api;
use crate::catalog::view::Breadcrumb;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::Submission;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::submission::use_submission;

/// The form of an operation that is not there yet.
pub struct NewOperationPage;

#[lazy_route]
impl LazyRoute for NewOperationPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        let i18n = use_i18n();
        let params = use_params_map();
        let submission = use_submission();
        let api = Resource::new(
            move || params.with(|params| params.get("api").unwrap_or_default()),
            |slug| async move { Ok(admin_get_api(slug, String::new(), 1).await?.api) },
        );
        view! {
            <Title text=tu_string!(i18n, admin.new_operation)/>
            <AsyncView resource=api submission=submission.clone() show=move |api| view! { <Shown api submission=submission.clone()/> }/>
        }
        .into_any()
    }
}

#[component]
fn Shown(api: Api, submission: Submission) -> impl IntoView {
    let i18n = use_i18n();
    let slug = api.input.slug.clone();
    let draft = if submission.values.is_empty() {
        OperationDraft::new()
    } else {
        OperationDraft::from_pairs(&submission.values)
    };
    let above = vec![
        (paths::ADMIN.to_owned(), tu_string!(i18n, admin.apis).to_owned()),
        (paths::admin_api(&slug), api.title().to_owned()),
    ];
    view! {
        <Breadcrumb above/>
        <h1 class="text-2xl font-semibold">{t!(i18n, admin.new_operation)}</h1>
        <div class="mt-6">
            <OperationForm
                draft
                submission
                action=paths::admin_new_operation(&slug)
                cancel=paths::admin_api(&slug)
            />
        </div>
    }
}
